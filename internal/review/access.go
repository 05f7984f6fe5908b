package review

import (
	"crypto/subtle"
	"errors"
	"net/http"
	"time"
)

// Only the person who started the server may read and decide. The printed address
// contains a key, which the browser exchanges for a cookie. Other users of the machine
// can connect, but know neither.

// keyField is the query parameter for the key.
const keyField = "key"

var errKey = problem{http.StatusForbidden, errors.New(`open the address that "extract review" printed; it contains the key to these pages`)}

// Address returns the URL to open in a browser, for a host of [Options].Hosts. It
// contains the key: anyone who knows it can decide and send.
func (s *Server) Address(host string) string { return "http://" + host + "/?" + keyField + "=" + s.key }

// admitted reports whether a request has the cookie.
func (s *Server) admitted(r *http.Request) bool {
	c, err := r.Cookie(s.cookie)
	return err == nil && equal(c.Value, s.session)
}

// enters reports whether a request has the key.
func (s *Server) enters(r *http.Request) bool {
	return r.Method == http.MethodGet && r.URL.Path == "/" && equal(r.URL.Query().Get(keyField), s.key)
}

// welcome sets the cookie and sends a page that leads on. A redirect would not work: a
// browser that comes from another site, such as a file, follows it without the cookie.
func (s *Server) welcome(w http.ResponseWriter) error {
	http.SetCookie(w, &http.Cookie{Name: s.cookie, Value: s.session, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Referrer-Policy", "no-referrer") // the address contains the key
	_, err := w.Write([]byte(`<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=/"><title>extract</title><p><a href="/">Open the proposals</a></p></html>` + "\n"))
	return err
}

// isPublic reports whether a path contains no data.
func isPublic(path string) bool { return path == "/style.css" || path == "/script.js" }

func equal(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// patience is the time limit for a client to read each write.
const patience = 30 * time.Second

// impatient drops clients that do not read, with a deadline for each write. The time
// that a handler takes before it writes does not count.
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

// hurry sets the deadline. Test recorders do not support it.
func (w impatient) hurry() {
	_ = http.NewResponseController(w.ResponseWriter).SetWriteDeadline(time.Now().Add(w.patience))
}

// Unwrap is for http.ResponseController.
func (w impatient) Unwrap() http.ResponseWriter { return w.ResponseWriter }
