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

// Place makes an entry of a proposal on the list as it is now, which need not be
// the list that the proposal was made for. It is [pullrequest.ErrListed] if the project
// has come in meanwhile, and an error if the entry's section is gone.
func (d Desk) Place(p Proposal, e store.Entry, src []byte) (propose.Proposal, error) {
	list := markdown.Read(src)
	if p.isIn(list) {
		return propose.Proposal{}, pullrequest.ErrListed
	}
	c, overrides := p.edited(e)
	made, err := propose.NewAs(src, list, c, overrides, d.Rules)
	switch {
	case err != nil && !slices.Contains(propose.Places(list), e.Section):
		return made, fmt.Errorf("it was accepted for section %q, which is no longer there; do \"extract run\" again and accept what that says", e.Section)
	case err != nil:
		return made, err
	case made.Todo != "":
		return made, fmt.Errorf("a person must give its %s first", made.Todo)
	case e.Section == p.Entry.Section: // it was chosen when it was proposed, for reasons
		made.Chosen, made.Words, made.RunnerUp = false, p.Words, p.RunnerUp
	}
	return made, nil
}

// edited is the candidate with what a person has changed.
func (p Proposal) edited(want store.Entry) (propose.Candidate, propose.Overrides) {
	c, had, overrides := p.Candidate, p.Entry, propose.Overrides{Place: want.Section, Position: want.Position}
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
	return slices.ContainsFunc(match.NewListing(list).Projects(), func(q catalog.Project) bool {
		return ref.Normalize(q.Name) == ref.Normalize(p.Project) || p.Repository != "" && strings.EqualFold(q.Repository, p.Repository)
	})
}
