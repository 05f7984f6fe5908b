package store

import (
	"context"
	"time"
)

// Sent is a ledger entry about the progress of sending a proposal. Each entry holds
// everything known at that time, so the last one says where to resume. The caller
// defines the values of Step and State.
type Sent struct {
	Step   string // the last request made: "branch"
	Branch string
	Head   string // the commit that we pushed to the branch last, to detect commits of others
	Number int    // of the pull request, 0 if none exists yet
	URL    string // of the pull request
	State  string // of the pull request: "open"
	At     time.Time
}

func (e *Sent) fields() []any {
	return []any{&e.Step, &e.Branch, &e.Head, &e.Number, &e.URL, &e.State, (*instant)(&e.At)}
}

// Record appends an entry to the ledger of a proposal. At is ignored.
func (s *Store) Record(ctx context.Context, proposal int64, e Sent) error {
	return s.add(ctx, proposal, "INSERT INTO sent (proposal, at, step, branch, head, number, url, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		s.stamp(), e.Step, e.Branch, e.Head, e.Number, e.URL, e.State)
}

// Ledger returns all entries about a proposal, oldest first. It returns none if the
// proposal does not exist.
func (s *Store) Ledger(ctx context.Context, proposal int64) ([]Sent, error) {
	es, err := collect(ctx, s.db, (*Sent).fields,
		"SELECT step, branch, head, number, url, state, at FROM sent WHERE proposal = ? ORDER BY id", proposal)
	return es, s.explain(err)
}
