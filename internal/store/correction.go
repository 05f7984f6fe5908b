package store

import (
	"context"
	"time"
)

// Correction is a person's statement of what a place in a transcript really means. It
// applies only to a file with exactly the same bytes.
type Correction struct {
	ID         int64
	Transcript string // SHA-256 of the file's bytes, in hex
	Start, End int    // byte offsets in the file, Start < End
	Name       string // of the project, as the catalogue spells it; "" means "not a package"
	At         time.Time
}

func (c *Correction) fields() []any {
	return []any{&c.ID, &c.Transcript, &c.Start, &c.End, &c.Name, (*instant)(&c.At)}
}

// Correct adds a correction. It applies until a later correction of the same bytes
// replaces it or until it is undone. ID and At are ignored.
func (s *Store) Correct(ctx context.Context, c Correction) error {
	_, err := s.exec(ctx, "INSERT INTO correction (transcript, start, stop, name, at) VALUES (?, ?, ?, ?, ?)",
		c.Transcript, c.Start, c.End, c.Name, s.stamp())
	return s.explain(err)
}

// UndoCorrection undoes a correction, so that the previous correction of the same
// bytes applies again. Undoing it twice has no further effect.
func (s *Store) UndoCorrection(ctx context.Context, id int64) error {
	n, err := s.exec(ctx, "UPDATE correction SET undone = coalesce(undone, ?) WHERE id = ?", s.stamp(), id)
	if err != nil || n > 0 {
		return s.explain(err)
	}
	return s.missing("correction", id)
}

// Corrections returns the corrections that apply to a transcript, in text order.
// Corrections of different byte ranges may overlap.
func (s *Store) Corrections(ctx context.Context, transcript string) ([]Correction, error) {
	// With max, SQLite takes the other columns from the same row.
	cs, err := collect(ctx, s.db, (*Correction).fields, `SELECT max(id), transcript, start, stop, name, at
		FROM correction WHERE transcript = ? AND undone IS NULL GROUP BY start, stop ORDER BY start, stop`, transcript)
	return cs, s.explain(err)
}

// Lost counts the corrections that apply to earlier versions of the file at path but
// not to its current version, transcript.
func (s *Store) Lost(ctx context.Context, path, transcript string) (n int, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT count(DISTINCT c.id) FROM correction c JOIN run r ON r.transcript = c.transcript
		WHERE r.path = ? AND c.transcript <> ? AND c.undone IS NULL`, path, transcript).Scan(&n)
	return n, s.explain(err)
}
