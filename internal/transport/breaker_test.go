package transport

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"
)

func TestDown(t *testing.T) {
	bubble(t, func(ctx context.Context) {
		s := &server{answers: []string{"502", "EOF", "502", "200", "404"}}
		d := newBreaker(s, s)
		ask := func(host string) (int, error) {
			before := len(s.requests)
			_, err := d.RoundTrip(requestFor("GET", "https://"+host, "").WithContext(ctx))
			return len(s.requests) - before, err
		}
		step := func(name string, sent int, isDown bool) {
			t.Helper()
			n, err := ask("a.example.org")
			var down *UnavailableError
			if got := errors.As(err, &down); n != sent || got != isDown {
				t.Fatalf("%s: %d requests, error %v", name, n, err)
			}
		}
		step("first failure", 1, false)
		step("probe", 1, false)
		step("down", 0, true)
		time.Sleep(probeEvery - time.Second)
		step("still down", 0, true)
		time.Sleep(time.Second)
		step("second probe", 1, false)
		step("down again", 0, true)
		if n, _ := ask("b.example.org"); n != 1 {
			t.Fatal("another host is down as well")
		}
		time.Sleep(probeEvery)
		step("answers", 1, false)
		step("up", 1, false)
	})
}

// TestDownWrites: a failed write does not open the circuit.
func TestDownWrites(t *testing.T) {
	bubble(t, func(ctx context.Context) {
		s := &server{answers: []string{"502", "502", "200"}}
		d := newBreaker(s, roundTrip(func(*http.Request) (*http.Response, error) {
			t.Error("taken for down")
			return nil, refused
		}))
		for _, method := range []string{"POST", "PATCH", "GET"} {
			if _, err := d.RoundTrip(requestFor(method, "https://a.example.org", "").WithContext(ctx)); err != nil {
				t.Errorf("%s: %v", method, err)
			}
		}
	})
}

// TestDownUnreachable: an unreachable host is not probed at once.
func TestDownUnreachable(t *testing.T) {
	bubble(t, func(ctx context.Context) {
		asked := 0
		dead := roundTrip(func(*http.Request) (*http.Response, error) {
			asked++
			return nil, refused
		})
		d := newBreaker(dead, dead)
		for range 3 {
			d.RoundTrip(request("GET").WithContext(ctx))
		}
		if asked != 1 {
			t.Errorf("asked %d times", asked)
		}
		time.Sleep(probeEvery)
		d.RoundTrip(request("GET").WithContext(ctx))
		if asked != 2 {
			t.Errorf("asked %d times", asked)
		}
	})
}

// TestTrouble checks which answers count as failures of the host.
func TestTrouble(t *testing.T) {
	for _, test := range []struct {
		status int
		err    error
		want   string
	}{
		{200, nil, ""}, {404, nil, ""}, {429, nil, ""}, {403, nil, ""}, {501, nil, ""},
		{502, nil, "it answered 502 Bad Gateway"},
		{0, refused, refused.Error()},
		{0, &TooLargeError{}, ""},
	} {
		got := ""
		if err := hostFault(&http.Response{StatusCode: test.status, Status: "5\x1b[31m"}, test.err); err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%d, %v: %q, want %q", test.status, test.err, got, test.want)
		}
	}
}

func TestDownIgnoresWhoLeft(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s := &server{answers: []string{"left", "200"}}
	d := newBreaker(s, refuser{t})
	d.RoundTrip(request("GET").WithContext(ctx))
	if got := outcome(d.RoundTrip(request("GET"))); got != "200" {
		t.Error(got)
	}
}
