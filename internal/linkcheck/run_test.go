package linkcheck

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"namedrop/internal/transport"
)

// busy answers every request after a delay, and counts concurrent requests.
type busy struct {
	took time.Duration

	mu                     sync.Mutex
	running, highest       map[string]int // by host
	requests, all, mostAll int
}

func newBusy(took time.Duration) *busy {
	return &busy{took: took, running: map[string]int{}, highest: map[string]int{}}
}

func (b *busy) RoundTrip(r *http.Request) (*http.Response, error) {
	b.count(r.URL.Host, 1)
	defer b.count(r.URL.Host, -1)
	select {
	case <-time.After(b.took):
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	if r.URL.Path == "/robots.txt" {
		return response(r, 404, "", ""), nil
	}
	return response(r, 200, "", ""), nil
}

func (b *busy) count(host string, n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.running[host] += n
	b.all += n
	b.highest[host] = max(b.highest[host], b.running[host])
	b.mostAll = max(b.mostAll, b.all)
	b.requests += max(n, 0)
}

func (b *busy) checker(dir string) *Checker {
	network := transport.Paced(b, PerHost, Pause)
	o := transport.Options{CacheDir: dir, Soft: time.Hour, Heads: true}
	rules := o
	rules.Heads = false
	return &Checker{HTTP: transport.Client(network, o), Robots: transport.Client(network, rules)}
}

func addresses(links, hosts int) []string {
	var all []string
	for i := range links {
		all = append(all, fmt.Sprintf("https://host%d.example/%d", i%hosts, i))
	}
	return all
}

// TestThousandLinks checks a thousand pages that take 50 ms each, with a fake clock.
func TestThousandLinks(t *testing.T) {
	for _, hosts := range []int{1, 5, 100} {
		t.Run(fmt.Sprint(hosts), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				dir, b := t.TempDir(), newBusy(50*time.Millisecond)
				begin, told := time.Now(), 0
				c := b.checker(dir)
				c.Progress = func() { told++ }
				found := c.Check(t.Context(), addresses(1000, hosts))
				if d := time.Since(begin); d > 10*time.Second {
					t.Errorf("took %v", d)
				}
				for host, n := range b.highest {
					if n > PerHost {
						t.Errorf("%s: %d requests at the same time, want %d", host, n, PerHost)
					}
				}
				if len(found) != 1000 || told != 1000 || b.requests != 1000+hosts || b.mostAll > DefaultParallel {
					t.Errorf("%d answers, %d told, %d requests, up to %d at the same time", len(found), told, b.requests, b.mostAll)
				}
				later := newBusy(0)
				if again := later.checker(dir).Check(t.Context(), addresses(1000, hosts)); len(again) != 1000 || later.requests != 0 {
					t.Errorf("a second run has %d answers and asked %d times", len(again), later.requests)
				}
			})
		})
	}
}

// TestInterrupted checks that answers received before the context ended are returned.
func TestInterrupted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		found := newBusy(50*time.Millisecond).checker("").Check(ctx, addresses(1000, 1))
		if len(found) < 50 || len(found) > 500 {
			t.Errorf("%d answers", len(found))
		}
		for address, a := range found {
			if a.Verdict != Alive {
				t.Errorf("%s: %s, %s", address, a.Verdict, a.Cause)
			}
		}
	})
}

// TestInterleave: every page is requested once, and those of a host are not in a row.
func TestInterleave(t *testing.T) {
	pages := map[string][]string{"https://a/1": nil, "https://a/2": nil, "https://a/3": nil, "https://b/1": nil, "%": nil}
	got := strings.Join(interleave(pages), " ")
	if want := "% https://a/1 https://b/1 https://a/2 https://a/3"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*$\n", "/a?b")
	f.Add("\ufeffuser-agent:extract\nallow:%zz\nDisallow: [(", "/%2f")
	f.Fuzz(func(t *testing.T, text, path string) {
		w := &world{t: t, answers: map[string][]string{"https://a.example/robots.txt": {"200 " + text}}, asked: map[string]int{}}
		r := &rules{client: &http.Client{Transport: w}}
		if group := r.read(t.Context(), "https://a.example/robots.txt"); group != nil {
			group.allows(path)
		}
	})
}

func FuzzRedirect(f *testing.F) {
	f.Add("//b.example/x#y", 301)
	f.Add("javascript:alert(1)", 302)
	f.Fuzz(func(t *testing.T, location string, code int) {
		r, _ := http.NewRequest(http.MethodHead, "https://a.example/", nil)
		answer := &http.Response{StatusCode: code, Header: http.Header{"Location": {location}}, Request: r}
		if to, _ := redirect(answer); to != nil && to.Scheme != "http" && to.Scheme != "https" {
			t.Errorf("%q leads to %q", location, to)
		}
	})
}
