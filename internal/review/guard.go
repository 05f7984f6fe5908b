package review

import (
	"errors"
	"net/http"
	"slices"
)

// maxForm is the size in bytes that a form may have.
const maxForm = 64 << 10

// policy allows the pages their own style and script, and forms to this server.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// headers of all answers. A referrer stays on the pages: with none at all, forms
// would come without an origin.
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
	errHost  = problem{http.StatusMisdirectedRequest, errors.New("unknown host name; use the address that \"extract review\" printed")}
	errForm  = problem{http.StatusForbidden, errors.New("the form has expired; reload the page and try again")}
	errLarge = problem{http.StatusRequestEntityTooLarge, errors.New("the form is too large")}
)

// guarded passes a request on to next if it names this server as its host, comes
// from a browser with the cookie and, if it changes something, from a form of ours.
// The host is checked because any site can make a name of its own lead to this
// machine.
func (s *Server) guarded(next http.Handler) http.Handler {
	var foreign http.CrossOriginProtection
	return s.page(func(raw http.ResponseWriter, r *http.Request) error {
		w := impatient{raw, s.patience}
		for name, value := range headers {
			w.Header().Set(name, value)
		}
		switch {
		case !slices.Contains(s.Hosts, r.Host):
			return errHost
		case s.enters(r):
			return s.welcome(w)
		case !isPublic(r.URL.Path) && !s.admitted(r):
			return errKey
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			if foreign.Check(r) != nil {
				return errForm
			}
			r.Body = http.MaxBytesReader(w, r.Body, maxForm)
			switch err := r.ParseForm(); {
			case errors.As(err, new(*http.MaxBytesError)):
				return errLarge
			case err != nil, !equal(r.PostForm.Get("token"), s.token):
				return errForm
			}
		}
		next.ServeHTTP(w, r)
		return nil
	})
}
