package transport

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

// reset returns an answer with no requests left for some seconds from the start of a
// bubble.
func reset(status string, seconds int) string {
	at := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).Unix() + int64(seconds)
	return fmt.Sprintf("%s; X-RateLimit-Remaining: 0; X-RateLimit-Reset: %d", status, at)
}

func TestLimit(t *testing.T) {
	const (
		secondary = "403\n{\"message\": \"You have exceeded a secondary rate limit.\"}"
		most      = 10 * time.Minute
	)
	for _, test := range []struct {
		name    string
		answers []string
		waits   []time.Duration // before each request
		want    string          // from the last
	}{
		{"no limit", []string{"200"}, []time.Duration{0, 0}, "200"},
		{"429 with seconds", []string{"429; Retry-After: 30", "200"}, []time.Duration{30 * time.Second}, "200"},
		{"429 with a date", []string{"429; Retry-After: Sat, 01 Jan 2000 00:00:20 GMT", "200"}, []time.Duration{20 * time.Second}, "200"},
		{"429 without", []string{"429", "200"}, []time.Duration{time.Minute}, "200"},
		{"403 until the reset", []string{reset("403", 90), "200"}, []time.Duration{90 * time.Second}, "200"},
		{"by the server's clock", []string{reset("403", 90) + "; Date: Sat, 01 Jan 2000 00:01:00 GMT", "200"}, []time.Duration{30 * time.Second}, "200"},
		{"403 with seconds", []string{"403; Retry-After: 5", "200"}, []time.Duration{5 * time.Second}, "200"},
		{"secondary", []string{secondary, "200"}, []time.Duration{time.Minute}, "200"},
		{"secondary, twice", []string{secondary, secondary, "200"}, []time.Duration{3 * time.Minute}, "200"},
		{"secondary, after an answer", []string{secondary, "200", secondary, "200"}, []time.Duration{time.Minute, time.Minute}, "200"},
		{"in a row", []string{"429; Retry-After: 0", "429; Retry-After: 0", "429; Retry-After: 0", "200"}, []time.Duration{7 * time.Second}, "200"},
		{"last one", []string{reset("200", 60), "200"}, []time.Duration{0, time.Minute}, "200"},
		{"last one, long ago", []string{reset("200", -60), "200"}, []time.Duration{0, 0}, "200"},
		{"reset long ago", []string{reset("403", -60), "200"}, []time.Duration{time.Second}, "200"},
		{"too long", []string{"429; Retry-After: 601", "200"}, []time.Duration{0, 0}, "10m1s"},
		{"last one, too long", []string{reset("404", 3600), "200"}, []time.Duration{0, 0}, "1h0m0s"},
		{"too long in all", []string{"429; Retry-After: 300", "200", "429; Retry-After: 301", "200"}, []time.Duration{5 * time.Minute, 0}, "5m1s"},
		{"just long enough", []string{"429; Retry-After: 300", "200", "429; Retry-After: 300", "200"}, []time.Duration{5 * time.Minute, 5 * time.Minute}, "200"},
		{"for ever", []string{"429; Retry-After: 1"}, []time.Duration{(1 + 2 + 4 + 8 + 16 + 32 + 64 + 128 + 256) * time.Second}, "8m32s"},
		{"another 403", []string{"403; X-RateLimit-Remaining: 59; X-RateLimit-Reset: 99999999999\nno"}, []time.Duration{0, 0}, "403"},
		{"senseless reset", []string{"200; X-RateLimit-Remaining: 0; X-RateLimit-Reset: never"}, []time.Duration{0, 0}, "200"},
		{"reset at the end of time", []string{"200; X-RateLimit-Remaining: 0; X-RateLimit-Reset: 9223372036854775807"}, []time.Duration{0, 0}, "2562047h47m16.854775807s"},
	} {
		t.Run(test.name, func(t *testing.T) {
			bubble(t, func(ctx context.Context) {
				l := newLimit(&server{answers: test.answers}, most, nil)
				got := ""
				for i, want := range test.waits {
					begin := time.Now()
					got = outcome(l.RoundTrip(request("GET").WithContext(ctx)))
					if waited := time.Since(begin); waited != want {
						t.Errorf("request %d waited %v, want %v", i+1, waited, want)
					}
				}
				if got != test.want && !strings.Contains(got, "resets in "+test.want) {
					t.Errorf("%q, want %q", got, test.want)
				}
			})
		})
	}
}

