package transport

import (
	"errors"
	"net/http"
	"strings"
	"testing"
)

func TestGuard(t *testing.T) {
	const url = "https://user:secret@example.org/query"
	query := []string{"https://example.org/query"}
	for _, test := range []struct {
		method, url string
		options     Options
		passes      bool
	}{
		{"GET", url, Options{}, true},
		{"", url, Options{}, true},
		{"HEAD", url, Options{}, true},
		{"POST", url, Options{}, false},
		{"PUT", url, Options{}, false},
		{"PATCH", url, Options{}, false},
		{"DELETE", url, Options{}, false},
		{"OPTIONS", url, Options{}, false},
		{"get", url, Options{}, false},
		{"POST", query[0], Options{Queries: query}, true},
		{"PUT", query[0], Options{Queries: query}, false},
		{"POST", query[0] + "/", Options{Queries: query}, false},
		{"POST", query[0] + "?x", Options{Queries: query}, false},
		{"POST", "http://example.org/query", Options{Queries: query}, false},
		{"POST", "https://example.org/x/../query", Options{Queries: query}, false},
		{"POST", url, Options{Writes: true}, true},
		{"DELETE", url, Options{Writes: true}, true},
	} {
		s := &server{answers: []string{"200"}}
		r := requestFor("GET", test.url, "body")
		r.Method = test.method
		_, err := Client(s, test.options).Do(r)
		var refused *RefusedError
		if test.passes {
			if err != nil || len(s.requests) != 1 || s.bodies[0] != "body" {
				t.Errorf("%s %s: error %v after %d requests", test.method, test.url, err, len(s.requests))
			}
			continue
		}
		if !errors.As(err, &refused) || refused.Method != test.method || len(s.requests) != 0 {
			t.Errorf("%s %s: error %v after %d requests, want it refused", test.method, test.url, err, len(s.requests))
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("a password is shown: %v", err)
		}
	}
}

// TestGuardAfterRedirect: a redirected query must pass the guard again.
func TestGuardAfterRedirect(t *testing.T) {
	s := &server{answers: []string{"307; Location: https://example.org/write", "200"}}
	o := Options{Queries: []string{"https://example.org/query"}}
	_, err := Client(s, o).Do(requestFor("POST", o.Queries[0], "{}"))
	var refused *RefusedError
	if !errors.As(err, &refused) || len(s.requests) != 1 {
		t.Errorf("error %v after %d requests", err, len(s.requests))
	}
}

// authorized adds a token to every request, as the transports of clients do.
type authorized struct{ next http.RoundTripper }

func (a authorized) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer secret")
	return a.next.RoundTrip(r)
}

func TestCredentialsStayAtHome(t *testing.T) {
	for _, test := range []struct {
		from string
		via  []string
		keep bool // in the last request
	}{
		{"https://example.org/a", []string{"/b"}, true},
		{"https://example.org/a", []string{"/b", "/c"}, true},
		{"http://example.org/a", []string{"https://example.org/a"}, true},
		{"https://example.org/a", []string{"http://example.org/a"}, false},
		{"https://example.org/a", []string{"https://sub.example.org/a"}, false},
		{"https://example.org/a", []string{"https://example.com/a"}, false},
		{"https://example.org/a", []string{"https://example.com/a", "/b"}, false},
		{"https://example.org/a", []string{"https://example.com/a", "https://example.org/b"}, true},
		{"http://127.0.0.1:1/a", []string{"http://127.0.0.1:2/a"}, false},
	} {
		for _, dir := range []string{"", t.TempDir()} {
			s := &server{}
			for _, to := range test.via {
				s.answers = append(s.answers, "301; Location: "+to)
			}
			s.answers = append(s.answers, "200")
			client := Client(s, Options{CacheDir: dir})
			client.Transport = authorized{client.Transport}
			if got := outcome(client.Get(test.from)); got != "200" {
				t.Fatalf("%s: %s", test.from, got)
			}
			last := s.requests[len(s.requests)-1]
			if got := last.Header.Get("Authorization") != ""; got != test.keep {
				t.Errorf("from %s through %v: a token was sent to the last: %v, want %v", test.from, test.via, got, test.keep)
			}
			if s.requests[0].Header.Get("Authorization") == "" {
				t.Errorf("%s: no token was sent", test.from)
			}
		}
	}
}
