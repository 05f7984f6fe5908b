package review

import (
	"fmt"
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"

	"namedrop/internal/proposals"
	"namedrop/internal/sanitize"
	"namedrop/internal/store"
	"namedrop/propose/textedit"
)

// auditPage shows the repairs found by the last audit of a list.
type auditPage struct {
	base
	List, At string
	Cards    []card
}

// showAudit sends the page of an audit.
func (s *Server) showAudit(w http.ResponseWriter, r *http.Request, run store.Run, refused error) error {
	page := auditPage{base: s.base(r.Context(), "Audit of "+run.List, "episode"), List: run.List, At: run.At.Local().Format("2006-01-02 15:04")}
	var err error
	if page.Cards, err = s.cards(r.Context(), run, document{}, draft{}); err != nil {
		return err
	}
	status := http.StatusOK
	if refused != nil {
		status, page.Problem = http.StatusUnprocessableEntity, refused.Error()
	}
	return s.show(w, status, page.page())
}

// repairCard returns the card of a repair, which cannot be edited. The list may be
// missing.
func (s *Server) repairCard(p proposals.Proposal, r proposals.Repair, run int64, list List, missing error) card {
	c := card{
		Anchor: proposalAnchor(p.ID), Name: r.Does, Heard: p.Entry.Section, State: stateOf(p), Pull: sanitize.URL(p.Sent.URL),
		Links: links(link{"current link", p.Entry.Link}), Found: r.Found, Placed: sentence(r.Advice), Static: true,
		Form: s.newForm(p, run),
	}
	c.Form.Fixed = true
	var facts []string
	for _, f := range p.Facts {
		facts = append(facts, f.String())
	}
	c.Facts = facts
	if missing != nil {
		c.Needs = fmt.Sprintf("The list could not be read: %v.", missing)
		return c
	}
	edit, err := r.Apply(p.Entry.Name, list.Source)
	if err != nil {
		c.Needs = sentence(err.Error())
		return c
	}
	for _, l := range readDiff(textedit.Diff(list.File, list.Source, edit)) {
		if l.Class == "add" || l.Class == "del" { // context lines are left out
			c.Diff = append(c.Diff, l)
		}
	}
	return c
}

// sentence capitalizes a text and ends it with a full stop.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	first, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + strings.TrimSuffix(s[n:], ".") + "."
}
