package pullrequest

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"namedrop/internal/github"
	"namedrop/internal/github/openapi"
	"namedrop/internal/transport"
)

const line = "* [tenacity](https://github.com/jd/tenacity) - Retry."

// edit adds the line at the end of the list.
func edit(list []byte) (Change, error) {
	if bytes.Contains(list, []byte("tenacity")) {
		return Change{}, ErrListed
	}
	return Change{List: append(bytes.Clone(list), line+"\n"...), Title: "Add tenacity", Body: "It retries.", Message: "Add tenacity"}, nil
}

func tenacity() Request {
	return Request{List: list, Project: "Tenacity", Repository: "jd/tenacity", Edit: edit, Labels: []string{"please vote"}, Send: true}
}

// trip answers requests without a network.
type trip func(*http.Request) (*http.Response, error)

func (f trip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func (w *world) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body == nil {
		r.Body = http.NoBody
	}
	out := httptest.NewRecorder()
	w.ServeHTTP(out, r)
	answer := out.Result()
	answer.Request = r
	return answer, nil
}

func noSleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

func opener(t *testing.T, next http.RoundTripper) Opener {
	t.Helper()
	gh, err := github.New(&http.Client{Transport: openapi.Checked(t, next, "")}, "https://api.example", github.Token{})
	if err != nil {
		t.Fatal(err)
	}
	return Opener{GitHub: gh, Sleep: noSleep}
}

