package review

import (
	"errors"
	"net/http"
	"slices"
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
	errHost  = problem{http.StatusMisdirectedRequest, errors.New("unknown host name; use the address that \"extract review\" printed")}
	errForm  = problem{http.StatusForbidden, errors.New("the form has expired; reload the page and try again")}
	errLarge = problem{http.StatusRequestEntityTooLarge, errors.New("the form is too large")}
)

// guarded passes a request to next if it names this server as its host, has the cookie
// and, if it changes something, comes from one of our forms. The host is checked
// because any site can point a name of its own at this machine (DNS rebinding).
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
