package transport

import (
	"context"
	"net"
	"net/http"
	"syscall"
	"testing"
	"testing/synctest"
)

// bubble runs a test in which time passes only while all wait.
func bubble(t *testing.T, f func(context.Context)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { f(t.Context()) })
}

// roundTrip answers requests with a function.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// refused is what a machine says on which nobody listens.
var refused = &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
