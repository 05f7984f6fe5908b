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

// patience says how often and how long retry tries. The zero value is what
// suits a person who waits: eight tries, a quarter of a minute in all.
type patience struct {
	tries int           // the first one included; 0 for 8
	first time.Duration // mean wait before the second try, doubled for each further; 0 for 0.1 s
	most  time.Duration // longest wait; 0 for 10 s
}

// fewTries is how often a host is tried to which there is no connection. It
// seldom helps, and a machine without a network should say so within a second.
const fewTries = 3

// retry repeats requests that read, if no answer came or one that says that it
// is the server's fault (5xx but 501). The waits double and are spread at
// random between half and one and a half of that, so that many clients do not
// come back at once; a Retry-After is kept to, but never waited for longer than
// the longest wait. After the last try the last answer or error stands.
// Requests that write are never repeated.
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
	if errors.As(err, &wrapped) { // the outer client says the same again
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

// again decides on another try after so many. Mistakes that no repetition
// mends, such as a certificate that is not trusted, are left to the library to
// know. How long a server that is asked too often (429) wants to be left alone
// is the business of limit.
func again(ctx context.Context, r *http.Response, err error, tries int) (bool, error) {
	var tooLarge *TooLargeError
	var private *PrivateError
	switch {
	case ctx.Err() != nil:
		return false, ctx.Err()
	case err == nil && (r.StatusCode == http.StatusNotImplemented || r.StatusCode == http.StatusTooManyRequests),
		errors.As(err, &tooLarge), errors.As(err, &private),
		unreachable(err) && tries >= fewTries,
		silent(err): // for as long as we wait; the network itself repeats what it loses
		return false, nil
	}
	yes, _ := retryablehttp.DefaultRetryPolicy(ctx, r, err)
	return yes, nil
}

// unreachable reports whether there was no connection at all, or silence.
func unreachable(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && (op.Op == "dial" || op.Op == "proxyconnect") || silent(err)
}

// silent reports whether nothing came in time.
func silent(err error) bool {
	if wrapped := (*url.Error)(nil); errors.As(err, &wrapped) { // it is a net.Error, but asks only what is next
		err = wrapped.Err
	}
	var late net.Error
	return errors.As(err, &late) && late.Timeout()
}

// wait returns how long to wait before a try.
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

// retryAfter reads the header of that name in either form, see RFC 9110,
// section 10.2.3.
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

// serverTime returns when an answer was made by the clock of who made it, for
// times that are told by that clock: ours may be wrong.
func serverTime(h http.Header) time.Time {
	if at, err := http.ParseTime(h.Get("Date")); err == nil {
		return at
	}
	return time.Now()
}
