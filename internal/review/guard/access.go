package guard

import (
	"crypto/subtle"
	"net/http"
	"time"
)

// Only the person who started the server may read and decide. The printed address
// contains a key, which the browser exchanges for a cookie. Other users of the machine
// can connect, but know neither.

// keyField is the query parameter for the key.
const keyField = "key"

var errKey = &refusal{http.StatusForbidden, `open the address that "extract review" printed; it contains the key to these pages`}

// Address returns the URL to open in a browser, for one of the hosts. It
// contains the key: anyone who knows it can decide and send.
func (g *Guard) Address(host string) string { return "http://" + host + "/?" + keyField + "=" + g.key }

// admitted reports whether a request has the cookie.
func (g *Guard) admitted(r *http.Request) bool {
	c, err := r.Cookie(g.cookie)
	return err == nil && equal(c.Value, g.session)
}

// enters reports whether a request has the key.
func (g *Guard) enters(r *http.Request) bool {
	return r.Method == http.MethodGet && r.URL.Path == "/" && equal(r.URL.Query().Get(keyField), g.key)
}

// welcome sets the cookie and sends a page that leads on. A redirect would not work: a
// browser that comes from another site, such as a file, follows it without the cookie.
func (g *Guard) welcome(w http.ResponseWriter) {
	http.SetCookie(w, &http.Cookie{Name: g.cookie, Value: g.session, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Referrer-Policy", "no-referrer") // the address contains the key
	_, _ = w.Write([]byte(`<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=/"><title>extract</title><p><a href="/">Open the proposals</a></p></html>` + "\n"))
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
