// Package proposals keeps what a person decides on: changes to lists that were
// proposed, with their evidence, the decisions, and the pull requests made of them.
//
// [Service.Save] keeps the proposals of a run, and [Service.SaveAudit] the repairs
// that an audit of a list found. A [Proposal] is a record of the store with its
// [Change]: an [Addition] to a list or a [Repair] of it. [Service.Accept],
// [Service.Reject], [Service.Undo] and [Service.Edit] decide. [Service.Place] makes
// an entry on the list as it is now, [Repair.Apply] a repair, and [Sender] the pull
// request.
//
// Commands and pages show these values and make no decisions of their own. All state
// is in the store, so several processes may work at the same time. Texts come out as
// they went in: whoever shows them must escape them.
package proposals

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"namedrop/internal/ref"
	"namedrop/internal/store"
	"namedrop/propose"
)

// Service reads and decides proposals. Its fields are set before use; then it is safe
// for many goroutines.
type Service struct {
	Store *store.Store
	Rules propose.Rules // of the list
}

// Proposal is a record of the store with what is proposed.
type Proposal struct {
	store.Proposal
	Change Change
	Facts  []propose.Fact // evidence, with sources
}

// Change is what a proposal does to its list: [Addition] or [Repair].
type Change interface {
	title(project string) string // what a person calls the proposal
	branch(project string) string
	similar() string // what others would call the same change in a title, "" for the project's name
	apply(s Sender, p Proposal, file string, src []byte, a asked) (Applied, error)
}

// Addition returns what is to be added to the list; ok is false for other changes.
func (p Proposal) Addition() (a Addition, ok bool) {
	a, ok = p.Change.(Addition)
	return a, ok
}

// Repair returns what is to be repaired in the list; ok is false for other changes.
func (p Proposal) Repair() (r Repair, ok bool) {
	r, ok = p.Change.(Repair)
	return r, ok
}

// evidence is a proposal's change and facts as the store keeps them, in JSON. Those of
// a repair have nothing of an addition.
type evidence struct {
	Addition
	Facts  []propose.Fact `json:"facts"`
	Repair *Repair        `json:"repair,omitempty"`
}

// Errors of Find.
var (
	ErrNone = errors.New("is not proposed")
	ErrMany = errors.New("is proposed for several lists")
	ErrBoth = errors.New("is the name of several proposals")
)

// List returns the proposals that match the filter, by list and project.
func (s Service) List(ctx context.Context, f store.Filter) ([]Proposal, error) {
	found, err := s.Store.Proposals(ctx, f)
	if err != nil {
		return nil, err
	}
	var all []Proposal
	for _, q := range found {
		p, err := read(q)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

// Get returns one proposal.
func (s Service) Get(ctx context.Context, id int64) (Proposal, error) {
	q, err := s.Store.Proposal(ctx, id)
	if err != nil {
		return Proposal{}, err
	}
	return read(q)
}

// read decodes the evidence of a proposal.
func read(q store.Proposal) (Proposal, error) {
	var e evidence
	if err := json.Unmarshal(q.Evidence, &e); err != nil {
		return Proposal{}, fmt.Errorf("evidence of %s in the store: %w", q.Project, err)
	}
	if e.Repair != nil {
		return Proposal{q, *e.Repair, e.Facts}, nil
	}
	return Proposal{q, e.Addition, e.Facts}, nil
}

// Find returns the one proposal of that name; it is ErrNone, ErrMany or ErrBoth
// if there is not one.
func Find(all []Proposal, name string) (Proposal, error) {
	all = slices.DeleteFunc(slices.Clone(all), func(p Proposal) bool { return !p.IsCalled(name) })
	switch len(all) {
	case 0:
		return Proposal{}, fmt.Errorf("%q %w", name, ErrNone)
	case 1:
		return all[0], nil
	}
	var lists, projects []string
	for _, p := range all {
		lists, projects = append(lists, p.List), append(projects, fmt.Sprintf("%q", p.Title()))
	}
	if lists = slices.Compact(lists); len(lists) > 1 {
		return Proposal{}, fmt.Errorf("%s %w: %s", name, ErrMany, strings.Join(lists, ", "))
	}
	return Proposal{}, fmt.Errorf("%s %w: %s", name, ErrBoth, strings.Join(projects, ", "))
}

// IsCalled reports whether a name is the proposal's, compared as PyPI compares names:
// that of the project or of the entry, or what a repair does.
func (p Proposal) IsCalled(name string) bool {
	key := ref.Normalize(name)
	return slices.ContainsFunc([]string{p.Project, p.Decision.Entry.Name, p.Title()}, func(s string) bool { return ref.Normalize(s) == key })
}

// Title is what a person calls the proposal: the project, or what a repair does.
func (p Proposal) Title() string { return p.Change.title(p.Project) }

// Missing is what a person must give before the proposal can be sent.
func (p Proposal) Missing() propose.Parts {
	a, _ := p.Addition()
	if p.Decision.Line != "" {
		return nil
	}
	if p.Decision.Entry.Description != "" {
		return a.Missing.Without(propose.PartDescription)
	}
	return a.Missing
}

// State is the state of the proposal in a word or two.
func (p Proposal) State() string {
	switch {
	case p.Decision.Verdict == store.Rejected:
		return "rejected"
	case p.Sent.Number > 0:
		return fmt.Sprintf("%s #%d", p.Sent.State, p.Sent.Number)
	case p.Decision.Verdict == store.Pending:
		return "pending"
	}
	return string(p.Decision.Verdict)
}
