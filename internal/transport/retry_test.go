package transport

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestRetry(t *testing.T) {
	quick := patience{tries: 4, first: time.Microsecond, most: time.Millisecond}
	for _, test := range []struct {
		name    string
		method  string
		answers []string
		tries   int
		want    string
	}{
		{"at once", "GET", []string{"200"}, 1, "200"},
		{"faults", "GET", []string{"502", "connection reset", "200"}, 3, "200"},
		{"unavailable", "HEAD", []string{"503; Retry-After: 3600", "503; Retry-After: Fri, 01 Jan 2100 00:00:00 GMT", "200"}, 3, "200"},
		{"last answer", "GET", []string{"503"}, 4, "503"},
		{"last error", "GET", []string{"connection reset"}, 4, "connection reset"},
		{"our mistake", "GET", []string{"404"}, 1, "404"},
		{"too often", "GET", []string{"429; Retry-After: 1"}, 1, "429"},
		{"unchanged", "GET", []string{"304"}, 1, "304"},
		{"not implemented", "GET", []string{"501"}, 1, "501"},
		{"redirect", "GET", []string{"301; Location: /elsewhere"}, 1, "301"},
		{"writes are not repeated", "POST", []string{"502", "200"}, 1, "502"},
	} {
		s := &server{answers: test.answers}
		got := outcome(newRetry(s, quick).RoundTrip(request(test.method).WithContext(t.Context())))
		if got != test.want || len(s.requests) != test.tries {
			t.Errorf("%s: %q after %d tries, want %q after %d", test.name, got, len(s.requests), test.want, test.tries)
		}
	}
}

func TestRetryOfErrors(t *testing.T) {
	quick := patience{tries: 8, first: time.Microsecond, most: time.Millisecond}
	for _, test := range []struct {
		err   error
		tries int
	}{
		{io.ErrUnexpectedEOF, 8},
		{refused, fewTries},
		{context.DeadlineExceeded, 1}, // not the deadline of the request
		{&TooLargeError{}, 1},
	} {
		tries := 0
		failing := roundTrip(func(*http.Request) (*http.Response, error) {
			tries++
			return nil, test.err
		})
		_, err := newRetry(failing, quick).RoundTrip(request("GET"))
		if !errors.Is(err, test.err) || tries != test.tries {
			t.Errorf("%v after %d tries, want %v after %d", err, tries, test.err, test.tries)
		}
	}
}

func TestRetrySendsTheBodyAgain(t *testing.T) {
	s := &server{answers: []string{"502", "200"}}
	o := Options{Queries: []string{"https://example.org/query"}}
	got := outcome(Client(s, o).Do(requestFor("POST", o.Queries[0], "question")))
	if got != "200" || strings.Join(s.bodies, ",") != "question,question" {
		t.Errorf("%s after %q", got, s.bodies)
	}
}

func TestRetryEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := &server{answers: []string{"502"}}
	r := request("GET").WithContext(ctx)
	cancel()
	_, err := newRetry(s, patience{first: time.Hour, most: time.Hour}).RoundTrip(r)
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

func TestRetryAfter(t *testing.T) {
	const date = "Fri, 01 Jan 2021 00:00:00 GMT"
	for value, want := range map[string]time.Duration{
		"0": 0, "7": 7 * time.Second, "999999999": 1 << 20 * time.Second,
		"Fri, 01 Jan 2021 00:02:00 GMT": 2 * time.Minute, // by the server's clock
		"Thu, 31 Dec 2020 00:00:00 GMT": 0,
		"":                              -1, "-1": -1, "soon": -1, "1.5": -1,
	} {
		d, ok := retryAfter(http.Header{"Retry-After": {value}, "Date": {date}})
		if ok != (want >= 0) || ok && d != want {
			t.Errorf("%q: %v, %v; want %v", value, d, ok, want)
		}
	}
}
