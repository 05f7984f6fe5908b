package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	codes "modernc.org/sqlite/lib"
)

// Verdict is the outcome of a review.
type Verdict string

// The verdicts. Pending can be a decision too: a person may edit a proposal and leave
// the verdict for later.
const (
	Pending  Verdict = "pending"
	Accepted Verdict = "accepted"
	Rejected Verdict = "rejected"
)

// Decision is a person's decision on a proposal. It holds the whole entry as the
// person saw or edited it, so that an accepted entry does not change when a later run
// reads different registry data.
type Decision struct {
	ID      int64
	Verdict Verdict
	Reason  string // "" if none was given
	Entry   Entry  // its Name is set
	Line    string // the whole entry as a person wrote it; "" to build it from Entry
	Body    string // the pull request text as a person wrote it; "" to generate it
	At      time.Time
	Undone  time.Time // zero unless it was undone
}

func (d *Decision) fields() []any {
	fields := []any{&d.ID, &d.Verdict, &d.Reason, &d.Line, &d.Body, (*instant)(&d.At), (*instant)(&d.Undone)}
	return append(fields, d.Entry.fields()...)
}

// ErrConflict is returned when a decision was not saved because somebody else has
// decided on the same proposal since its author saw it.
var ErrConflict = errors.New("somebody else has decided in the meantime")

// standing selects the ID of the current decision on a proposal, 0 if there is none.
const standing = `(SELECT coalesce(max(id), 0) FROM decision WHERE proposal = ?1 AND undone IS NULL)`

// Decide adds a decision on a proposal. It applies until a later one replaces it or
// until it is undone. seen is the ID of the decision that the author saw, 0 for none.
// If another decision applies by now, Decide adds nothing and returns [ErrConflict].
// The check and the insert are one statement, so that only one of two concurrent
// authors succeeds. ID, At and Undone are ignored.
func (s *Store) Decide(ctx context.Context, proposal, seen int64, d Decision) error {
	n, err := s.exec(ctx, `INSERT INTO decision
		(proposal, at, verdict, reason, line, body, name, section, description, link, position)
		SELECT ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12 WHERE ?2 = `+standing,
		append([]any{proposal, seen, s.stamp(), d.Verdict, d.Reason, d.Line, d.Body}, d.Entry.values()...)...)
	if code(err) == codes.SQLITE_CONSTRAINT_FOREIGNKEY {
		return s.missing("proposal", proposal)
	}
	if err != nil || n > 0 {
		return s.explain(err)
	}
	return ErrConflict
}

// UndoDecision undoes a decision, so that the previous one applies again. Undoing it
// twice has no further effect. If a later decision has replaced it, the error is
// [ErrConflict].
func (s *Store) UndoDecision(ctx context.Context, proposal, id int64) error {
	n, err := s.exec(ctx, `UPDATE decision SET undone = ?3 WHERE proposal = ?1 AND id = ?2 AND id = `+standing, proposal, id, s.stamp())
	if err != nil || n > 0 {
		return s.explain(err)
	}
	var undone bool
	err = s.db.QueryRowContext(ctx, "SELECT undone IS NOT NULL FROM decision WHERE proposal = ? AND id = ?", proposal, id).Scan(&undone)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return s.missing("decision", id)
	case err != nil:
		return s.explain(err)
	case !undone:
		return ErrConflict
	}
	return nil
}

// Decisions returns all decisions on a proposal, including undone ones, oldest first.
// It returns none if the proposal does not exist.
func (s *Store) Decisions(ctx context.Context, proposal int64) ([]Decision, error) {
	ds, err := collect(ctx, s.db, (*Decision).fields, `SELECT id, verdict, reason, line, body, at, undone,
		name, section, description, link, position FROM decision WHERE proposal = ? ORDER BY id`, proposal)
	return ds, s.explain(err)
}
