package review

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/proposals"
	"namedrop/internal/quote"
	"namedrop/internal/report"
	"namedrop/internal/sanitize"
	"namedrop/internal/store"
	"namedrop/propose"
	"namedrop/propose/entry"
	"namedrop/propose/textedit"
)

// card is a proposal with everything needed to decide on it.
type card struct {
	Anchor, Name, Heard, About string
	State                      status
	Links                      []link
	Pull                       string   // URL of the pull request
	Correct                    string   // URL of the page that corrects the mention
	Found                      []string // what a repair fixes
	Quotes                     []shownQuote
	Facts                      []string // figures, one each
	Unchecked                  string   // why none of the checks below was made, "" if one was
	Open, Passed               []check  // checks that did not pass, and those that did
	Checked                    int      // number of all checks
	Needs                      string   // why the entry cannot be added yet
	Preview                    *preview
	Placed                     string // why the entry goes to this place
	Changed                    []textedit.Run
	Diff                       []diffLine
	Form                       *form
	Static                     bool
}

// class is the CSS class of the card.
func (c card) class() string {
	if c.Form != nil && c.Form.Fixed {
		return "card repair"
	}
	return "card"
}

type shownQuote struct {
	Anchor, Time, URL, Why string
	Parts                  []textedit.Run // Op "+" marks the name
}

// form holds the fields that may be edited before a proposal is accepted.
type form struct {
	Token             string
	ID, Run, Decision int64
	Entry             store.Entry
	Reason            string
	Places            []string
	Undo, Open        bool
	Pending, Accepted bool
	Text              bool   // there is a page with the text of the pull request
	Fixed             bool   // nothing can be edited
	View              string // view of the page to return to
}

// name is the name of an element of the form, which is unique on the page.
func (f form) name(part string) string { return fmt.Sprintf("%s-%d", part, f.ID) }

// newForm returns the form for the current state of a proposal.
func (s *Server) newForm(p proposals.Proposal, run int64) *form {
	return &form{
		Token: s.guard.Token(), ID: p.ID, Run: run, Decision: p.Decision.ID, Reason: p.Decision.Reason, Undo: p.Decision.ID != 0,
		Pending: p.Pending(), Accepted: p.Decision.Verdict == store.Accepted,
	}
}

// draft is an entry that a person submitted.
type draft struct {
	id    int64
	entry store.Entry
}

// proposals returns the proposals of a run in the order of their cards, pending ones
// first.
func (s *Server) proposals(ctx context.Context, run int64) ([]proposals.Proposal, error) {
	all, err := s.Proposals.List(ctx, store.Filter{Run: run})
	return sorted(all, func(a, b proposals.Proposal) int { return cmp.Or(rank(a)-rank(b), order(a)-order(b)) }), err
}

// cards returns the cards for the proposals of a run.
func (s *Server) cards(ctx context.Context, run store.Run, h document, wrote draft) ([]card, error) {
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
		written := p.Draft()
		if p.ID == wrote.id {
			written = wrote.entry
		}
		c := h.card(p.Project)
		c.Anchor, c.State, c.Pull = proposalAnchor(p.ID), stateOf(p), sanitize.URL(p.Sent.URL)
		c.Form = s.newForm(p, run.ID)
		c.Form.Entry, c.Form.Places, c.Form.Open = written, []string{written.Section}, p.ID == wrote.id
		c.Form.Text = s.hasText(p)
		c.Correct = h.correctIn(run.ID, p.Project)
		if missing != nil {
			c.Needs = fmt.Sprintf("The list could not be read: %v.", missing)
		} else {
			c.Form.Places = places(sections, written.Section)
			made, err := s.Proposals.Place(p, written, list.Source)
			c.show(list, made, err)
			c.changed(p.Line, made.Line)
			c.Placed = placed(made)
		}
		if p.Missing().Has(entry.PartDescription) && written.Description == "" {
			c.Needs = "Write a description before it can be sent."
		}
		cards = append(cards, c)
	}
	return cards, nil
}

// rank sorts pending proposals before decided ones.
func rank(p proposals.Proposal) int {
	if p.Pending() {
		return 0
	}
	return 1
}

// order is the position of a repair in its audit.
func order(p proposals.Proposal) int {
	r, _ := p.Repair()
	return r.Order
}

// places returns the sections of a list, and the chosen one even if it no longer
// exists.
func places(all []string, chosen string) []string {
	if slices.Contains(all, chosen) {
		return all
	}
	return append([]string{chosen}, all...)
}

// card fills a card with the run's data on a project.
func (h document) card(name string) card {
	c := card{Name: name}
	for _, p := range h.Packages {
		if p.Name != name {
			continue
		}
		c.Heard, c.About, c.Links = spellings(p), p.About, packageLinks(p)
		if c.Unchecked = unchecked(p); c.Unchecked == "" {
			c.Facts, c.Checked = facts(p), len(p.Checks)
			c.Passed, c.Open = checks(p)
		}
		for _, q := range p.Quotes {
			c.Quotes = append(c.Quotes, shownQuote{h.paragraphOf(q), q.Clock(), sanitize.URL(q.URL), q.Why, marked(q, p.Mentions)})
		}
	}
	return c
}

// marked splits a quote, with quotation marks, at the mentions of the project.
func marked(q quote.Quote, mentions []report.Mention) []textedit.Run {
	var parts []textedit.Run
	rest := "“" + q.Text + "”"
	for _, m := range mentions {
		if m.Start < q.Start || m.End > q.End {
			continue
		}
		if before, after, ok := strings.Cut(rest, m.Text); ok {
			parts = append(parts, textedit.Run{Op: " ", Text: before}, textedit.Run{Op: "+", Text: m.Text})
			rest = after
		}
	}
	return append(parts, textedit.Run{Op: " ", Text: rest})
}

// correctIn returns the URL of the page that corrects the first mention of a project.
func (h document) correctIn(run int64, name string) string {
	for _, p := range h.Packages {
		if p.Name == name {
			return correction(run, p.Mentions[0])
		}
	}
	return ""
}

// spellings describes how a package was heard, with its confidence and rivals.
func spellings(p report.Package) string {
	var shown []string
	for _, m := range p.Mentions {
		if s := "“" + m.Text + "”"; !slices.Contains(shown, s) {
			shown = append(shown, s)
		}
	}
	text := "heard as " + strings.Join(shown, ", ") + ", " + percent(p.Confidence) + " confidence"
	if or := rivals(p.Mentions...); len(or) > 0 {
		text += "; or " + strings.Join(or[:min(len(or), 3)], ", ")
	}
	return text
}

// show adds the preview and diff of an entry to the card; err says why it cannot be
// added.
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

// changed marks what a person has changed in a line.
func (c *card) changed(proposed, now string) {
	if now != "" && now != proposed {
		c.Changed = textedit.WordDiff(strings.TrimSpace(proposed), strings.TrimSpace(now))
	}
}

// placed explains the place of an entry.
func placed(p propose.Proposal) string {
	if p.Place == "" {
		return ""
	}
	return p.Reason() + " Order: " + p.Order + "."
}
