package transport

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// Patience says how often and how long [Retry] tries. The zero value is what
// suits a person who waits: eight tries, a quarter of a minute in all.
type Patience struct {
	Tries int           // the first one included; 0 for 8
	First time.Duration // mean wait before the second try, doubled for each further; 0 for 0.1 s
	Most  time.Duration // longest wait; 0 for 10 s
}

// Retry repeats requests that read, if no answer came or one that says that it
// is the server's fault or that it is too busy (429, and 5xx but 501). The
// waits double and are spread at random between half and one and a half of
// that, so that many clients do not come back at once; a Retry-After is kept
// to, but never waited for longer than the longest wait. After the last try
// the last answer or error stands. Requests that write are never repeated.
func Retry(next http.RoundTripper, p Patience) http.RoundTripper {
	p = Patience{cmp.Or(p.Tries, 8), cmp.Or(p.First, 100*time.Millisecond), cmp.Or(p.Most, 10*time.Second)}
	return retry{next, &retryablehttp.Client{
		HTTPClient: &http.Client{
			Transport:     next,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		RetryMax:     p.Tries - 1,
		RetryWaitMin: p.First,
		RetryWaitMax: p.Most,
		CheckRetry:   again,
		Backoff:      wait,
		ErrorHandler: retryablehttp.PassthroughErrorHandler,
	}}
}

type retry struct {
	next   http.RoundTripper
	client *retryablehttp.Client
}

func (t retry) RoundTrip(r *http.Request) (*http.Response, error) {
	if !reads(r) {
		return t.next.RoundTrip(r)
	}
	repeated, err := retryablehttp.FromRequest(r)
	if err != nil {
		return nil, err
	}
	answer, err := t.client.Do(repeated)
	var wrapped *url.Error
	if errors.As(err, &wrapped) { // the outer client says the same again
		err = wrapped.Err
	}
	return answer, err
}

// again decides on another try. Mistakes that no repetition mends, such as a
// certificate that is not trusted, are left to the library to know.
func again(ctx context.Context, r *http.Response, err error) (bool, error) {
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if err == nil && r.StatusCode == http.StatusNotImplemented {
		return false, nil
	}
	yes, _ := retryablehttp.DefaultRetryPolicy(ctx, r, err)
	return yes, nil
}

// wait returns how long to wait before a try.
func wait(first, most time.Duration, tries int, r *http.Response) time.Duration {
	if r != nil {
		if d, ok := retryAfter(r.Header.Get("Retry-After")); ok {
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
func retryAfter(header string) (time.Duration, bool) {
	if seconds, err := strconv.Atoi(header); err == nil && seconds >= 0 {
		return time.Duration(min(seconds, 1<<20)) * time.Second, true
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(0, time.Until(at)), true
	}
	return 0, false
}
