package transport

import (
	"context"
	"net"
	"net/http"
	"syscall"
	"testing"
	"testing/synctest"
)

// bubble runs a test with a fake clock.
func bubble(t *testing.T, f func(context.Context)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { f(t.Context()) })
}

// roundTrip answers requests with a function.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// refused is the error of a machine on which nothing listens.
var refused = &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
