package transport

import (
	"errors"
	"fmt"
	"net/http"
)

// ErrOffline says that an answer is not kept, or is too old, and that nothing
// is asked of the network.
var ErrOffline = errors.New("offline, no cached answer")

// offline answers nothing and opens no connection. The cache above it serves
// what it has.
type offline struct{}

func (offline) RoundTrip(r *http.Request) (*http.Response, error) {
	return refuse(r, fmt.Errorf("%s: %w", r.URL.Host, ErrOffline))
}
