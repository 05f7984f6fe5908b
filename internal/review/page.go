package review

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"namedrop/internal/sanitize"
)

// The pages are written in the files *.templ, which templ compiles to Go. It escapes
// what is inserted, and replaces addresses with other schemes than http, https and the
// like. Every component is marked go:noinline, because the compiler would otherwise copy
// all of it to where it is used, which is 0.2 MB.
//
//go:generate go run github.com/a-h/templ/cmd/templ@v0.3.1118 generate

var (
	//go:embed web/style.css
	style string
	//go:embed web/script.js
	script string
)

// base holds the fields of all pages.
type base struct {
	Title     string
	Here      string // current part of the site, for the navigation
	Problem   string // error message, "" for none
	Token     string
	Undecided int  // proposals without a decision
	Unsent    int  // accepted proposals without a pull request
	Alone     bool // an exported file, which includes its style and has no forms
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
func (s *Server) show(w http.ResponseWriter, status int, page templ.Component) error {
	document, err := render(page)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(document) // the client may be gone
	return nil
}

// render returns a page without hidden characters.
func render(page templ.Component) ([]byte, error) {
	var b bytes.Buffer
	err := page.Render(context.Background(), &b)
	return sanitize.HTML(b.Bytes()), err
}

// tell sends a page with a message.
func (s *Server) tell(w http.ResponseWriter, status int, message string) {
	page := messagePage(base{Title: http.StatusText(status), Problem: message})
	if err := s.show(w, status, page); err != nil {
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

// alonePolicy is the content security policy of an exported file, which allows its style
// and nothing else.
func alonePolicy() string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
}

// episodeURL is the address of the page of a run.
func episodeURL(run int64) string { return fmt.Sprintf("/episode/%d", run) }

// proposalURL is the address that does something with a proposal.
func proposalURL(id int64, does string) string { return fmt.Sprintf("/proposal/%d/%s", id, does) }
