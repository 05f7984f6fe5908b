package store

import (
	"context"
	"time"
)

// Correction is what a person says was said in a place of a transcript. It
// holds for the very bytes it was made for: a transcript that has changed is
// another one.
type Correction struct {
	ID         int64
	Transcript string // SHA-256 of the file's bytes, in hex
	Start, End int    // bytes of the file, Start < End
	Name       string // of the project as the catalogue spells it, "" for none: "not a package"
	At         time.Time
}

func (c *Correction) fields() []any {
	return []any{&c.ID, &c.Transcript, &c.Start, &c.End, &c.Name, (*instant)(&c.At)}
}

// Correct adds a correction, which holds until the next one of the same bytes
// or until it is undone. ID and At are not read.
func (s *Store) Correct(ctx context.Context, c Correction) error {
	_, err := s.exec(ctx, "INSERT INTO correction (transcript, start, stop, name, at) VALUES (?, ?, ?, ?, ?)",
		c.Transcript, c.Start, c.End, c.Name, s.stamp())
	return s.explain(err)
}

// UndoCorrection takes a correction back, so that the one before it of the same
// bytes holds. To undo it again changes nothing.
func (s *Store) UndoCorrection(ctx context.Context, id int64) error {
	n, err := s.exec(ctx, "UPDATE correction SET undone = coalesce(undone, ?) WHERE id = ?", s.stamp(), id)
	if err != nil || n > 0 {
		return s.explain(err)
	}
	return s.missing("correction", id)
}

// Corrections gives those that hold for a transcript, in the order of the text.
// Two of them may overlap, if they were made for different bytes.
func (s *Store) Corrections(ctx context.Context, transcript string) ([]Correction, error) {
	// With max, SQLite takes the other columns from the row that has it.
	cs, err := collect(ctx, s.db, (*Correction).fields, `SELECT max(id), transcript, start, stop, name, at
		FROM correction WHERE transcript = ? AND undone IS NULL GROUP BY start, stop ORDER BY start, stop`, transcript)
	return cs, s.explain(err)
}

// Lost counts the corrections that hold for earlier texts of a file that was run,
// and not for the one that it is now.
func (s *Store) Lost(ctx context.Context, path, transcript string) (n int, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT count(DISTINCT c.id) FROM correction c JOIN run r ON r.transcript = c.transcript
		WHERE r.path = ? AND c.transcript <> ? AND c.undone IS NULL`, path, transcript).Scan(&n)
	return n, s.explain(err)
}
