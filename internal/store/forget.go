package store

import (
	"context"
	"database/sql"
	"time"
)

// Removed counts what was removed from the store.
type Removed struct{ Runs, Proposals int }

// Forget removes everything about a list: its runs and proposals, with their decisions
// and ledgers. Corrections stay, because they belong to transcripts. Pull requests that
// were sent stay open.
func (s *Store) Forget(ctx context.Context, list string) (Removed, error) {
	return s.remove(ctx, "SELECT id FROM proposal WHERE list = ?1", "SELECT id FROM run WHERE list = ?1", list)
}

// ForgetProposal removes one proposal with its decisions and ledger. A later run may
// propose the project again.
func (s *Store) ForgetProposal(ctx context.Context, id int64) (Removed, error) {
	return s.remove(ctx, "SELECT ?1", "SELECT NULL WHERE ?1 = 0", id)
}

// Prune removes the runs of transcripts that were last read before a time, and all
// proposals that no run supports, unless a person has decided about them or they were
// sent. What episodes name stays, for [Store.Find]. Then it returns the free space in the
// file to the system.
func (s *Store) Prune(ctx context.Context, before time.Time) (Removed, error) {
	old := before.UTC().Format(time.RFC3339)
	runs, err := s.remove(ctx, "SELECT NULL WHERE ?1 = ''", "SELECT id FROM run WHERE at < ?1 AND kind = 'episode'", old)
	if err != nil {
		return runs, err
	}
	done, err := s.remove(ctx, `SELECT id FROM proposal WHERE ?1 <> ''
		AND id NOT IN (SELECT proposal FROM quote UNION SELECT proposal FROM decision UNION SELECT proposal FROM sent)`, "SELECT NULL WHERE ?1 = ''", old)
	done.Runs = runs.Runs
	if err != nil {
		return done, err
	}
	_, err = s.exec(ctx, "VACUUM")
	return done, s.explain(err)
}

// remove deletes the proposals and runs that two queries select, and all rows that refer
// to them. value is parameter 1 of both queries.
func (s *Store) remove(ctx context.Context, proposals, runs string, value any) (r Removed, err error) {
	steps := []struct {
		statement string
		count     *int
	}{
		{"DELETE FROM quote WHERE proposal IN (" + proposals + ") OR run IN (" + runs + ")", nil},
		{"DELETE FROM decision WHERE proposal IN (" + proposals + ")", nil},
		{"DELETE FROM sent WHERE proposal IN (" + proposals + ")", nil},
		{"DELETE FROM proposal WHERE id IN (" + proposals + ")", &r.Proposals},
		{"UPDATE item SET run = NULL, told = coalesce(told, '" + s.stamp() + "') WHERE run IN (" + runs + ")", nil}, // a removed run cannot be reported
		{"DELETE FROM run WHERE id IN (" + runs + ")", &r.Runs},
	}
	err = s.change(ctx, func(tx *sql.Tx) error {
		for _, step := range steps {
			done, err := tx.ExecContext(ctx, step.statement, value)
			if err != nil {
				return err
			}
			n, err := done.RowsAffected()
			if err != nil {
				return err
			}
			if step.count != nil {
				*step.count = int(n)
			}
		}
		return nil
	})
	return r, err
}

// Count holds the numbers of what is stored.
type Count struct {
	Runs, Proposals int
	Pending         int       // proposals that need a decision
	Decisions       int       // that apply
	Corrections     int       // that apply
	Sent            int       // proposals with a pull request
	Oldest, Newest  time.Time // of the runs, zero without any
}

func (c *Count) fields() []any {
	return []any{&c.Runs, &c.Proposals, &c.Pending, &c.Decisions, &c.Corrections, &c.Sent, (*instant)(&c.Oldest), (*instant)(&c.Newest)}
}

// Count counts what the store holds.
func (s *Store) Count(ctx context.Context) (Count, error) {
	all, err := collect(ctx, s.db, (*Count).fields, `WITH applies AS (SELECT proposal, max(id) AS id FROM decision WHERE undone IS NULL GROUP BY proposal)
		SELECT (SELECT count(*) FROM run), (SELECT count(*) FROM proposal),
		(SELECT count(*) FROM proposal p LEFT JOIN applies a ON a.proposal = p.id LEFT JOIN decision d ON d.id = a.id
			WHERE coalesce(d.verdict, 'pending') = 'pending' AND p.id IN (SELECT proposal FROM quote)),
		(SELECT count(*) FROM applies),
		(SELECT count(*) FROM correction WHERE undone IS NULL),
		(SELECT count(DISTINCT proposal) FROM sent WHERE number > 0),
		(SELECT min(at) FROM run), (SELECT max(at) FROM run)`)
	if err != nil {
		return Count{}, s.explain(err)
	}
	return all[0], nil
}
