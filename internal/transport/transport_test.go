package transport

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// server answers from memory: with the answers in turn, repeating the last. An answer
// is a status, headers after "; " each, and after a line break the body: "429;
// Retry-After: 3600\nslow down". One that does not begin with a number is an error.
type server struct {
	answers []string

	mu       sync.Mutex
	requests []*http.Request
	bodies   []string // of the requests
}

func (s *server) RoundTrip(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	answer := s.answers[min(len(s.requests), len(s.answers)-1)]
	s.requests = append(s.requests, r)
	s.bodies = append(s.bodies, text(r.Body))
	head, body, _ := strings.Cut(answer, "\n")
	fields := strings.Split(head, "; ")
	code, err := strconv.Atoi(fields[0])
	if err != nil {
		return nil, errors.New(answer)
	}
	w := &http.Response{StatusCode: code, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), ContentLength: -1}
	for _, f := range fields[1:] {
		key, value, _ := strings.Cut(f, ": ")
		w.Header.Add(key, value)
	}
	return w, nil
}

func text(body io.ReadCloser) string {
	if body == nil {
		return ""
	}
	defer body.Close()
	data, err := io.ReadAll(body)
	if err != nil {
		return err.Error()
	}
	return string(data)
}

// outcome describes the result of a request: "200", "404 stale", or an error.
func outcome(answer *http.Response, err error) string {
	if err != nil {
		return err.Error()
	}
	answer.Body.Close()
	return strings.TrimSpace(strconv.Itoa(answer.StatusCode) + " " + markOf(answer).did)
}

// request returns a request with a method.
func request(method string) *http.Request { return requestFor(method, "https://example.org/x", "") }

func requestFor(method, url, body string) *http.Request {
	r, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		panic(err)
	}
	return r
}

func TestUserAgent(t *testing.T) {
	s := &server{answers: []string{"200"}}
	r := request("GET")
	if got := outcome(Client(s, Options{}).Do(r)); got != "200" {
		t.Fatal(got)
	}
	if got := s.requests[0].Header.Get("User-Agent"); !strings.Contains(got, "(+https://") {
		t.Errorf("User-Agent %q, want one with a contact address", got)
	}
	if r.Header.Get("User-Agent") != "" {
		t.Error("the caller's request was changed")
	}
}

func TestEndlessRedirect(t *testing.T) {
	s := &server{answers: []string{"301; Location: /x"}}
	_, err := Client(s, Options{}).Do(request("GET"))
	if err == nil || !strings.Contains(err.Error(), "stopped after 10 redirects") {
		t.Errorf("error %v", err)
	}
	if len(s.requests) != 10 {
		t.Errorf("%d requests, want 10", len(s.requests))
	}
}

// refuser fails the test if the network is used.
type refuser struct{ t *testing.T }

func (f refuser) RoundTrip(r *http.Request) (*http.Response, error) {
	f.t.Errorf("%s %s: asked of the network", r.Method, r.URL)
	return nil, errors.New("no network here")
}

func TestOfflineAsksNothing(t *testing.T) {
	dir := t.TempDir()
	online := Client(&server{answers: []string{"200\nkept"}}, Options{CacheDir: dir})
	if got := outcome(online.Do(request("GET"))); got != "200" {
		t.Fatal(got)
	}
	for _, test := range []struct {
		name, url string
		options   Options
		want      string
	}{
		{"fresh", "https://example.org/x", Options{Soft: time.Hour}, "200 hit"},
		{"old", "https://example.org/x", Options{}, "200 stale"},
		{"too old", "https://example.org/x", Options{Hard: time.Nanosecond}, ""},
		{"not kept", "https://example.org/y", Options{}, ""},
	} {
		test.options.Offline, test.options.CacheDir = true, dir
		answer, err := Client(refuser{t}, test.options).Do(requestFor("GET", test.url, ""))
		if test.want == "" {
			if !errors.Is(err, ErrOffline) || !strings.Contains(err.Error(), "example.org") {
				t.Errorf("%s: error %v, want one that says that we are offline", test.name, err)
			}
			continue
		}
		if got := outcome(answer, err); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
	if _, err := Client(refuser{t}, Options{Offline: true, Writes: true}).Do(request("POST")); !errors.Is(err, ErrOffline) {
		t.Errorf("writing: error %v", err)
	}
}

// TestFaultyServer sends requests through all layers to a server that fails three
// times in ten: each must get its answer.
func TestFaultyServer(t *testing.T) {
	bubble(t, func(ctx context.Context) {
		answers := []string{"502", "200", "EOF", "200", "200", "502", "200", "200", "200", "200"}
		n := 0
		faulty := roundTrip(func(r *http.Request) (*http.Response, error) {
			n++
			return (&server{answers: answers[n%len(answers):]}).RoundTrip(r)
		})
		client := Client(faulty, Options{CacheDir: t.TempDir()})
		for i := range 100 {
			r := requestFor("GET", fmt.Sprintf("https://example.org/%d", i), "").WithContext(ctx)
			if got := outcome(client.Do(r)); got != "200" {
				t.Fatalf("request %d: %s", i, got)
			}
		}
	})
}

// TestDeadNetwork sends many requests to unreachable hosts.
func TestDeadNetwork(t *testing.T) {
	bubble(t, func(ctx context.Context) {
		begin, asked := time.Now(), 0
		dead := roundTrip(func(*http.Request) (*http.Response, error) {
			asked++
			return nil, refused
		})
		client := Client(dead, Options{})
		for i := range 300 {
			r := requestFor("GET", fmt.Sprintf("https://host%d.example.org/%d", i%3, i), "").WithContext(ctx)
			if _, err := client.Do(r); err == nil {
				t.Fatal("an answer came")
			}
		}
		if took := time.Since(begin); took > 2*time.Second {
			t.Errorf("took %v", took)
		}
		if want := 3 * fewTries; asked != want {
			t.Errorf("%d tries, want %d: those of the first request for each host", asked, want)
		}
	})
}
