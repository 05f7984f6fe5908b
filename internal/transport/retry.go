package transport

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// patience configures retries. The zero value suits an interactive user: eight tries
// within about 15 seconds.
type patience struct {
	tries int           // including the first; 0 for 8
	first time.Duration // mean wait before the second try, doubled for each further one; 0 for 0.1 s
	most  time.Duration // longest wait; 0 for 10 s
}

// fewTries is how often an unreachable host is tried. More tries seldom help, and a
// machine without a network should report that within a second.
const fewTries = 3

// retry repeats requests that read if there was no answer or a 5xx other than 501. The
// waits double and are multiplied by a random factor between 0.5 and 1.5, so that many
// clients do not return at once. Retry-After is obeyed up to the longest wait. After
// the last try, its answer or error is returned. Requests that write are never
// repeated.
type retry struct {
	next http.RoundTripper
	patience
}

func newRetry(next http.RoundTripper, p patience) retry {
	return retry{next, patience{cmp.Or(p.tries, 8), cmp.Or(p.first, 100*time.Millisecond), cmp.Or(p.most, 10*time.Second)}}
}

func (t retry) RoundTrip(r *http.Request) (*http.Response, error) {
	if !reads(r) {
		return t.next.RoundTrip(r)
	}
	repeated, err := retryablehttp.FromRequest(r)
	if err != nil {
		return nil, err
	}
	answer, err := t.client().Do(repeated)
	var wrapped *url.Error
	if errors.As(err, &wrapped) { // the outer client adds the same text again
		err = wrapped.Err
	}
	return answer, err
}

// client returns a client for one request with all its tries.
func (t retry) client() *retryablehttp.Client {
	tries := 0
	return &retryablehttp.Client{
		HTTPClient: &http.Client{
			Transport:     t.next,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		RetryMax:     t.tries - 1,
		RetryWaitMin: t.first,
		RetryWaitMax: t.most,
		Backoff:      wait,
		ErrorHandler: retryablehttp.PassthroughErrorHandler,
		CheckRetry: func(ctx context.Context, r *http.Response, err error) (bool, error) {
			tries++
			return again(ctx, r, err, tries)
		},
	}
}

// again decides whether to try again. The library recognizes permanent errors, such as
// an untrusted certificate. The limit transport handles rate limits (429).
func again(ctx context.Context, r *http.Response, err error, tries int) (bool, error) {
	var tooLarge *TooLargeError
	var private *PrivateError
	switch {
	case ctx.Err() != nil:
		return false, ctx.Err()
	case err == nil && (r.StatusCode == http.StatusNotImplemented || r.StatusCode == http.StatusTooManyRequests),
		errors.As(err, &tooLarge), errors.As(err, &private),
		unreachable(err) && tries >= fewTries,
		silent(err): // after our timeout; TCP has already retransmitted
		return false, nil
	}
	yes, _ := retryablehttp.DefaultRetryPolicy(ctx, r, err)
	return yes, nil
}

// unreachable reports whether there was no connection or no answer in time.
func unreachable(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && (op.Op == "dial" || op.Op == "proxyconnect") || silent(err)
}

// silent reports whether the request timed out.
func silent(err error) bool {
	if wrapped := (*url.Error)(nil); errors.As(err, &wrapped) { // it is a net.Error, but checks only the next error
		err = wrapped.Err
	}
	var late net.Error
	return errors.As(err, &late) && late.Timeout()
}

// wait returns the wait before the next try.
func wait(first, most time.Duration, tries int, r *http.Response) time.Duration {
	if r != nil {
		if d, ok := retryAfter(r.Header); ok {
			return min(d, most)
		}
	}
	mean := most
	if tries < 30 && first < most>>tries {
		mean = first << tries
	}
	return min(mean/2+rand.N(mean+1), most)
}

// retryAfter reads the Retry-After header in either form, see RFC 9110, section
// 10.2.3.
func retryAfter(h http.Header) (time.Duration, bool) {
	value := h.Get("Retry-After")
	if seconds, err := strconv.Atoi(value); err == nil && seconds >= 0 {
		return time.Duration(min(seconds, 1<<20)) * time.Second, true
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(0, at.Sub(serverTime(h))), true
	}
	return 0, false
}

// serverTime returns the time of an answer by the server's clock, for times that the
// server gives: our clock may be wrong.
func serverTime(h http.Header) time.Time {
	if at, err := http.ParseTime(h.Get("Date")); err == nil {
		return at
	}
	return time.Now()
}
