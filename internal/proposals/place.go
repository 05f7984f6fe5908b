package proposals

import (
	"fmt"
	"slices"
	"strings"

	"namedrop/internal/catalog"
	"namedrop/internal/markdown"
	"namedrop/internal/pullrequest"
	"namedrop/internal/ref"
	"namedrop/internal/store"
	"namedrop/match"
	"namedrop/propose"
	"namedrop/propose/entry"
)

// Draft returns the entry to start a decision from: the one decided on last, with the
// description found since if it has none.
func (p Proposal) Draft() store.Entry {
	e := p.Decision.Entry
	if e.Description == "" {
		e.Description = p.Entry.Description
	}
	return e
}

// Place composes the entry of a proposal on the current list, which may differ from the
// list that the proposal was made for. The error is [pullrequest.ErrListed] if the list
// now contains the project. It is also an error if the entry's section is gone or a
// person must still provide a part of the entry.
func (s Service) Place(p Proposal, e store.Entry, src []byte) (propose.Proposal, error) {
	return s.place(p, e, "", src)
}

// Placed composes the entry that was decided on, as Place does.
func (s Service) Placed(p Proposal, src []byte) (propose.Proposal, error) {
	return s.place(p, p.Decision.Entry, p.Decision.Line, src)
}

func (s Service) place(p Proposal, e store.Entry, line string, src []byte) (propose.Proposal, error) {
	list := markdown.Read(src)
	if p.isIn(list) {
		return propose.Proposal{}, pullrequest.ErrListed
	}
	a, _ := p.Addition()
	c, overrides := p.edited(a.Candidate, e)
	overrides.Line = line
	made, err := propose.NewAs(src, list, c, overrides, s.Rules)
	switch {
	case err != nil && !hasSection(list, e.Section) && e.Section != p.Entry.Section:
		return made, noSection(e.Section, propose.Places(list))
	case err != nil && !hasSection(list, e.Section):
		return made, fmt.Errorf("section %q, for which it was accepted, is no longer in the list; run \"extract run\" again and accept the new proposal", e.Section)
	case err != nil:
		return made, err
	case len(made.Missing) > 0:
		return made, &MissingError{p.Project, made.Missing, made.Line}
	case e.Section == p.Entry.Section: // the section is the one originally proposed, so its reasons still apply
		made.Chosen, made.Words, made.RunnerUp = false, a.Words, a.RunnerUp
	}
	return made, nil
}

// hasSection reports whether a list has a section, in whatever case its title is written.
func hasSection(list *markdown.List, title string) bool {
	return slices.ContainsFunc(propose.Places(list), func(s string) bool { return strings.EqualFold(s, title) })
}

// maxNamed is the number of sections that an error names.
const maxNamed = 10

// noSection returns the error for a section that a person chose and the list does not
// have.
func noSection(chosen string, have []string) error {
	more := ""
	if n := len(have) - maxNamed; n > 0 {
		have, more = have[:maxNamed], fmt.Sprintf(" and %d more", n)
	}
	return fmt.Errorf("section %q is not in the list; choose one that takes entries: %s%s", chosen, strings.Join(have, ", "), more)
}

// MissingError reports a part of an entry that a person must provide before it is sent.
type MissingError struct {
	Project string
	Missing entry.Parts
	Line    string // the entry without that part
}

func (e *MissingError) Error() string {
	if len(e.Missing) == 1 && e.Missing.Has(entry.PartDescription) {
		return "add its description first"
	}
	return fmt.Sprintf("add its %s first", e.Missing)
}

// edited returns the candidate with a person's changes.
func (p Proposal) edited(c propose.Candidate, want store.Entry) (propose.Candidate, propose.Overrides) {
	had, overrides := p.Entry, propose.Overrides{Place: want.Section, Position: want.Position}
	if want.Name != had.Name {
		c.Name = want.Name
	}
	if want.Link != had.Link {
		c.URL, c.Homepage = want.Link, ""
	}
	if want.Description != had.Description {
		overrides.Description = want.Description
		c.About = want.Description // the pull request describes the project in the same words
	}
	return c, overrides
}

// isIn reports whether the list has an entry for the project.
func (p Proposal) isIn(list *markdown.List) bool {
	a, _ := p.Addition()
	return slices.ContainsFunc(match.NewListing(list).Projects(), func(q catalog.Project) bool {
		return ref.Normalize(q.Name) == ref.Normalize(p.Project) || a.Repository != "" && strings.EqualFold(q.Repository, a.Repository)
	})
}