func TestLimitOfAnotherKind(t *testing.T) {
	const long = `403 with a long body: `
	s := &server{answers: []string{"403\n" + long + strings.Repeat("x", 100<<10)}}
	answer, err := newLimit(s, 0, nil).RoundTrip(request("GET"))
	if err != nil {
		t.Fatal(err)
	}
	if body := text(answer.Body); !strings.HasPrefix(body, long) || len(body) != len(long)+100<<10 {
		t.Errorf("the body has changed: %d bytes", len(body))
	}
}

// TestLimitOfMany: concurrent requests wait once and are announced once.
func TestLimitOfMany(t *testing.T) {
	bubble(t, func(ctx context.Context) {
		var told []string
		announce := func(host string, wait time.Duration) { told = append(told, fmt.Sprint(host, " ", wait)) }
		s := &server{answers: []string{"429; Retry-After: 120", "429; Retry-After: 120", "429; Retry-After: 120", "200"}}
		l := newLimit(slow(s), 2*time.Minute, announce)
		var wg sync.WaitGroup
		for range 10 {
			wg.Go(func() {
				if got := outcome(l.RoundTrip(request("GET").WithContext(ctx))); got != "200" {
					t.Error(got)
				}
			})
		}
		wg.Wait()
		if want := "example.org 2m0s"; strings.Join(told, ", ") != want {
			t.Errorf("told of %q, want %q", told, want)
		}
	})
}

func TestLimitsAreApart(t *testing.T) {
	search, rest := "https://example.org/search/repositories", "https://example.org/repos"
	s := &server{answers: []string{reset("200", 1e9), "200"}}
	l := newLimit(s, time.Minute, nil)
	for _, step := range []struct{ url, want string }{
		{search, "200"}, {search, "longer than"}, {rest, "200"}, {search, "longer than"}, {"https://example.com/search/x", "200"},
	} {
		if got := outcome(l.RoundTrip(requestFor("GET", step.url, ""))); !strings.Contains(got, step.want) {
			t.Errorf("%s: %q, want %q", step.url, got, step.want)
		}
	}
	var wait *WaitError
	if _, err := l.RoundTrip(requestFor("GET", search, "")); !errors.As(err, &wait) || wait.Host != "example.org" || wait.Wait <= time.Minute {
		t.Errorf("%#v", wait)
	}
}

// TestLimitOfWrites: writes meet limits too; a request whose body cannot be read again
// is not repeated.
func TestLimitOfWrites(t *testing.T) {
	bubble(t, func(ctx context.Context) {
		s := &server{answers: []string{"429", "201"}}
		got := outcome(newLimit(s, time.Hour, nil).RoundTrip(requestFor("POST", "https://example.org", "new").WithContext(ctx)))
		if got != "201" || strings.Join(s.bodies, ",") != "new,new" {
			t.Errorf("%s after %q", got, s.bodies)
		}
		r := requestFor("POST", "https://example.org", "new").WithContext(ctx)
		r.GetBody = nil
		if got := outcome(newLimit(&server{answers: []string{"429", "201"}}, time.Hour, nil).RoundTrip(r)); got != "429" {
			t.Error(got)
		}
	})
}

func TestLimitEndsWithTheContext(t *testing.T) {
	bubble(t, func(ctx context.Context) {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		begin := time.Now()
		s := &server{answers: []string{"429"}}
		_, err := Client(s, Options{MaxWait: time.Hour}).Do(request("GET").WithContext(ctx))
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(begin) != time.Second {
			t.Errorf("%v after %v", err, time.Since(begin))
		}
	})
}

// TestLimitIsNotRetried: only one layer waits for a limit; the one below must not
// retry.
func TestLimitIsNotRetried(t *testing.T) {
	s := &server{answers: []string{"429; Retry-After: 3600"}}
	_, err := Client(s, Options{MaxWait: time.Minute}).Get("https://example.org")
	var wait *WaitError
	if !errors.As(err, &wait) || len(s.requests) != 1 {
		t.Errorf("%v after %d requests", err, len(s.requests))
	}
}
