package transport

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"
)

// server answers from memory: with the answers in turn, the last one for ever.
type server struct {
	answers  []string // "200", "429 Retry-After: 3600", or an error that is no number
	requests []*http.Request
}

func (s *server) RoundTrip(r *http.Request) (*http.Response, error) {
	answer := s.answers[min(len(s.requests), len(s.answers)-1)]
	s.requests = append(s.requests, r)
	status, rest, _ := strings.Cut(answer, " ")
	code, err := strconv.Atoi(status)
	if err != nil {
		return nil, errors.New(answer)
	}
	w := &http.Response{StatusCode: code, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(answer)), Request: r}
	if key, value, ok := strings.Cut(rest, ": "); ok {
		w.Header.Set(key, value)
	}
	return w, nil
}

func TestClientOnlyReads(t *testing.T) {
	for _, method := range []string{"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "get"} {
		s := &server{answers: []string{"200"}}
		r, err := http.NewRequest(method, "https://user:secret@example.org/x", strings.NewReader("body"))
		if err != nil {
			t.Fatal(err)
		}
		_, err = Client(s).Do(r)
		var refused *RefusedError
		if !errors.As(err, &refused) || refused.Method != method || len(s.requests) != 0 {
			t.Errorf("%s: error %v after %d requests, want it refused", method, err, len(s.requests))
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: a password is shown: %v", method, err)
		}
	}
	for _, method := range []string{"", "GET", "HEAD"} {
		s := &server{answers: []string{"200"}}
		r := request(method)
		if _, err := Client(s).Do(r); err != nil || len(s.requests) != 1 {
			t.Errorf("%q: error %v after %d requests", method, err, len(s.requests))
		}
	}
}

func TestRedirectsAreReadToo(t *testing.T) {
	s := &server{answers: []string{"302 Location: https://example.org/there", "502", "200"}}
	answer, err := Client(s).Get("https://example.org/here")
	if err != nil || answer.StatusCode != 200 || answer.Request.URL.Path != "/there" {
		t.Fatalf("answer %v, error %v", answer, err)
	}
	if len(s.requests) != 3 {
		t.Errorf("%d requests, want 3", len(s.requests))
	}
}

func TestUserAgent(t *testing.T) {
	s := &server{answers: []string{"200"}}
	r := request("GET")
	if _, err := Client(s).Do(r); err != nil {
		t.Fatal(err)
	}
	if got := s.requests[0].Header.Get("User-Agent"); !strings.Contains(got, "(+https://") {
		t.Errorf("User-Agent %q, want one with a contact address", got)
	}
	if r.Header.Get("User-Agent") != "" {
		t.Error("the caller's request was changed")
	}
}

func TestRetry(t *testing.T) {
	quick := Patience{Tries: 4, First: time.Microsecond, Most: time.Millisecond}
	for _, test := range []struct {
		name    string
		method  string
		answers []string
		tries   int
		want    string
	}{
		{"at once", "GET", []string{"200"}, 1, "200"},
		{"faults", "GET", []string{"502", "connection reset", "200"}, 3, "200"},
		{"too busy", "HEAD", []string{"429 Retry-After: 3600", "503 Retry-After: Fri, 01 Jan 2100 00:00:00 GMT", "200"}, 3, "200"},
		{"last answer", "GET", []string{"503"}, 4, "503"},
		{"last error", "GET", []string{"connection reset"}, 4, "connection reset"},
		{"our mistake", "GET", []string{"404"}, 1, "404"},
		{"unchanged", "GET", []string{"304"}, 1, "304"},
		{"not implemented", "GET", []string{"501"}, 1, "501"},
		{"redirect", "GET", []string{"301 Location: /elsewhere"}, 1, "301"},
		{"writes are not repeated", "POST", []string{"502", "200"}, 1, "502"},
	} {
		s := &server{answers: test.answers}
		r := request(test.method).WithContext(t.Context())
		got := ""
		answer, err := Retry(s, quick).RoundTrip(r)
		if err != nil {
			got = err.Error()
		} else {
			body, _ := io.ReadAll(answer.Body)
			got, _, _ = strings.Cut(string(body), " ")
		}
		if got != test.want || len(s.requests) != test.tries {
			t.Errorf("%s: %q after %d tries, want %q after %d", test.name, got, len(s.requests), test.want, test.tries)
		}
	}
}

func TestRetryEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := &server{answers: []string{"502"}}
	r := request("GET").WithContext(ctx)
	cancel()
	_, err := Retry(s, Patience{First: time.Hour, Most: time.Hour}).RoundTrip(r)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

func TestWait(t *testing.T) {
	const first, most = time.Second, 10 * time.Second
	for tries := range 70 {
		for range 100 {
			mean := min(first<<min(tries, 10), most)
			if d := wait(first, most, tries, nil); d < mean/2 || d > most || d > mean+mean/2 {
				t.Fatalf("wait %v before try %d", d, tries+2)
			}
		}
	}
	asked := &http.Response{Header: http.Header{"Retry-After": {"3"}}}
	if d := wait(first, most, 0, asked); d != 3*time.Second {
		t.Errorf("wait %v, want the 3 s of Retry-After", d)
	}
}

// request is a request with that method.
func request(method string) *http.Request {
	return &http.Request{Method: method, URL: &url.URL{Scheme: "https", Host: "example.org", Path: "/x"}, Header: http.Header{}}
}
