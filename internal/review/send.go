package review

import (
	"bytes"
	"errors"
	"net/http"
	"slices"

	"namedrop/internal/proposals"
	"namedrop/internal/store"
)

// sendPage shows what would be sent, or the result of sending.
type sendPage struct {
	base
	NoToken     string // why sending is not possible, "" if it is
	Asked, Sent bool
	Accepted    bool // there are accepted proposals
	Text        string
}

var errUnsendable = problem{http.StatusForbidden, errors.New("sending is not available")}

// look shows the requests that would be made, if one of our own pages asks for them:
// the preview uses the GitHub token and takes time.
func (s *Server) look(w http.ResponseWriter, r *http.Request) error {
	page := sendPage{base: s.base(r.Context(), "Pull requests", "send"), NoToken: s.Unsendable}
	if s.Send != nil && fromHere(r) && r.URL.Query().Has("look") {
		page.Asked = true
		page.do(r, s, false)
	}
	all, err := s.Proposals.List(r.Context(), store.Filter{})
	if err != nil {
		return err
	}
	page.Accepted = slices.ContainsFunc(all, func(p proposals.Proposal) bool { return p.Decision.Verdict == store.Accepted })
	return s.show(w, http.StatusOK, page.page())
}

// fromHere reports whether one of our own pages, or the person, asks for a page.
func fromHere(r *http.Request) bool {
	from := r.Header.Get("Sec-Fetch-Site") // "" for clients other than browsers
	return from == "" || from == "same-origin" || from == "none"
}

// send opens the pull requests.
func (s *Server) send(w http.ResponseWriter, r *http.Request) error {
	if s.Send == nil {
		return errUnsendable
	}
	page := sendPage{base: s.base(r.Context(), "Pull requests", "send"), Sent: true}
	page.do(r, s, true)
	return s.show(w, http.StatusOK, page.page())
}

func (p *sendPage) do(r *http.Request, s *Server, send bool) {
	var b bytes.Buffer
	if err := s.Send(r.Context(), &b, send); err != nil {
		p.Problem = err.Error()
	}
	p.Text = b.String()
}
