package review

import (
	"crypto/subtle"
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
	errHost  = problem{http.StatusMisdirectedRequest, errors.New("this server is not called so; use the address that it printed")}
	errForm  = problem{http.StatusForbidden, errors.New("this form is not of this server, or of one that is gone; reload the page and do it again")}
	errLarge = problem{http.StatusRequestEntityTooLarge, errors.New("that is more than a form can hold")}
)

// guarded lets through to next what a page of ours may have asked for. A name
// that was made to lead to this machine is no host of ours, so that no other
// site can read or change anything by one.
func (s *Server) guarded(next http.Handler) http.Handler {
	var foreign http.CrossOriginProtection
	return s.page(func(w http.ResponseWriter, r *http.Request) error {
		for name, value := range headers {
			w.Header().Set(name, value)
		}
		if !slices.Contains(s.Hosts, r.Host) {
			return errHost
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			if foreign.Check(r) != nil {
				return errForm
			}
			r.Body = http.MaxBytesReader(w, r.Body, maxForm)
			switch err := r.ParseForm(); {
			case errors.As(err, new(*http.MaxBytesError)):
				return errLarge
			case err != nil, subtle.ConstantTimeCompare([]byte(r.PostForm.Get("token")), []byte(s.token)) != 1:
				return errForm
			}
		}
		next.ServeHTTP(w, r)
		return nil
	})
}
