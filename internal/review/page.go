package review

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"net/http"
	"strings"
	"sync"

	"namedrop/internal/sanitize"
)

//go:embed web
var web embed.FS

var (
	style  = read("web/style.css")
	script = read("web/script.js")
)

// pages parses the templates on first use, because most commands need none.
var pages = sync.OnceValue(func() *template.Template {
	return template.Must(template.ParseFS(web, "web/*.html"))
})

func read(name string) string {
	data, err := web.ReadFile(name)
	if err != nil {
		panic(err) // the templates are embedded
	}
	return string(data)
}

// base holds the fields of all pages.
type base struct {
	Title     string
	Here      string // current part of the site, for the navigation
	Problem   string // error message, "" for none
	Token     string
	Undecided int          // proposals without a decision
	Unsent    int          // accepted proposals without a pull request
	Style     template.CSS // in an exported file; "" on a server
	Policy    string       // same
}

// status is the label of a status and its CSS class.
type status struct{ Kind, Text string }

// link is a link with its text.
type link struct{ Text, URL string }

// links drops the links without a valid URL.
func links(all ...link) []link {
	var good []link
	for _, l := range all {
		if l.URL = sanitize.URL(l.URL); l.URL != "" {
			good = append(good, l)
		}
	}
	return good
}

// show sends a page. It renders the whole page first, so that an error can be reported
// instead.
func (s *Server) show(w http.ResponseWriter, status int, name string, data any) error {
	var b bytes.Buffer
	if err := pages().ExecuteTemplate(&b, name, data); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(sanitize.HTML(b.Bytes())) // the client may be gone
	return nil
}

// tell sends a page with a message.
func (s *Server) tell(w http.ResponseWriter, status int, message string) {
	data := struct {
		base
		Back string
	}{base{Title: http.StatusText(status), Problem: message}, "/"}
	if err := s.show(w, status, "message.html", data); err != nil {
		http.Error(w, message, status)
	}
}

// asset serves an embedded file.
func asset(kind, content string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		_, _ = strings.NewReader(content).WriteTo(w)
	})
}

// alone returns the base of an exported file, which includes its style and allows
// nothing else.
func alone(title string) base {
	sum := sha256.Sum256([]byte(style))
	policy := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
	return base{Title: title, Style: template.CSS(style), Policy: policy}
}
