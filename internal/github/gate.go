package github

import (
	"net/http"
	"net/url"
	"strings"
)

// gate is a RoundTripper between go-github and the transport of the http.Client. It adds
// the token, which go-github's own transport would also send to the target of a redirect.
// It also removes rate limit headers from answers: because of them go-github would refuse
// requests, even if they come from an old cached answer. Our transport tracks the limit
// correctly, and waits or reports how long to wait.
type gate struct {
	next  http.RoundTripper // nil for http.DefaultTransport
	base  *url.URL          // of the API
	token Token
}

func (g gate) RoundTrip(r *http.Request) (*http.Response, error) {
	if g.token.value != nil && r.URL.Scheme == g.base.Scheme && strings.EqualFold(r.URL.Host, g.base.Host) {
		r = r.Clone(r.Context())
		r.Header.Set("Authorization", "Bearer "+*g.token.value)
	}
	next := g.next
	if next == nil {
		next = http.DefaultTransport
	}
	answer, err := next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	for name := range answer.Header {
		if name == "Retry-After" || strings.HasPrefix(name, "X-Ratelimit-") {
			delete(answer.Header, name)
		}
	}
	return answer, nil
}
