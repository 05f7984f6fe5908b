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

// pages are parsed when the first is shown: most commands show none.
var pages = sync.OnceValue(func() *template.Template {
	return template.Must(template.ParseFS(web, "web/*.html"))
})

func read(name string) string {
	data, err := web.ReadFile(name)
	if err != nil {
		panic(err) // it is embedded
	}
	return string(data)
}

// base is what all pages have.
type base struct {
	Title   string
	Here    string // the part of the site, for its navigation
	Problem string // what went wrong, "" for nothing
	Token   string
	Style   template.CSS // of a page that stands alone, "" for one of a server
	Policy  string       // likewise
}

// status is the word for where something stands, and the class that colours it.
type status struct{ Kind, Text string }

// link is an address that may be followed, and its text.
type link struct{ Text, URL string }

// links are those that lead somewhere, for the others are no address.
func links(all ...link) []link {
	var good []link
	for _, l := range all {
		if l.URL = sanitize.URL(l.URL); l.URL != "" {
			good = append(good, l)
		}
	}
	return good
}

// show answers with a page. It is made whole first, so that what goes wrong is
// told in its place.
func (s *Server) show(w http.ResponseWriter, status int, name string, data any) error {
	var b bytes.Buffer
	if err := pages().ExecuteTemplate(&b, name, data); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(sanitize.HTML(b.Bytes())) // who asked may be gone
	return nil
}

// tell answers with a message.
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

// alone is the base of a page that is a file: it brings its style, and allows
// nothing else.
func alone(title string) base {
	sum := sha256.Sum256([]byte(style))
	policy := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
	return base{Title: title, Style: template.CSS(style), Policy: policy}
}
