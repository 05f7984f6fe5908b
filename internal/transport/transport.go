// Package transport holds the http.RoundTrippers that lie under every client
// of this module: a guard that lets nothing be written, a name by which
// servers know us, and patience with servers that fail now and then.
//
// [Client] puts them together. A request passes the guard first, so that what
// is refused never reaches the network; then it gets its User-Agent; then it is
// tried, and tried again. Each transport takes the next one as an argument, and
// the innermost is the one seam for tests: an http.RoundTripper that answers
// from memory. The package knows no server and imports nothing of this module.
// All its values are safe for many goroutines.
package transport

import (
	"fmt"
	"net"
	"net/http"
	"time"
)

// userAgent says who asks, and where to complain.
const userAgent = "extract (+https://github.com/namedrop/extract)"

// Client returns the client that reads and never writes: methods other than
// GET and HEAD are refused, failed requests are repeated. Answers come from
// next, usually [Network]. It sets no limit of time on a whole answer, which
// may be long; give each request a context.
func Client(next http.RoundTripper) *http.Client {
	return &http.Client{Transport: ReadOnly(named{Retry(next, Patience{})})}
}

// Network returns a transport to the real network that waits a bounded time
// for a connection and for the head of an answer.
func Network() http.RoundTripper {
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: 10 * time.Second}).DialContext,
		TLSHandshakeTimeout:   10 * time.Second,
		ResponseHeaderTimeout: 30 * time.Second,
		IdleConnTimeout:       30 * time.Second,
		MaxIdleConnsPerHost:   4,
		ForceAttemptHTTP2:     true,
	}
}

// RefusedError is the answer of [ReadOnly] to a request that would write.
type RefusedError struct{ Method, URL string }

func (e *RefusedError) Error() string {
	return fmt.Sprintf("%s %s: refused, this client only reads", e.Method, e.URL)
}

// ReadOnly passes requests on whose method is GET or HEAD; the others end in a
// [RefusedError] and are not sent.
func ReadOnly(next http.RoundTripper) http.RoundTripper { return readOnly{next} }

type readOnly struct{ next http.RoundTripper }

func (t readOnly) RoundTrip(r *http.Request) (*http.Response, error) {
	if !reads(r) {
		if r.Body != nil {
			r.Body.Close()
		}
		return nil, &RefusedError{r.Method, r.URL.Redacted()}
	}
	return t.next.RoundTrip(r)
}

// reads reports whether a request changes nothing. An empty method is a GET.
func reads(r *http.Request) bool {
	return r.Method == "" || r.Method == http.MethodGet || r.Method == http.MethodHead
}

// named says who asks, unless the request does.
type named struct{ next http.RoundTripper }

func (t named) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Header.Get("User-Agent") == "" {
		r = r.Clone(r.Context())
		r.Header.Set("User-Agent", userAgent)
	}
	return t.next.RoundTrip(r)
}
