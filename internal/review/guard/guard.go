// Package guard decides which HTTP requests may reach the pages of "extract review".
//
// Only the person who started the server may read and decide, although other users of the
// machine, and pages of other sites in the same browser, can send requests to it. A request
// must name the server as its host, have the cookie that [Guard.Address] leads to, and, if it
// changes something, come from a form of the server and contain its [Guard.Token]. All
// answers get headers that allow nothing but the server's own files. The package knows
// nothing of what the pages show.
package guard

import (
	"crypto/rand"
	"errors"
	"net/http"
	"slices"
	"time"
)

// maxForm is the maximum size of a form in bytes.
const maxForm = 64 << 10

// policy allows only our own style, script and form targets.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// headers are sent with all answers. The referrer is sent to our own pages, because
// forms would have no origin without it.
var headers = map[string]string{
	"Content-Security-Policy":      policy,
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Permissions-Policy":           "camera=(), geolocation=(), microphone=()",
	"Referrer-Policy":              "same-origin",
	"X-Content-Type-Options":       "nosniff",
	"X-Frame-Options":              "DENY",
	"Cache-Control":                "no-store",
}

var (
	errHost  = &refusal{http.StatusMisdirectedRequest, "unknown host name; use the address that \"extract review\" printed"}
	errForm  = &refusal{http.StatusForbidden, "the form has expired; reload the page and try again"}
	errLarge = &refusal{http.StatusRequestEntityTooLarge, "the form is too large"}
)

// refusal is the answer to a request that is not passed on.
type refusal struct {
	status  int
	message string
}

// Guard admits requests to a server. It is safe for concurrent use.
type Guard struct {
	hosts    []string // host names and ports that the server accepts
	token    string   // required in forms
	key      string   // exchanged for the cookie
	cookie   string   // its name is random, because browsers share cookies between ports
	session  string   // value of the cookie
	patience time.Duration
}

// New returns a guard with new secrets for a server with these host names and ports: it
// refuses cookies and forms of an earlier one.
func New(hosts []string) *Guard {
	return &Guard{hosts: hosts, token: rand.Text(), key: rand.Text(), cookie: "extract_" + rand.Text(), session: rand.Text(), patience: patience}
}

// Token returns the value that each form must contain in the field "token".
func (g *Guard) Token() string { return g.token }

// Protect passes a request to next if it names this server as its host, has the cookie
// and, if it changes something, comes from one of our forms. Otherwise it calls refuse. The
// host is checked because any site can point a name of its own at this machine (DNS
// rebinding).
func (g *Guard) Protect(next http.Handler, refuse func(w http.ResponseWriter, status int, message string)) http.Handler {
	var foreign http.CrossOriginProtection
	return http.HandlerFunc(func(raw http.ResponseWriter, r *http.Request) {
		w := impatient{raw, g.patience}
		for name, value := range headers {
			w.Header().Set(name, value)
		}
		err := g.check(w, r, &foreign)
		switch {
		case err == nil && g.enters(r):
			g.welcome(w)
		case err == nil:
			next.ServeHTTP(w, r)
		case r.Context().Err() == nil:
			refuse(raw, err.status, err.message)
		}
	})
}

// check returns why a request is refused, nil if it is not. It reads the form.
func (g *Guard) check(w http.ResponseWriter, r *http.Request, foreign *http.CrossOriginProtection) *refusal {
	switch {
	case !slices.Contains(g.hosts, r.Host):
		return errHost
	case g.enters(r):
		return nil
	case !isPublic(r.URL.Path) && !g.admitted(r):
		return errKey
	case r.Method == http.MethodGet || r.Method == http.MethodHead:
		return nil
	case foreign.Check(r) != nil:
		return errForm
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	switch err := r.ParseForm(); {
	case errors.As(err, new(*http.MaxBytesError)):
		return errLarge
	case err != nil, !equal(r.PostForm.Get("token"), g.token):
		return errForm
	}
	return nil
}
