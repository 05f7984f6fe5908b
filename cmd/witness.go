package cmd

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"

	"namedrop/internal/transport"
)

// witness remembers which hosts left questions without an answer, after all
// that could be tried, so that it can be told once and not with each question.
// It is safe for many goroutines.
type witness struct {
	next http.RoundTripper

	mu      sync.Mutex
	silent  map[string]bool // hosts that do not answer
	limited map[string]bool // hosts that ask for a longer wait than is allowed
}

func newWitness(next http.RoundTripper) *witness {
	return &witness{next: next, silent: map[string]bool{}, limited: map[string]bool{}}
}

func (t *witness) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := t.next.RoundTrip(r)
	if r.Context().Err() == nil {
		t.note(r.URL.Host, answer, err)
	}
	return answer, err
}

func (t *witness) note(host string, answer *http.Response, err error) {
	_, stale := transport.Cached(answer)
	var wait *transport.WaitError
	var tooLarge *transport.TooLargeError
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case errors.As(err, &tooLarge):
	case errors.As(err, &wait):
		t.limited[host] = true
	case err != nil, stale, answer.StatusCode >= http.StatusInternalServerError:
		t.silent[host] = true
	}
}

// tell writes a line for each thing that went wrong, naming the hosts.
func (t *witness) tell(w io.Writer) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.silent) > 0 {
		fmt.Fprintf(w, "extract: no answer from %s: evidence is unknown, or from the cache with its date\n", hosts(t.silent))
	}
	if len(t.limited) > 0 {
		fmt.Fprintf(w, "extract: too many questions for %s: evidence is unknown; a token allows more, and github.max_wait waits longer\n", hosts(t.limited))
	}
}

func hosts(set map[string]bool) string { return strings.Join(slices.Sorted(maps.Keys(set)), ", ") }
