// Package proposals manages proposed changes to lists, with their evidence, the decisions
// about them, and the resulting pull requests.
//
// [Service.Save] stores the proposals of a run, and [Service.SaveAudit] the repairs that
// an audit of a list found. A [Proposal] is a record of the store with its [Change]: an
// [Addition] to a list or a [Repair] of it. [Service.Accept], [Service.Reject],
// [Service.Undo] and [Service.Edit] record decisions. [Service.Place] composes an entry
// on the current list, [Repair.Apply] applies a repair, and [Sender] makes the pull
// request.
//
// Commands and pages show these values and make no decisions of their own. All state is
// in the store, so several processes may work at the same time. Texts are stored
// unescaped: callers must escape them for display.
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
	"namedrop/propose/entry"
)

// Service reads and decides proposals. Set its fields before use; after that it is safe
// for concurrent use.
type Service struct {
	Store *store.Store
	Rules propose.Rules // rules of the list
}

// Proposal is a record of the store with its change and evidence.
type Proposal struct {
	store.Proposal
	Change Change
	Facts  []propose.Fact // evidence, with sources
}

// Change is the change that a proposal makes to its list: an [Addition] or a [Repair].
type Change interface {
	title(project string) string // title of the proposal for people
	branch(project string) string
	similar() string // name that others would use for the change in a title, "" for the project's name
	apply(s Sender, p Proposal, file string, src []byte, a asked) (Applied, error)
}

// Addition returns the change as an addition to the list; ok is false for other changes.
func (p Proposal) Addition() (a Addition, ok bool) {
	a, ok = p.Change.(Addition)
	return a, ok
}

// Repair returns the change as a repair of the list; ok is false for other changes.
func (p Proposal) Repair() (r Repair, ok bool) {
	r, ok = p.Change.(Repair)
	return r, ok
}

// evidence is the JSON form of a proposal's change and facts in the store. The fields of
// an addition are empty for a repair.
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

// List returns the proposals that match the filter, sorted by list and project.
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

// Find returns the only proposal with the given name. The error is ErrNone, ErrMany or
// ErrBoth if there is not exactly one.
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

// IsCalled reports whether a name refers to the proposal: the name of the project or the
// entry, or the title of a repair. Names are compared as PyPI compares them.
func (p Proposal) IsCalled(name string) bool {
	key := ref.Normalize(name)
	return slices.ContainsFunc([]string{p.Project, p.Decision.Entry.Name, p.Title()}, func(s string) bool { return ref.Normalize(s) == key })
}

// Title returns the title of the proposal for display: the project, or the change that
// a repair makes.
func (p Proposal) Title() string { return p.Change.title(p.Project) }

// Missing returns the parts that a person must provide before the proposal can be sent.
func (p Proposal) Missing() entry.Parts {
	a, _ := p.Addition()
	if p.Decision.Line != "" {
		return nil
	}
	if p.Decision.Entry.Description != "" {
		return a.Missing.Without(entry.PartDescription)
	}
	return a.Missing
}

// IsOpen reports whether the pull request of the proposal was open when it was last seen.
func (p Proposal) IsOpen() bool { return p.Sent.Number > 0 && p.Sent.State == "open" }

// State returns the state of the proposal in a word or two.
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
