package store

import (
	"context"
	"database/sql"
)

// Reading returns the run of a transcript against a list, with its report. ok is false
// if there is no such run.
func (s *Store) Reading(ctx context.Context, list, transcript string) (r Run, ok bool, err error) {
	rs, err := collect(ctx, s.db, (*Run).fields,
		selectRuns("r.report", "WHERE r.list = ? AND r.transcript = ? AND r.kind = ?"), list, transcript, EpisodeRun)
	if err != nil || len(rs) == 0 {
		return Run{}, false, s.explain(err)
	}
	return rs[0], true, nil
}

// Propose stores proposals that combine several runs. Each quote must name its run. The
// quotes of a run replace its earlier quotes of the same project.
func (s *Store) Propose(ctx context.Context, list string, ps []Proposal) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		for _, p := range ps {
			if err := p.saveAll(ctx, tx, list); err != nil {
				return err
			}
		}
		return nil
	})
}

// saveAll saves the quotes of each run separately.
func (p *Proposal) saveAll(ctx context.Context, tx *sql.Tx, list string) error {
	byRun := map[int64][]Quote{}
	var runs []int64
	for _, q := range p.Quotes {
		if byRun[q.Run] == nil {
			runs = append(runs, q.Run)
		}
		byRun[q.Run] = append(byRun[q.Run], q)
	}
	for _, run := range runs {
		_, err := tx.ExecContext(ctx, "DELETE FROM quote WHERE run = ? AND proposal = (SELECT id FROM proposal WHERE list = ? AND project = ?)", run, list, p.Project)
		if err != nil {
			return err
		}
		of := *p
		of.Quotes = byRun[run]
		if err := of.save(ctx, tx, list, run); err != nil {
			return err
		}
	}
	return nil
}
