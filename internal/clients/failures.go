package clients

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"

	"namedrop/internal/config"
	"namedrop/internal/console"
	"namedrop/internal/transport"
)

// FailureLog records the hosts that did not answer, so that a run reports each once at
// its end. It is safe for concurrent use.
type FailureLog struct {
	next http.RoundTripper

	mu      sync.Mutex
	failed  map[string]bool // hosts that could not be reached or failed
	limited map[string]bool // hosts whose rate limit is used up
}

func newFailureLog(next http.RoundTripper) *FailureLog {
	return &FailureLog{next: next, failed: map[string]bool{}, limited: map[string]bool{}}
}

// RoundTrip sends a request and records whether its host failed.
func (l *FailureLog) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := l.next.RoundTrip(r)
	if r.Context().Err() == nil {
		l.note(r.URL.Host, answer, err)
	}
	return answer, err
}

func (l *FailureLog) note(host string, answer *http.Response, err error) {
	_, stale := transport.Cached(answer)
	var wait *transport.WaitError
	var tooLarge *transport.TooLargeError
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case errors.As(err, &tooLarge):
	case errors.As(err, &wait):
		l.limited[host] = true
	case err != nil, stale, answer.StatusCode >= http.StatusInternalServerError:
		l.failed[host] = true
	}
}

// Report writes a line for each kind of failure, naming the hosts.
func (l *FailureLog) Report(w *console.Console) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.failed) > 0 {
		w.Notice("no answer from %s: some evidence is missing or from the cache", services(l.failed))
	}
	if len(l.limited) > 0 {
		w.Notice("rate limit of %s reached: some evidence is missing; set a token in %s, or raise github.max_wait", services(l.limited), config.TokenVariable)
	}
}

// services returns the names of the services at hosts.
func services(hosts map[string]bool) string {
	var names []string
	for host := range hosts {
		names = append(names, transport.Service(host))
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), ", ")
}
