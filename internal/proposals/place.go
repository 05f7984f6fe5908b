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
)

// Draft is the entry that a decision begins with: the one that was decided on
// last, and the description that has been found since if that has none.
func (p Proposal) Draft() store.Entry {
	e := p.Decision.Entry
	if e.Description == "" {
		e.Description = p.Entry.Description
	}
	return e
}

// Place makes an entry of a proposal on the list as it is now, which need not be the
// list that the proposal was made for. It is [pullrequest.ErrListed] if the project has
// been listed meanwhile, and an error if the entry's section is gone or a person must
// still give a part of the entry.
func (s Service) Place(p Proposal, e store.Entry, src []byte) (propose.Proposal, error) {
	return s.place(p, e, "", src)
}

// Placed makes the entry that was decided on, as Place does.
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
	case err != nil && !slices.Contains(propose.Places(list), e.Section):
		return made, fmt.Errorf("section %q, for which it was accepted, is no longer in the list; run \"extract run\" again and accept the new proposal", e.Section)
	case err != nil:
		return made, err
	case len(made.Missing) > 0:
		return made, &MissingError{p.Project, made.Missing, made.Line}
	case e.Section == p.Entry.Section: // it was chosen when it was proposed, for reasons
		made.Chosen, made.Words, made.RunnerUp = false, a.Words, a.RunnerUp
	}
	return made, nil
}

// MissingError says what a person must give of an entry before it is sent.
type MissingError struct {
	Project string
	Missing propose.Parts
	Line    string // the entry without it
}

func (e *MissingError) Error() string {
	if len(e.Missing) == 1 && e.Missing.Has(propose.PartDescription) {
		return "add its description first"
	}
	return fmt.Sprintf("add its %s first", e.Missing)
}

// edited is the candidate with what a person has changed.
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
	}
	return c, overrides
}

// isIn reports whether the list has an entry of the project.
func (p Proposal) isIn(list *markdown.List) bool {
	a, _ := p.Addition()
	return slices.ContainsFunc(match.NewListing(list).Projects(), func(q catalog.Project) bool {
		return ref.Normalize(q.Name) == ref.Normalize(p.Project) || a.Repository != "" && strings.EqualFold(q.Repository, a.Repository)
	})
}
