package review

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/proposals"
	"namedrop/internal/report"
	"namedrop/internal/sanitize"
	"namedrop/internal/store"
	"namedrop/propose"
)

// card is a proposal with all that a person needs to decide on it.
type card struct {
	Anchor, Name, Heard, About string
	State                      status
	Links                      []link
	Pull                       string   // the address of the pull request
	Correct                    string   // the address where what was heard is corrected
	Found                      []string // what a repair mends
	Quotes                     []quote
	Figures                    string
	Open, Passed               []check // those that did not pass, and those that did
	Checked                    int     // all of them
	Needs                      string  // what keeps the entry from the list
	Preview                    *preview
	Placed                     string // why it goes where it goes
	Changed                    []propose.Run
	Diff                       []diffLine
	Form                       *form
	Static                     bool
}

type quote struct {
	Anchor, Time, URL, Why string
	Parts                  []propose.Run // "+" is the name
}

// form is what may be changed before a proposal is accepted.
type form struct {
	Token             string
	ID, Run, Decision int64
	Entry             store.Entry
	Reason            string
	Places            []string
	Undo, Open        bool
	Pending, Accepted bool
	Fixed             bool   // there is nothing to change
	View              string // of the page, to come back to
}

// newForm is the form of a proposal as it stands.
func (s *Server) newForm(p proposals.Proposal, run int64) *form {
	return &form{
		Token: s.token, ID: p.ID, Run: run, Decision: p.Decision.ID, Reason: p.Decision.Reason, Undo: p.Decision.ID != 0,
		Pending: p.Pending(), Accepted: p.Decision.Verdict == store.Accepted,
	}
}

// draft is what a person has written of a proposal and sent.
type draft struct {
	id    int64
	entry store.Entry
}

// proposals are those of a run in the order of their cards: what waits first.
func (s *Server) proposals(ctx context.Context, run int64) ([]proposals.Proposal, error) {
	all, err := s.Proposals.List(ctx, store.Filter{Run: run})
	return sorted(all, func(a, b proposals.Proposal) int { return cmp.Or(rank(a)-rank(b), order(a)-order(b)) }), err
}

// cards are the proposals of a run.
func (s *Server) cards(ctx context.Context, run store.Run, h heard, wrote draft) ([]card, error) {
	all, err := s.proposals(ctx, run.ID)
	if err != nil {
		return nil, err
	}
	list, missing := s.List(ctx, run.List)
	sections := propose.Places(markdown.Read(list.Source))
	var cards []card
	for _, p := range all {
		if r, ok := p.Repair(); ok {
			cards = append(cards, s.repairCard(p, r, run.ID, list, missing))
			continue
		}
		entry := p.Draft()
		if p.ID == wrote.id {
			entry = wrote.entry
		}
		c := h.card(p.Project)
		c.Anchor, c.State, c.Pull = proposalAnchor(p.ID), stateOf(p), sanitize.URL(p.Sent.URL)
		c.Form = s.newForm(p, run.ID)
		c.Form.Entry, c.Form.Places, c.Form.Open = entry, []string{entry.Section}, p.ID == wrote.id
		c.Correct = h.correctIn(run.ID, p.Project)
		if missing != nil {
			c.Needs = fmt.Sprintf("The list could not be read: %v.", missing)
		} else {
			c.Form.Places = places(sections, entry.Section)
			made, err := s.Proposals.Place(p, entry, list.Source)
			c.show(list, made, err)
			c.changed(p.Line, made.Line)
			c.Placed = placed(made)
		}
		if p.Missing().Has(propose.PartDescription) && entry.Description == "" {
			c.Needs = "Write a description before it can be sent."
		}
		cards = append(cards, c)
	}
	return cards, nil
}

// rank puts what waits before what is decided.
func rank(p proposals.Proposal) int {
	if p.Pending() {
		return 0
	}
	return 1
}

// order is the place of a repair among all of its check.
func order(p proposals.Proposal) int {
	r, _ := p.Repair()
	return r.Order
}

// places are those of a list, and the one that was chosen even if it is gone.
func places(all []string, chosen string) []string {
	if slices.Contains(all, chosen) {
		return all
	}
	return append([]string{chosen}, all...)
}

// card is what the run says of a project.
func (h heard) card(name string) card {
	c := card{Name: name}
	for _, p := range h.Packages {
		if p.Name != name {
			continue
		}
		c.Heard, c.About, c.Links = spellings(p), p.About, packageLinks(p)
		c.Figures, c.Checked = figures(p), len(p.Checks)
		c.Passed, c.Open = checks(p)
		for _, q := range p.Quotes {
			c.Quotes = append(c.Quotes, quote{h.paragraphOf(q), q.Clock(), sanitize.URL(q.URL), q.Why, marked(q, p.Mentions)})
		}
	}
	return c
}

// marked cuts a quote at what names the project in it.
func marked(q report.Quote, mentions []report.Mention) []propose.Run {
	var parts []propose.Run
	rest := q.Text
	for _, m := range mentions {
		if m.Start < q.Start || m.End > q.End {
			continue
		}
		if before, after, ok := strings.Cut(rest, m.Text); ok {
			parts = append(parts, propose.Run{Op: " ", Text: before}, propose.Run{Op: "+", Text: m.Text})
			rest = after
		}
	}
	return append(parts, propose.Run{Op: " ", Text: rest})
}

// correctIn leads to the page on which it is corrected that a project was named.
func (h heard) correctIn(run int64, name string) string {
	for _, p := range h.Packages {
		if p.Name == name {
			return correction(run, p.Mentions[0])
		}
	}
	return ""
}

// spellings are the ways in which a package was heard, how surely, and what they
// could have been instead.
func spellings(p report.Package) string {
	var said, or []string
	for _, m := range p.Mentions {
		if s := "“" + m.Text + "”"; !slices.Contains(said, s) {
			said = append(said, s)
		}
		for _, r := range rivals(m) {
			if !slices.Contains(or, r) {
				or = append(or, r)
			}
		}
	}
	text := "heard as " + strings.Join(said, ", ") + ", " + percent(p.Confidence) + " confidence"
	if len(or) > 0 {
		text += "; or " + strings.Join(or[:min(len(or), 3)], ", ")
	}
	return text
}

// show puts an entry on the card as the list would have it; err is what keeps it
// from there.
func (c *card) show(l List, made propose.Proposal, err error) {
	if err != nil {
		c.Needs = sentence(err.Error())
	}
	if made.Line == "" {
		return
	}
	c.Preview = previewOf(l.Source, made)
	c.Diff = readDiff(propose.Patch(l.File, l.Source, []propose.Proposal{made}))
}

// changed marks what a person has changed of a line.
func (c *card) changed(proposed, now string) {
	if now != "" && now != proposed {
		c.Changed = propose.WordDiff(strings.TrimSpace(proposed), strings.TrimSpace(now))
	}
}

// placed says why an entry goes to its place.
func placed(p propose.Proposal) string {
	if p.Place == "" {
		return ""
	}
	return p.Reason() + " Order: " + p.Order + "."
}
