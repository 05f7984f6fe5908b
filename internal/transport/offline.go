package transport

import (
	"errors"
	"fmt"
	"net/http"
)

// ErrOffline reports that no usable answer is in the cache and that the network is not
// used.
var ErrOffline = errors.New("offline, no cached answer")

// offline fails every request without opening a connection. The cache above it serves
// what it has.
type offline struct{}

func (offline) RoundTrip(r *http.Request) (*http.Response, error) {
	return refuse(r, fmt.Errorf("%s: %w", r.URL.Host, ErrOffline))
}
