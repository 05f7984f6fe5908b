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
	announced = time.Minute // longer waits are announced
	leastWait = time.Second // after a limit, whatever the server says
	fairWait  = time.Minute // after a limit without a time, as GitHub asks
)

// WaitError reports that the rate limit of a host lasts longer than the allowed wait.
// The request was not sent.
type WaitError struct {
	Host string
	Wait time.Duration // from now on
}

func (e *WaitError) Error() string {
	return fmt.Sprintf("rate limit of %s reached; it resets in %v, longer than the allowed wait", Service(e.Host), e.Wait.Round(time.Second))
}

// limit obeys the rate limits of servers:
//
//   - A 429, or a 403 that says so, is a rate limit. It lasts as long as Retry-After
//     says, or until X-RateLimit-Reset if X-RateLimit-Remaining is 0, but at least a
//     second; without either, it lasts at least a minute. The minimum doubles with
//     each further such answer in a row; see
//     https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
//   - Any other answer with X-RateLimit-Remaining: 0 is the last one before
//     X-RateLimit-Reset.
//
// Requests wait if the waits for this host add up to no more than most; otherwise they
// end in a WaitError without being sent. Concurrent waits count once. A request that met a
// limit was not processed, so it is sent again even if it writes.
type limit struct {
	next     http.RoundTripper
	most     time.Duration
	announce func(host string, wait time.Duration)
	mu       sync.Mutex
	hosts    map[string]*limits
}

// limits holds the rate limits of a host. GitHub counts searches separately.
type limits struct {
	search, rest quota
	paid         time.Time     // waits up to this time are included in waited
	waited       time.Duration // total
}

// quota is one rate limit.
type quota struct {
	until time.Time // no request before this time
	hits  int       // consecutive answers that met it
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

// wait waits until a request may be sent.
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
		case <-timer.C: // another request may have met the limit meanwhile
		}
	}
}

// due returns how long a request has to wait, and how much of that no earlier request
// already waits for; that part is added to the total.
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

// heed records the rate limit in an answer, and reports whether the answer was refused
// because of it.
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
	if !now.Before(q.until) { // not a request that was in flight when another met the limit
		q.hits++
	}
	d, least := fairWait, fairWait
	if said, ok := limitWait(answer.Header); ok {
		d, least = said, leastWait
	}
	q.stop(now.Add(max(d, least<<min(max(q.hits-1, 0), 10))))
	return true
}

// stop blocks requests until the given time.
func (q *quota) stop(until time.Time) {
	if until.After(q.until) {
		q.until = until
	}
}

// limits returns the limits of a request's host, and the quota that the request counts
// against.
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

// isLimit reports whether an answer refuses a request because of a rate limit. Most
// 403 answers have other reasons.
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

// limitWait returns how long a rate limit lasts according to the server.
func limitWait(h http.Header) (time.Duration, bool) {
	if d, ok := retryAfter(h); ok {
		return d, true
	}
	return untilReset(h)
}

// untilReset returns the time until the quota resets, if it is used up.
func untilReset(h http.Header) (time.Duration, bool) {
	reset, err := strconv.ParseInt(h.Get("X-RateLimit-Reset"), 10, 64) // seconds since 1970
	if err != nil || h.Get("X-RateLimit-Remaining") != "0" {
		return 0, false
	}
	return time.Unix(min(reset, 1<<40), 0).Sub(serverTime(h)), true // larger values would overflow
}

// peek returns the beginning of a body without consuming it.
func peek(answer *http.Response) []byte {
	head, _ := io.ReadAll(io.LimitReader(answer.Body, 64<<10))
	answer.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(head), answer.Body), answer.Body}
	return head
}
