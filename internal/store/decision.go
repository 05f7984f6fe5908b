package store

import (
	"context"
	"time"
)

// Verdict is what becomes of a proposal.
type Verdict string

// The verdicts. Pending may be decided too, by one who edits and leaves the
// rest for later.
const (
	Pending  Verdict = "pending"
	Accepted Verdict = "accepted"
	Rejected Verdict = "rejected"
)

// Decision is what a person said of a proposal. It holds the whole entry as the
// person saw or edited it: what was accepted does not change when a later run
// reads something else in a registry.
type Decision struct {
	ID      int64
	Verdict Verdict
	Reason  string // "" if none was given
	Entry   Entry  // with a name
	At      time.Time
	Undone  time.Time // zero while it stands
}

func (d *Decision) fields() []any {
	fields := []any{&d.ID, &d.Verdict, &d.Reason, (*instant)(&d.At), (*instant)(&d.Undone)}
	return append(fields, d.Entry.fields()...)
}

// Decide adds a decision on a proposal, which holds until the next one or until
// it is undone. ID, At and Undone are not read.
func (s *Store) Decide(ctx context.Context, proposal int64, d Decision) error {
	return s.add(ctx, proposal, `INSERT INTO decision
		(proposal, at, verdict, reason, name, section, description, link, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		append([]any{s.stamp(), d.Verdict, d.Reason}, d.Entry.values()...)...)
}

// UndoDecision takes a decision back, so that the one before it holds. To undo
// it again changes nothing.
func (s *Store) UndoDecision(ctx context.Context, id int64) error {
	return s.undo(ctx, "decision", id)
}

// Decisions gives all decisions on a proposal, the undone too, the oldest
// first; none if there is no such proposal.
func (s *Store) Decisions(ctx context.Context, proposal int64) ([]Decision, error) {
	ds, err := collect(ctx, s.db, (*Decision).fields, `SELECT id, verdict, reason, at, undone,
		name, section, description, link, position FROM decision WHERE proposal = ? ORDER BY id`, proposal)
	return ds, s.explain(err)
}

// undo marks a row of the table of decisions or of corrections.
func (s *Store) undo(ctx context.Context, table string, id int64) error {
	done, err := s.db.ExecContext(ctx, "UPDATE "+table+" SET undone = coalesce(undone, ?) WHERE id = ?", s.stamp(), id)
	if err != nil {
		return s.explain(err)
	}
	if n, err := done.RowsAffected(); err != nil || n > 0 {
		return s.explain(err)
	}
	return s.missing(table, id)
}
