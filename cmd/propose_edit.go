package cmd

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"namedrop/internal/catalog"
	"namedrop/internal/markdown"
	"namedrop/internal/pull"
	"namedrop/internal/store"
	"namedrop/match"
	"namedrop/propose"
)

// edit makes the change for a proposal to the list as it is now, which need not
// be the list that the proposal was made for. It is pull.ErrListed if the
// project has come in meanwhile.
func (p *proposer) edit(src []byte, k kept, template string) (pull.Change, propose.Proposal, error) {
	list := markdown.Read(src)
	if k.isIn(list) {
		return pull.Change{}, propose.Proposal{}, pull.ErrListed
	}
	made, err := k.place(src, list, propose.Rules{Forbidden: p.cfg.List.Rules.ForbiddenWords})
	if err != nil {
		return pull.Change{}, made, err
	}
	text := propose.Pull{
		Proposal: made, Quotes: k.said(), Facts: k.Facts, Checks: k.Checks, Template: template,
		Unattended: k.Decision.Verdict != store.Accepted,
	}
	change := pull.Change{List: propose.Apply(src, made), Title: text.Title(), Body: text.Body(), Message: text.Message()}
	return change, made, nil
}

// isIn reports whether the list has an entry of the project.
func (k kept) isIn(list *markdown.List) bool {
	return slices.ContainsFunc(match.NewListing(list).Projects(), func(q catalog.Project) bool {
		return catalog.Normalize(q.Name) == catalog.Normalize(k.Project) || k.Repository != "" && strings.EqualFold(q.Repository, k.Repository)
	})
}

// place makes the entry that was accepted, in the section that it was accepted
// for. Where that is not the one of our choice, it is asked for by its title.
func (k kept) place(src []byte, list *markdown.List, r propose.Rules) (propose.Proposal, error) {
	section := k.Decision.Entry.Section
	c := k.edited()
	made, err := propose.New(src, list, c, r)
	if err == nil && made.Section != section {
		c.Heard, c.Context = section, nil
		made, err = propose.New(src, list, c, r)
	}
	switch {
	case err != nil:
		return made, err
	case made.Section != section:
		return made, fmt.Errorf("it was accepted for section %q and would go to %q now; do \"extract run\" again and accept what that says", section, made.Section)
	case made.Todo != "":
		return made, fmt.Errorf("a person must give its %s first; a description goes in by --accept %s --description TEXT, a place only by hand", made.Todo, k.Project)
	}
	return made, nil
}

// edited is the candidate with what a person has changed.
func (k kept) edited() propose.Candidate {
	c, want, had := k.Candidate, k.Decision.Entry, k.Entry
	if want.Name != had.Name {
		c.Name = want.Name
	}
	if want.Description != had.Description {
		c.About = want.Description
	}
	if want.Link != had.Link {
		c.URL, c.Homepage = want.Link, ""
	}
	return c
}

// said are the quotes, as pull requests have them.
func (k kept) said() []propose.Quote {
	var all []propose.Quote
	for _, q := range k.Quotes {
		all = append(all, propose.Quote{Text: q.Text, Source: filepath.Base(q.Path), Time: q.Time})
	}
	return all
}
