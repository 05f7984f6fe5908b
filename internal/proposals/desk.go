// Package proposals is where a person decides: what runs propose lies on it, is
// read, edited, accepted or rejected, and goes from it to the list.
//
// [Desk.Save] puts a run on the desk, and [Desk.SaveAudit] the repairs that a
// check of a list has found. A [Proposal] is what the store keeps of either for
// a list, with its [Dossier]: what a pull request is made of besides the entry
// and the quotes. [Desk.Accept], [Desk.Reject], [Desk.Undo] and [Desk.Edit]
// decide. [Desk.Place] makes the entry on the list as it is by then,
// [Proposal.Mend] the repair, and [Sender] the pull request.
//
// Whoever shows the desk, on a terminal or on a page, does so by these values
// and decides nothing of its own. All state is the store's, so that several
// processes may work at one desk. Texts come out as they went in: who shows
// them makes them inert.
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

// Desk is a store with what the lists ask for. Its fields are set before use;
// then it is safe for many goroutines.
type Desk struct {
	Store *store.Store
	Rules propose.Rules
}

// Proposal is one of the store with its evidence read.
type Proposal struct {
	store.Proposal
	Dossier
}

// Errors of Find.
var (
	ErrNone = errors.New("is not among the proposals")
	ErrMany = errors.New("is proposed to several lists")
	ErrBoth = errors.New("is the name of several proposals")
)

// Proposals gives those that the filter wants, by list and project.
func (d Desk) Proposals(ctx context.Context, f store.Filter) ([]Proposal, error) {
	found, err := d.Store.Proposals(ctx, f)
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

// Proposal gives one proposal.
func (d Desk) Proposal(ctx context.Context, id int64) (Proposal, error) {
	q, err := d.Store.Proposal(ctx, id)
	if err != nil {
		return Proposal{}, err
	}
	return read(q)
}

// read adds to what the store keeps what its evidence says.
func read(q store.Proposal) (Proposal, error) {
	p := Proposal{Proposal: q}
	if err := json.Unmarshal(q.Evidence, &p.Dossier); err != nil {
		return Proposal{}, fmt.Errorf("what is kept of %s: %w", q.Project, err)
	}
	return p, nil
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

// IsCalled reports whether a name is the proposal's, by PyPI's rule of which
// names are the same: that of the project or of the entry, or what a repair does.
func (p Proposal) IsCalled(name string) bool {
	key := ref.Normalize(name)
	return slices.ContainsFunc([]string{p.Project, p.Decision.Entry.Name, p.Title()}, func(s string) bool { return ref.Normalize(s) == key })
}

// Title is what a person calls the proposal: the project, or what a repair does.
func (p Proposal) Title() string {
	if p.Repair != nil {
		return p.Repair.Does
	}
	return p.Project
}

// Lacks says what a person must give before the entry can be sent, "" for
// nothing.
func (p Proposal) Lacks() string {
	if strings.Contains(p.Todo, "description") && p.Decision.Entry.Description == "" {
		return "description"
	}
	return ""
}

// State says in a word or two where the proposal stands.
func (p Proposal) State() string {
	switch {
	case p.Decision.Verdict == store.Rejected:
		return "rejected"
	case p.Sent.Number > 0:
		return fmt.Sprintf("%s #%d", p.Sent.State, p.Sent.Number)
	case p.Decision.Verdict == store.Pending:
		return "waits"
	}
	return string(p.Decision.Verdict)
}