func open(t *testing.T, w *world, r Request) Result {
	t.Helper()
	result, err := opener(t, w).Open(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// check fails unless there is exactly one branch of ours, with one commit upon
// the list's head that adds the line, and one open pull request that says so.
func (w *world) check(t *testing.T, line string) {
	t.Helper()
	branches := map[string]string{}
	for name, r := range w.repos {
		for b, sha := range r.heads {
			if b != "main" {
				branches[name+":"+b] = sha
			}
		}
	}
	ahead := w.ahead(w.head(), branches[fork+":extract/tenacity"])
	if len(branches) != 1 || len(ahead) != 1 {
		t.Fatalf("branches %v, %d commits ahead; want one of each", branches, len(ahead))
	}
	c := ahead[0]
	if want := w.commits[w.head()].files["README.md"] + line + "\n"; c.parent != w.head() || c.files["README.md"] != want || c.message != "Add tenacity" {
		t.Errorf("%q upon the head %v: %q, want %q", c.message, c.parent == w.head(), c.files["README.md"], want)
	}
	if len(w.pulls) != 1 || w.pulls[0].State != "open" || w.pulls[0].Title != "Add tenacity" {
		t.Errorf("pull requests %+v, want one that is open", w.pulls)
	}
}

// TestOpen checks that the first run opens a pull request and the second writes
// nothing.
func TestOpen(t *testing.T) {
	w := newWorld()
	r := open(t, w, tenacity())
	if r.Outcome != Created || r.Number != 100 || r.URL != "https://github.example/maker/awesome/pull/100" || r.Branch != fork+":extract/tenacity" {
		t.Errorf("%+v", r)
	}
	w.check(t, line)
	if p := w.pulls[0]; len(p.Labels) != 1 || p.Draft || !strings.HasPrefix(p.Body, "It retries.\n\n[//]: # (extract ") {
		t.Errorf("%+v", p)
	}
	writes := len(w.writes)
	if r := open(t, w, tenacity()); r.Outcome != Unchanged || r.Number != 100 || len(w.writes) != writes {
		t.Errorf("%+v, wrote %v", r, w.writes[writes:])
	}
}

var errKilled = errors.New("killed")

// TestKilled walks through all requests: killed before or after any of them,
// and run again, all is as if it had run once.
func TestKilled(t *testing.T) {
	for _, lost := range []bool{false, true} { // whether the last request still arrives
		for n := 1; ; n++ {
			w, asked := newWorld(), 0
			w.forking = 2
			killed := trip(func(r *http.Request) (*http.Response, error) {
				if asked++; asked > n || asked == n && !lost {
					return nil, errKilled
				}
				answer, err := w.RoundTrip(r)
				if asked == n {
					return nil, errKilled
				}
				return answer, err
			})
			_, err := opener(t, killed).Open(t.Context(), tenacity())
			if n > 10 && err == nil {
				break
			}
			if !errors.Is(err, errKilled) {
				t.Fatalf("after %d requests: error %v, want %v", n, err, errKilled)
			}
			open(t, w, tenacity())
			w.check(t, line)
			if len(w.pulls[0].Labels) != 1 {
				t.Errorf("after %d requests: labels %v", n, w.pulls[0].Labels)
			}
		}
	}
}

// TestKilledRewriting is the same for a pull request that is open while the
// list moves; it stays open all the time.
func TestKilledRewriting(t *testing.T) {
	for n := 1; ; n++ {
		w, asked := newWorld(), 0
		open(t, w, tenacity())
		w.commit(list, "main", "maker", "maker", files{"README.md": readme + "* more\n"})
		killed := trip(func(r *http.Request) (*http.Response, error) {
			if asked++; asked >= n {
				return nil, errKilled
			}
			return w.RoundTrip(r)
		})
		_, err := opener(t, killed).Open(t.Context(), tenacity())
		if n > 10 && err == nil {
			break
		}
		if !errors.Is(err, errKilled) {
			t.Fatalf("after %d requests: error %v, want %v", n, err, errKilled)
		}
		open(t, w, tenacity())
		w.check(t, line)
	}
}

// TestUnanswered checks that one pull request is opened even if the first write of each
// kind gets no answer, whether it was performed or not.
func TestUnanswered(t *testing.T) {
	for _, done := range []bool{false, true} {
		w, failed := newWorld(), map[string]bool{}
		failing := trip(func(r *http.Request) (*http.Response, error) {
			request := r.Method + " " + r.URL.Path
			if r.Method == http.MethodGet || failed[request] {
				return w.RoundTrip(r)
			}
			failed[request] = true
			if done {
				w.RoundTrip(r)
			}
			return &http.Response{StatusCode: 502, Body: http.NoBody, Header: http.Header{}, Request: r}, nil
		})
		r, err := opener(t, failing).Open(t.Context(), tenacity())
		if err != nil || r.Number != 100 || len(failed) < 4 {
			t.Fatalf("done %v: %+v, %v after %v", done, r, err, failed)
		}
		w.check(t, line)
	}
}

// TestNeverAnswered checks that the opener does not wait after the last unanswered
// attempt.
func TestNeverAnswered(t *testing.T) {
	w, tries := newWorld(), 0
	o := opener(t, trip(func(r *http.Request) (*http.Response, error) {
		if r.Method == http.MethodGet {
			return w.RoundTrip(r)
		}
		tries++
		return &http.Response{StatusCode: 502, Body: http.NoBody, Header: http.Header{}, Request: r}, nil
	}))
	var slept []time.Duration
	o.Sleep = func(_ context.Context, d time.Duration) error { slept = append(slept, d); return nil }
	if _, err := o.Open(t.Context(), tenacity()); !errors.Is(err, github.ErrUnanswered) || tries != looks {
		t.Errorf("%v after %d tries", err, tries)
	}
	slices.Sort(slept)
	if want := []time.Duration{pause, 2 * pause, 3 * pause, 4 * pause, 5 * pause}; !slices.Equal(slices.Compact(slept), want) {
		t.Errorf("slept %v, want %v", slept, want)
	}
}

// TestFailures checks that a run eventually has the same result if three in ten
// requests fail below the transport, before or after they were performed.
func TestFailures(t *testing.T) {
	for seed := range uint64(30) {
		synctest.Test(t, func(t *testing.T) {
			w, dice := newWorld(), rand.New(rand.NewPCG(seed, 389))
			failing := trip(func(r *http.Request) (*http.Response, error) {
				before, after := dice.Float64() < 0.15, dice.Float64() < 0.15
				if before {
					return &http.Response{StatusCode: 502, Body: http.NoBody, Header: http.Header{}, Request: r}, nil
				}
				answer, err := w.RoundTrip(r)
				if after {
					return nil, errKilled
				}
				return answer, err
			})
			err := errKilled
			for err != nil {
				_, err = opener(t, transport.Client(failing, transport.Options{Writes: true}).Transport).Open(t.Context(), tenacity())
			}
			w.check(t, line)
		})
	}
}
