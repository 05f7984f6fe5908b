package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	codes "modernc.org/sqlite/lib"
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
	Line    string // the whole entry as a person wrote it, "" for one made of Entry
	Body    string // the text of the pull request as a person wrote it, "" for one made of what is known
	At      time.Time
	Undone  time.Time // zero while it stands
}

func (d *Decision) fields() []any {
	fields := []any{&d.ID, &d.Verdict, &d.Reason, &d.Line, &d.Body, (*instant)(&d.At), (*instant)(&d.Undone)}
	return append(fields, d.Entry.fields()...)
}

// ErrConflict says that a decision was not kept, because somebody else has decided
// on the same proposal since its author saw it.
var ErrConflict = errors.New("somebody else has decided in the meantime")

// standing is the ID of the decision that stands for a proposal, 0 if there is
// none.
const standing = `(SELECT coalesce(max(id), 0) FROM decision WHERE proposal = ?1 AND undone IS NULL)`

// Decide adds a decision on a proposal, which holds until the next one or until it
// is undone. Seen is the ID of the decision that its author saw, 0 for none; if
// another one stands by now, nothing is added and the error is an [ErrConflict]. Both
// are one statement: of two authors who saw the same, only one decides. ID, At and
// Undone are not read.
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

// UndoDecision takes a decision back, so that the one before it holds. To undo it
// again changes nothing. If it stands no longer, because of a later one, the error
// is an [ErrConflict].
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

// Decisions gives all decisions on a proposal, the undone too, the oldest
// first; none if there is no such proposal.
func (s *Store) Decisions(ctx context.Context, proposal int64) ([]Decision, error) {
	ds, err := collect(ctx, s.db, (*Decision).fields, `SELECT id, verdict, reason, line, body, at, undone,
		name, section, description, link, position FROM decision WHERE proposal = ? ORDER BY id`, proposal)
	return ds, s.explain(err)
}
