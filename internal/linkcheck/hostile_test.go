package linkcheck

import (
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// roundTripper answers requests by a function.
type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func answering(r *http.Request, status int, header http.Header, body string) *http.Response {
	return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader(body)), Request: r}
}

// TestLinkTime: a host that slowly answers with endless redirects takes no longer than
// the limit for one link.
func TestLinkTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hops := 0
		slow := roundTripper(func(r *http.Request) (*http.Response, error) {
			hops++
			select {
			case <-time.After(25 * time.Second):
				return answering(r, http.StatusFound, http.Header{"Location": {fmt.Sprintf("/%d", hops)}}, ""), nil
			case <-r.Context().Done():
				return nil, r.Context().Err()
			}
		})
		begin := time.Now()
		c := &Checker{HTTP: &http.Client{Transport: slow}, Robots: &http.Client{Transport: slow}}
		found := c.Check(t.Context(), []string{"https://a.example/"})
		if took := time.Since(begin); took > linkTime {
			t.Errorf("took %v", took)
		}
		if a := found["https://a.example/"]; a.Verdict != Unknown || a.Cause == "" {
			t.Errorf("answer %+v", a)
		}
	})
}

// TestHostileMemory: a thousand hosts that send the longest robots.txt and the longest
// headers take less than 300 MB.
func TestHostileMemory(t *testing.T) {
	const hosts = 40
	text := "User-agent: *\n" + strings.Repeat("Allow: /"+strings.Repeat("x", 2000)+"\n", MaxRobots/2008)
	location := strings.Repeat("x", 60<<10)
	world := roundTripper(func(r *http.Request) (*http.Response, error) {
		if r.URL.Path == "/robots.txt" {
			return answering(r, http.StatusOK, nil, text), nil
		}
		return answering(r, http.StatusMovedPermanently, http.Header{"Location": {"/" + location}}, ""), nil
	})
	var addresses []string
	for i := range hosts {
		addresses = append(addresses, fmt.Sprintf("https://host%d.example/", i))
	}
	c := &Checker{HTTP: &http.Client{Transport: world}}
	rules := &rules{client: &http.Client{Transport: world}}
	before := heap()
	found := c.each(t.Context(), rules, addresses)
	perHost := (heap() - before) / hosts
	if 1000*perHost > 300<<20 {
		t.Errorf("%d bytes are kept of a host", perHost)
	}
	runtime.KeepAlive(found)
	runtime.KeepAlive(rules)
}

// heap returns the number of bytes in use.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
