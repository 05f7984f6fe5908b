package transport

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	announced = time.Minute // waits longer than this are announced
	leastWait = time.Second // after a limit, whatever the server says
	fairWait  = time.Minute // after a limit that does not say how long, as GitHub asks
)

// WaitError says that a host limits how often it may be asked, for longer than
// is waited. It was not asked.
type WaitError struct {
	Host string
	Wait time.Duration // from now on
}

func (e *WaitError) Error() string {
	return fmt.Sprintf("rate limit of %s reached; it resets in %v, longer than the allowed wait", e.Host, e.Wait.Round(time.Second))
}

// limit keeps to what servers say of how often they may be asked:
//
//   - 429, and 403 that says so, are a limit. It lasts as long as Retry-After
//     says, or else until X-RateLimit-Reset if X-RateLimit-Remaining is 0, but
//     a second at least, or else a minute. What it lasts at least doubles with
//     each further such answer in a row; see
//     https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
//   - Any other answer with X-RateLimit-Remaining: 0 is the last before
//     X-RateLimit-Reset.
//
// Requests wait for that if the waits for this host do not add up to more than
// most, otherwise they end in a WaitError without being sent. Requests that
// wait at the same time are one wait. A request that met a limit was not acted
// on, so that even one that writes is sent again.
type limit struct {
	next     http.RoundTripper
	most     time.Duration
	announce func(host string, wait time.Duration)
	mu       sync.Mutex
	hosts    map[string]*limits
}

// limits is what is known of a host. GitHub counts searches apart from all
// else.
type limits struct {
	search, rest quota
	paid         time.Time     // up to here, waiting is in waited
	waited       time.Duration // in all
}

// quota is one limit.
type quota struct {
	until time.Time // nothing is asked before
	hits  int       // answers in a row that met it
}

func newLimit(next http.RoundTripper, most time.Duration, announce func(string, time.Duration)) *limit {
	return &limit{next: next, most: most, announce: announce, hosts: map[string]*limits{}}
}

func (t *limit) RoundTrip(r *http.Request) (*http.Response, error) {
	for {
		if err := t.wait(r); err != nil {
			return refuse(r, err)
		}
		answer, err := t.next.RoundTrip(r)
		if err != nil || !t.heed(r, answer) {
			return answer, err
		}
		again, ok := rewound(r)
		if !ok {
			return answer, nil
		}
		discard(answer.Body)
		r = again
	}
}

// wait returns when a request may be sent.
func (t *limit) wait(r *http.Request) error {
	for {
		d, unpaid, err := t.due(r)
		if err != nil || d <= 0 {
			return err
		}
		if unpaid > announced && t.announce != nil {
			t.announce(r.URL.Host, d)
		}
		timer := time.NewTimer(d)
		select {
		case <-r.Context().Done():
			timer.Stop()
			return r.Context().Err()
		case <-timer.C: // another may have met the limit meanwhile
		}
	}
}

// due returns how long a request has to wait, and how much of that no request
// before it waits for; that much is booked.
func (t *limit) due(r *http.Request) (wait, unpaid time.Duration, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	h, q := t.limits(r)
	wait = time.Until(q.until)
	unpaid = min(wait, q.until.Sub(h.paid))
	switch {
	case wait <= 0:
		return 0, 0, nil
	case h.waited+max(0, unpaid) > t.most:
		return 0, 0, &WaitError{r.URL.Host, wait}
	case unpaid > 0:
		h.waited += unpaid
		h.paid = q.until
	}
	return wait, unpaid, nil
}

// heed remembers what an answer says of limits, and reports whether it is one.
func (t *limit) heed(r *http.Request, answer *http.Response) bool {
	met := isLimit(answer)
	t.mu.Lock()
	defer t.mu.Unlock()
	now := time.Now()
	_, q := t.limits(r)
	if !met {
		q.hits = 0
		if d, ok := untilReset(answer.Header); ok {
			q.stop(now.Add(d))
		}
		return false
	}
	if !now.Before(q.until) { // not one that was under way with the one that met it first
		q.hits++
	}
	d, least := fairWait, fairWait
	if said, ok := limitWait(answer.Header); ok {
		d, least = said, leastWait
	}
	q.stop(now.Add(max(d, least<<min(max(q.hits-1, 0), 10))))
	return true
}

// stop makes sure that nothing is asked before then.
func (q *quota) stop(until time.Time) {
	if until.After(q.until) {
		q.until = until
	}
}

// limits returns what is known of the host of a request, and the limit that it
// counts against.
func (t *limit) limits(r *http.Request) (*limits, *quota) {
	h := t.hosts[r.URL.Host]
	if h == nil {
		h = new(limits)
		t.hosts[r.URL.Host] = h
	}
	if strings.Contains(r.URL.Path, "/search/") {
		return h, &h.search
	}
	return h, &h.rest
}

// isLimit reports whether an answer refuses a request because there were too
// many. A 403 mostly means something else.
func isLimit(answer *http.Response) bool {
	switch answer.StatusCode {
	case http.StatusTooManyRequests:
		return true
	case http.StatusForbidden:
		return answer.Header.Get("Retry-After") != "" || answer.Header.Get("X-RateLimit-Remaining") == "0" ||
			bytes.Contains(bytes.ToLower(peek(answer)), []byte("secondary rate limit"))
	}
	return false
}

// limitWait returns how long a limit says that it lasts.
func limitWait(h http.Header) (time.Duration, bool) {
	if d, ok := retryAfter(h); ok {
		return d, true
	}
	return untilReset(h)
}

// untilReset returns the time to the next request, if there is none left now.
func untilReset(h http.Header) (time.Duration, bool) {
	reset, err := strconv.ParseInt(h.Get("X-RateLimit-Reset"), 10, 64) // seconds since 1970
	if err != nil || h.Get("X-RateLimit-Remaining") != "0" {
		return 0, false
	}
	return time.Unix(min(reset, 1<<40), 0).Sub(serverTime(h)), true // more would wrap around
}

// peek returns the beginning of a body, which stays to be read.
func peek(answer *http.Response) []byte {
	head, _ := io.ReadAll(io.LimitReader(answer.Body, 64<<10))
	answer.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(head), answer.Body), answer.Body}
	return head
}
