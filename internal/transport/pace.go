package transport

import (
	"context"
	"net/http"
	"sync"
	"time"
)

// Paced limits the number of concurrent requests to a host and spaces their starts, so
// that many requests do not overload it. The limit is shared by all clients that use
// the returned transport. A request counts until the header of its answer has arrived.
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

// pace is the state of a host.
type pace struct {
	turns chan struct{} // holds one element for each request in flight
	next  time.Time     // when the next request may start
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

// book reserves the next start time and returns how long to wait for it.
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

// sleep waits until d has passed or the context ends.
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
