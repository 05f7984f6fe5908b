package proposals

import (
	"context"
	"errors"

	"namedrop/internal/episode"
	"namedrop/internal/ref"
	"namedrop/internal/store"
)

// ErrUndecided reports that there is no decision to undo.
var ErrUndecided = errors.New("there is no decision")

// The methods below decide on a proposal as the caller read it. If it has been decided
// since, nothing is changed and the error is a [store.ErrConflict].

// Accept accepts an entry for sending and returns the updated proposal.
func (s Service) Accept(ctx context.Context, p Proposal, e store.Entry, reason string) (Proposal, error) {
	return s.decide(ctx, p, store.Decision{Verdict: store.Accepted, Reason: reason, Entry: e, Body: p.Decision.Body})
}

// AcceptAs accepts an entry with a line or a pull request text that a person wrote. If
// either is "", it is generated.
func (s Service) AcceptAs(ctx context.Context, p Proposal, e store.Entry, line, body, reason string) (Proposal, error) {
	return s.decide(ctx, p, store.Decision{Verdict: store.Accepted, Reason: reason, Entry: e, Line: line, Body: body})
}

// Reject records that a project does not belong on the list, and why. The reason may be
// "". What a person wrote for the entry is kept, in case it is accepted after all.
func (s Service) Reject(ctx context.Context, p Proposal, reason string) (Proposal, error) {
	return s.decide(ctx, p, store.Decision{Verdict: store.Rejected, Reason: reason, Entry: p.Decision.Entry, Line: p.Decision.Line, Body: p.Decision.Body})
}

// Edit stores a person's changes to the entry without changing the decision.
func (s Service) Edit(ctx context.Context, p Proposal, e store.Entry) (Proposal, error) {
	return s.decide(ctx, p, store.Decision{Verdict: p.Decision.Verdict, Reason: p.Decision.Reason, Entry: e, Body: p.Decision.Body})
}

// Undo reverts the last decision and restores the one before it.
func (s Service) Undo(ctx context.Context, p Proposal) (Proposal, error) {
	if p.Decision.ID == 0 {
		return p, ErrUndecided
	}
	if err := s.Store.UndoDecision(ctx, p.ID, p.Decision.ID); err != nil {
		return p, err
	}
	return s.Get(ctx, p.ID)
}

// Decisions returns the decisions on additions to a list, in the form that the pipeline
// applies.
func (s Service) Decisions(ctx context.Context, list string) (episode.Decisions, error) {
	all, err := s.List(ctx, store.Filter{List: list})
	if err != nil {
		return nil, err
	}
	decisions := episode.Decisions{}
	for _, p := range all {
		if _, ok := p.Addition(); ok && p.Decision.ID != 0 {
			decisions[ref.Normalize(p.Project)] = p.decision()
		}
	}
	return decisions, nil
}

func (p Proposal) decision() episode.Decision {
	d := episode.Decision{Rejected: p.Decision.Verdict == store.Rejected, Reason: p.Decision.Reason}
	had, want := p.Entry, p.Decision.Entry
	if want.Name != had.Name {
		d.Name = want.Name
	}
	if want.Link != had.Link {
		d.Link = want.Link
	}
	if want.Section != had.Section || want.Position != had.Position {
		d.Overrides.Place, d.Overrides.Position = want.Section, want.Position
	}
	if want.Description != had.Description {
		d.Overrides.Description = want.Description
	}
	d.Overrides.Line = p.Decision.Line
	return d
}

func (s Service) decide(ctx context.Context, p Proposal, decision store.Decision) (Proposal, error) {
	if err := s.Store.Decide(ctx, p.ID, p.Decision.ID, decision); err != nil {
		return p, err
	}
	return s.Get(ctx, p.ID)
}
