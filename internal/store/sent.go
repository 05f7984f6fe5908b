package store

import (
	"context"
	"time"
)

// Sent is an entry of the ledger: how far the sending of a proposal has come.
// Each holds all that is known by then, so that the last one says where to go
// on. The words for steps and states are the caller's.
type Sent struct {
	Step   string // the request that was made last: "branch"
	Branch string
	Head   string // the commit that we put on the branch last, to see what others add
	Number int    // of the pull request, 0 until there is one
	URL    string // of the pull request
	State  string // of the pull request: "open"
	At     time.Time
}

func (e *Sent) fields() []any {
	return []any{&e.Step, &e.Branch, &e.Head, &e.Number, &e.URL, &e.State, (*instant)(&e.At)}
}

// Record adds an entry about a proposal to the ledger. At is not read.
func (s *Store) Record(ctx context.Context, proposal int64, e Sent) error {
	return s.add(ctx, proposal, "INSERT INTO sent (proposal, at, step, branch, head, number, url, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		s.stamp(), e.Step, e.Branch, e.Head, e.Number, e.URL, e.State)
}

// Ledger gives all entries about a proposal, the oldest first; none if there is
// no such proposal.
func (s *Store) Ledger(ctx context.Context, proposal int64) ([]Sent, error) {
	es, err := collect(ctx, s.db, (*Sent).fields,
		"SELECT step, branch, head, number, url, state, at FROM sent WHERE proposal = ? ORDER BY id", proposal)
	return es, s.explain(err)
}
