package transport

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
)

// RefusedError is returned by a read-only client for a request that would write.
type RefusedError struct{ Method, URL string }

func (e *RefusedError) Error() string {
	return fmt.Sprintf("%s %s: refused: this client is read-only", e.Method, e.URL)
}

// guard passes on requests that read: GET, HEAD, and POST to the query URLs. Others
// are not sent and end in a RefusedError, unless writes are allowed.
type guard struct {
	next    http.RoundTripper
	queries []string
	writes  bool
}

func (t guard) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method == http.MethodPost && slices.Contains(t.queries, r.URL.String()) {
		r = r.WithContext(context.WithValue(r.Context(), queryKey{}, true))
	}
	if !t.writes && !reads(r) {
		return refuse(r, &RefusedError{r.Method, shown(r.URL)})
	}
	return t.next.RoundTrip(r)
}

// queryKey is the context key that marks a POST request as a query.
type queryKey struct{}

func isQuery(r *http.Request) bool { return r.Context().Value(queryKey{}) != nil }

func isGet(r *http.Request) bool { return r.Method == "" || r.Method == http.MethodGet }

// reads reports whether a request changes nothing, so that it may be repeated.
func reads(r *http.Request) bool {
	return isGet(r) || r.Method == http.MethodHead || isQuery(r)
}

// refuse fails a request without sending it. A RoundTripper must close the body.
func refuse(r *http.Request, err error) (*http.Response, error) {
	if r.Body != nil {
		r.Body.Close()
	}
	return nil, err
}

// rewound returns a copy of a request to send again, or false if its body cannot be
// read again.
func rewound(r *http.Request) (*http.Request, bool) {
	if r.Body == nil || r.Body == http.NoBody {
		return r, true
	}
	if r.GetBody == nil {
		return r, false
	}
	body, err := r.GetBody()
	if err != nil {
		return r, false
	}
	again := *r
	again.Body = body
	return &again, true
}

// discard reads the rest of a short body, so that the connection can be reused, and
// closes it.
func discard(body io.ReadCloser) {
	io.CopyN(io.Discard, body, 64<<10)
	body.Close()
}

// credentialScope removes credentials from a request that a redirect sends to another
// host, or from https to http. net/http does so only for redirects to another domain,
// and does not know about a transport above this one that adds a token to every
// request.
type credentialScope struct{ next http.RoundTripper }

func (t credentialScope) RoundTrip(r *http.Request) (*http.Response, error) {
	if first := origin(r); first.URL.Host != r.URL.Host || first.URL.Scheme != r.URL.Scheme && r.URL.Scheme != "https" {
		r = r.Clone(r.Context())
		for _, secret := range []string{"Authorization", "Cookie"} {
			r.Header.Del(secret)
		}
	}
	return t.next.RoundTrip(r)
}

// origin returns the first request of a chain of redirects.
func origin(r *http.Request) *http.Request {
	for r.Response != nil && r.Response.Request != nil {
		r = r.Response.Request
	}
	return r
}
