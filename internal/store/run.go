package store

import (
	"cmp"
	"context"
	"database/sql"
	"time"
)

// Kind says what a run processed.
type Kind string

// The kinds of runs.
const (
	EpisodeRun Kind = "episode" // a transcript against a list
	AuditRun   Kind = "audit"   // the list itself
)

// Run is the last run of a transcript against a list, or the last audit of a list.
type Run struct {
	ID         int64
	Kind       Kind   // "" is EpisodeRun
	List       string // the list's source as configured, or a path; stable for the same list
	Transcript string // SHA-256 of the file's bytes, in hex; "" for an audit
	Path       string // of the transcript or the list
	Version    string // of the program
	Report     []byte // JSON, stored unchanged
	At         time.Time
	Title      string // of the episode, "" if unknown; set by the store

	// Only for Save.
	Episode *Episode // what was read of the transcript; nil to keep what is stored
	Feed    string   // the feed and the GUID of its item that was read, "" for none
	GUID    string
}

func (r *Run) fields() []any {
	return []any{&r.ID, &r.Kind, &r.List, &r.Transcript, &r.Path, &r.Version, &r.Report, (*instant)(&r.At), &r.Title}
}

// selectRuns returns a query for runs. report is the expression for their reports: the
// column, or an empty text to leave them out.
func selectRuns(report, rest string) string {
	return "SELECT r.id, r.kind, r.list, r.transcript, r.path, r.version, " + report + ", r.at, coalesce(e.title, '') FROM run r LEFT JOIN episode e ON e.transcript = r.transcript " + rest
}

// Save stores a run and its proposals and returns the run's ID. It replaces the
// previous run of the same transcript against the same list and keeps its ID. Save
// ignores the ID and At of the run, and the fields of a proposal that the store sets
// (see [Proposal]).
//
// A proposal that the transcript no longer supports loses its quotes from this run and
// nothing else.
func (s *Store) Save(ctx context.Context, r Run, ps []Proposal) (id int64, err error) {
	err = s.change(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, `INSERT INTO run (kind, list, transcript, path, version, report, at) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET path = excluded.path, version = excluded.version, report = excluded.report, at = excluded.at
			RETURNING id`, cmp.Or(r.Kind, EpisodeRun), r.List, r.Transcript, r.Path, r.Version, string(r.Report), s.stamp()).Scan(&id)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM quote WHERE run = ?", id); err != nil {
			return err
		}
		for _, p := range ps {
			if err := p.save(ctx, tx, r.List, id); err != nil {
				return err
			}
		}
		return s.saveEpisode(ctx, tx, r, id)
	})
	return id, err
}

// saveEpisode stores what a run read, and that it read an item of a feed.
func (s *Store) saveEpisode(ctx context.Context, tx *sql.Tx, r Run, id int64) error {
	if r.Episode != nil {
		if err := r.Episode.save(ctx, tx, r, s.stamp()); err != nil {
			return err
		}
	}
	if r.Feed == "" {
		return nil
	}
	return itemRead(ctx, tx, r.Feed, r.GUID, id)
}

// Runs returns all runs without their reports, latest first.
func (s *Store) Runs(ctx context.Context) ([]Run, error) {
	rs, err := collect(ctx, s.db, (*Run).fields,
		selectRuns("''", "ORDER BY r.at DESC, r.id DESC"))
	return rs, s.explain(err)
}

// Run returns a run with its report, or an error that wraps [ErrNotFound].
func (s *Store) Run(ctx context.Context, id int64) (Run, error) {
	rs, err := collect(ctx, s.db, (*Run).fields,
		selectRuns("r.report", "WHERE r.id = ?"), id)
	switch {
	case err != nil:
		return Run{}, s.explain(err)
	case len(rs) == 0:
		return Run{}, s.missing("run", id)
	}
	return rs[0], nil
}
