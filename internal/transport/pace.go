package transport

import (
	"context"
	"net/http"
	"sync"
	"time"
)

// Paced keeps the requests that are under way to one host to a number, and
// begins them some time apart, so that who asks for many pages of it is no
// burden. It holds for all clients that lie on it. A request is under way until
// the head of its answer is there.
func Paced(next http.RoundTripper, most int, pause time.Duration) http.RoundTripper {
	return &paced{next: next, most: most, pause: pause, hosts: map[string]*pace{}}
}

type paced struct {
	next  http.RoundTripper
	most  int
	pause time.Duration
	mu    sync.Mutex
	hosts map[string]*pace
}

// pace is what is known of a host.
type pace struct {
	turns chan struct{} // holds one for each request under way
	next  time.Time     // when the next may begin
}

func (t *paced) RoundTrip(r *http.Request) (*http.Response, error) {
	h := t.host(r.URL.Host)
	select {
	case h.turns <- struct{}{}:
	case <-r.Context().Done():
		return refuse(r, r.Context().Err())
	}
	defer func() { <-h.turns }()
	if err := sleep(r.Context(), t.book(h)); err != nil {
		return refuse(r, err)
	}
	return t.next.RoundTrip(r)
}

func (t *paced) host(name string) *pace {
	t.mu.Lock()
	defer t.mu.Unlock()
	h := t.hosts[name]
	if h == nil {
		h = &pace{turns: make(chan struct{}, t.most)}
		t.hosts[name] = h
	}
	return h
}

// book takes the next time at which a request may begin, and returns how long
// that is from now.
func (t *paced) book(h *pace) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := time.Now()
	if h.next.Before(now) {
		h.next = now
	}
	wait := h.next.Sub(now)
	h.next = h.next.Add(t.pause)
	return wait
}

// sleep waits, or ends with the context.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
