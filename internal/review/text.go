package review

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"namedrop/internal/proposals"
	"namedrop/internal/store"
	"namedrop/propose/pulltext"
)

// textPage shows the text of a pull request, with the questions of the list's template
// that only a person can answer.
type textPage struct {
	base
	ID, Decision int64
	Name, Pull   string // title of the proposal, and of the pull request
	Questions    []openQuestion
	Broken       []string // rules of the list that the entry breaks
	Body         string
	Saved        bool
}

// openQuestion is a question with the answer that was submitted, "" for none.
type openQuestion struct{ Text, Answer string }

var errNoText = problem{http.StatusForbidden, errors.New("the text needs the network and a list on GitHub")}

// hasText reports whether there is a page with the text of a proposal's pull request.
func (s *Server) hasText(p proposals.Proposal) bool {
	_, _, onGitHub := proposals.OnGitHub(p.List)
	return s.Text != nil && onGitHub
}

// text shows the text of a proposal's pull request. Only our own pages may ask for it,
// because it makes requests with the GitHub token.
func (s *Server) text(w http.ResponseWriter, r *http.Request) error {
	page, p, err := s.textPage(r)
	if err != nil {
		return err
	}
	if !fromHere(r) {
		http.Redirect(w, r, "/#"+proposalAnchor(p.ID), http.StatusSeeOther)
		return nil
	}
	page.Saved = r.URL.Query().Has("saved")
	made, err := s.Text(r.Context(), p)
	if err != nil {
		page.Problem = err.Error()
	}
	page.fill(made)
	return s.show(w, http.StatusOK, page.page())
}

// textPage returns the page for the proposal in the address.
func (s *Server) textPage(r *http.Request) (textPage, proposals.Proposal, error) {
	if s.Text == nil {
		return textPage{}, proposals.Proposal{}, errNoText
	}
	id, err := idOf(r)
	if err != nil {
		return textPage{}, proposals.Proposal{}, err
	}
	p, err := s.Proposals.Get(r.Context(), id)
	return textPage{base: s.base(r.Context(), "Text of a pull request", ""), ID: id, Decision: p.Decision.ID, Name: p.Title()}, p, err
}

func (t *textPage) fill(made proposals.Applied) {
	t.Pull, t.Body, t.Broken = made.Change.Title, made.Change.Body, made.Broken
	for _, q := range made.Open {
		t.Questions = append(t.Questions, openQuestion{Text: q})
	}
}

// write accepts a proposal with the submitted text and answers. If a question is left
// open, or the text lacks a line of the template, nothing is stored and the page says so.
func (s *Server) write(w http.ResponseWriter, r *http.Request) error {
	page, p, err := s.textPage(r)
	if err != nil {
		return err
	}
	if r.PostForm.Get("decision") != strconv.FormatInt(p.Decision.ID, 10) {
		return problem{http.StatusUnprocessableEntity, refuse(p, errMeanwhile)}
	}
	body, err := page.submitted(r)
	if err == nil {
		p, err = s.accept(r, p, body)
	}
	switch {
	case errors.Is(err, store.ErrConflict):
		return problem{http.StatusUnprocessableEntity, refuse(p, errMeanwhile)}
	case err != nil:
		page.Problem = err.Error()
		return s.show(w, http.StatusUnprocessableEntity, page.page())
	}
	http.Redirect(w, r, "/proposal/"+strconv.FormatInt(p.ID, 10)+"/text?saved", http.StatusSeeOther)
	return nil
}

// submitted reads the text and the answers from the form and combines them.
func (t *textPage) submitted(r *http.Request) (string, error) {
	t.Pull = r.PostForm.Get("title")
	t.Body = strings.ReplaceAll(r.PostForm.Get("body"), "\r\n", "\n")
	var open []string
	var replies []pulltext.Reply
	answers := r.PostForm["answer"]
	for i, q := range r.PostForm["question"] {
		open = append(open, q)
		t.Questions = append(t.Questions, openQuestion{Text: q})
		if i < len(answers) && strings.TrimSpace(answers[i]) != "" {
			t.Questions[i].Answer = answers[i]
			replies = append(replies, pulltext.Reply{Question: q, Text: answers[i]})
		}
	}
	body, left, err := pulltext.Answered(t.Body, open, replies)
	if err == nil && len(left) > 0 && t.Body == strings.ReplaceAll(r.PostForm.Get("made"), "\r\n", "\n") {
		err = errors.New("still open: " + strings.Join(left, "; "))
	}
	return body, err
}

// accept accepts a proposal with a text that is complete.
func (s *Server) accept(r *http.Request, p proposals.Proposal, body string) (proposals.Proposal, error) {
	checked := p
	checked.Decision.Body = body
	made, err := s.Text(r.Context(), checked)
	switch {
	case err != nil:
		return p, err
	case len(made.Open) > 0:
		return p, errors.New("still open: " + strings.Join(made.Open, "; "))
	}
	return s.Proposals.AcceptAs(r.Context(), p, p.Draft(), p.Decision.Line, body, p.Decision.Reason)
}
