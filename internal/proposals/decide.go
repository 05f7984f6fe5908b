package proposals

import (
	"context"
	"errors"

	"namedrop/internal/store"
)

// ErrUndecided says that there is no decision to take back.
var ErrUndecided = errors.New("nothing is decided")

// Each of these is a decision on the proposal as its author saw it. If somebody else
// has decided in the meantime, nothing is changed and the error is a
// [store.ErrConflict].

// Accept accepts an entry, which is then sent. It returns the proposal as it is
// now.
func (s Service) Accept(ctx context.Context, p Proposal, e store.Entry, reason string) (Proposal, error) {
	return s.decide(ctx, p, store.Decision{Verdict: store.Accepted, Reason: reason, Entry: e, Body: p.Decision.Body})
}

// AcceptAs accepts an entry with a line or a text of the pull request that a person wrote.
// What is "" is made of the rest.
func (s Service) AcceptAs(ctx context.Context, p Proposal, e store.Entry, line, body, reason string) (Proposal, error) {
	return s.decide(ctx, p, store.Decision{Verdict: store.Accepted, Reason: reason, Entry: e, Line: line, Body: body})
}

// Reject says that a project does not belong on the list, and why. The reason
// may be "".
func (s Service) Reject(ctx context.Context, p Proposal, reason string) (Proposal, error) {
	return s.decide(ctx, p, store.Decision{Verdict: store.Rejected, Reason: reason, Entry: p.Decision.Entry})
}

// Edit keeps what a person has changed of the entry and leaves the verdict as
// it is.
func (s Service) Edit(ctx context.Context, p Proposal, e store.Entry) (Proposal, error) {
	return s.decide(ctx, p, store.Decision{Verdict: p.Decision.Verdict, Reason: p.Decision.Reason, Entry: e, Body: p.Decision.Body})
}

// Undo takes the last decision back, so that the one before it holds.
func (s Service) Undo(ctx context.Context, p Proposal) (Proposal, error) {
	if p.Decision.ID == 0 {
		return p, ErrUndecided
	}
	if err := s.Store.UndoDecision(ctx, p.ID, p.Decision.ID); err != nil {
		return p, err
	}
	return s.Get(ctx, p.ID)
}

func (s Service) decide(ctx context.Context, p Proposal, decision store.Decision) (Proposal, error) {
	if err := s.Store.Decide(ctx, p.ID, p.Decision.ID, decision); err != nil {
		return p, err
	}
	return s.Get(ctx, p.ID)
}
