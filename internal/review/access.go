package review

import (
	"crypto/subtle"
	"errors"
	"net/http"
	"time"
)

// Only the person who started the server may read and decide. The address that is
// printed has a key, which the browser exchanges for a cookie. Other users of the
// machine can connect, but know neither.

// keyField is the parameter of the address with the key.
const keyField = "key"

var errKey = problem{http.StatusForbidden, errors.New(`open the address that "extract review" printed; it contains the key to these pages`)}

// Address is where a browser enters: the page of a host (see [Options].Hosts) with
// the key. Whoever knows it can decide and send.
func (s *Server) Address(host string) string { return "http://" + host + "/?" + keyField + "=" + s.key }

// admitted reports whether a request comes from a browser that has the cookie.
func (s *Server) admitted(r *http.Request) bool {
	c, err := r.Cookie(s.cookie)
	return err == nil && equal(c.Value, s.session)
}

// enters reports whether a request has the key.
func (s *Server) enters(r *http.Request) bool {
	return r.Method == http.MethodGet && r.URL.Path == "/" && equal(r.URL.Query().Get(keyField), s.key)
}

// welcome gives the cookie, and a page that leads on. A redirect would not do: a
// browser that comes from another site, such as a file, follows it without the
// cookie.
func (s *Server) welcome(w http.ResponseWriter) error {
	http.SetCookie(w, &http.Cookie{Name: s.cookie, Value: s.session, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Referrer-Policy", "no-referrer") // the address has the key
	_, err := w.Write([]byte(`<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=/"><title>extract</title><p><a href="/">Open the proposals</a></p></html>` + "\n"))
	return err
}

// isPublic reports whether a path shows nothing of what was found.
func isPublic(path string) bool { return path == "/style.css" || path == "/script.js" }

func equal(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// patience is for how long a client may take to read what was written so far.
const patience = 30 * time.Second

// impatient drops clients that do not read: each write has a deadline. The time that
// a handler takes before it writes does not count.
type impatient struct {
	http.ResponseWriter
	patience time.Duration
}

func (w impatient) Write(data []byte) (int, error) {
	w.hurry()
	return w.ResponseWriter.Write(data)
}

func (w impatient) WriteHeader(status int) {
	w.hurry()
	w.ResponseWriter.WriteHeader(status)
}

// hurry sets the deadline; a recorder of a test has none.
func (w impatient) hurry() {
	_ = http.NewResponseController(w.ResponseWriter).SetWriteDeadline(time.Now().Add(w.patience))
}

// Unwrap is for http.ResponseController.
func (w impatient) Unwrap() http.ResponseWriter { return w.ResponseWriter }
