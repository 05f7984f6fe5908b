package store

import (
	"context"
	"database/sql"

	"namedrop/internal/quote"
)

// Entry is the entry of a project in a list, and its place there.
type Entry struct {
	Name        string
	Section     string
	Description string
	Link        string
	Position    int // in its section, from 1; 0 for the place that the list's order gives it
}

func (e *Entry) fields() []any {
	return []any{&e.Name, &e.Section, &e.Description, &e.Link, &e.Position}
}

// values returns the columns name, section, description, link, position.
func (e Entry) values() []any {
	return []any{e.Name, e.Section, e.Description, e.Link, e.Position}
}

// Quote is a quote of a run. Only the time for display is stored, and no reason.
type Quote struct {
	quote.Quote
	Run        int64   // set by Save, required by Propose
	Transcript string  // SHA-256 of the file; it and Path are set by the store
	Path       string  // of the transcript file
	Confidence float64 // 0 to 1, that the project is meant
}

// Proposal proposes a project to a list. List and Project together identify it.
// Project, Entry, Line, Evidence and Quotes come from runs; the store sets the rest.
type Proposal struct {
	ID       int64
	List     string // the list of the run
	Project  string // as the catalogue spells it
	Entry    Entry  // from the last run
	Line     string // Entry as a line of the list
	Evidence []byte // JSON, stored unchanged
	Quotes   []Quote

	Decision Decision // the current decision; without one it is Pending, with ID 0 and the Entry above
	Sent     Sent     // the last ledger entry, zero if nothing was sent
}

func (p *Proposal) fields() []any {
	fields := append([]any{&p.ID, &p.List, &p.Project, &p.Line, &p.Evidence}, p.Entry.fields()...)
	return append(append(fields, p.Decision.fields()...), p.Sent.fields()...)
}

// Confidence returns the highest confidence of the quotes, 0 if there are none.
func (p *Proposal) Confidence() float64 {
	best := 0.0
	for _, q := range p.Quotes {
		best = max(best, q.Confidence)
	}
	return best
}

// Pending reports whether the proposal needs a decision: it is undecided, and at least
// one run still supports it.
func (p *Proposal) Pending() bool { return p.Decision.Verdict == Pending && len(p.Quotes) > 0 }

// save inserts or updates the proposal of a run.
func (p *Proposal) save(ctx context.Context, tx *sql.Tx, list string, run int64) error {
	var id int64
	err := tx.QueryRowContext(ctx, `INSERT INTO proposal
		(list, project, line, evidence, name, section, description, link, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET line = excluded.line, evidence = excluded.evidence, name = excluded.name,
		section = excluded.section, description = excluded.description, link = excluded.link, position = excluded.position
		RETURNING id`, append([]any{list, p.Project, p.Line, string(p.Evidence)}, p.Entry.values()...)...).Scan(&id)
	if err != nil {
		return err
	}
	for _, q := range p.Quotes {
		_, err := tx.ExecContext(ctx, "INSERT INTO quote (proposal, run, start, stop, time, url, text, confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			id, run, q.Start, q.End, q.Time, q.URL, q.Text, q.Confidence)
		if err != nil {
			return err
		}
	}
	return nil
}

// Filter selects proposals. All set fields must match; the zero value selects all
// proposals.
type Filter struct {
	ID   int64
	List string
	Run  int64 // a run that names the project
}

func (f Filter) args() []any { return []any{f.ID, f.List, f.Run} }

const filtered = ` WHERE (?1 = 0 OR p.id = ?1) AND (?2 = '' OR p.list = ?2)
	AND (?3 = 0 OR p.id IN (SELECT proposal FROM quote WHERE run = ?3))`

const selectProposals = `SELECT p.id, p.list, p.project, p.line, p.evidence,
	p.name, p.section, p.description, p.link, p.position,
	coalesce(d.id, 0), coalesce(d.verdict, 'pending'), coalesce(d.reason, ''), coalesce(d.line, ''), coalesce(d.body, ''), d.at, d.undone,
	coalesce(d.name, p.name), coalesce(d.section, p.section), coalesce(d.description, p.description),
	coalesce(d.link, p.link), coalesce(d.position, p.position),
	coalesce(s.step, ''), coalesce(s.branch, ''), coalesce(s.head, ''), coalesce(s.number, 0),
	coalesce(s.url, ''), coalesce(s.state, ''), s.at
	FROM proposal p
	LEFT JOIN decision d ON d.id = (SELECT max(id) FROM decision WHERE proposal = p.id AND undone IS NULL)
	LEFT JOIN sent s ON s.id = (SELECT max(id) FROM sent WHERE proposal = p.id)` + filtered + ` ORDER BY p.list, p.project`

const selectQuotes = `SELECT q.proposal, q.run, r.transcript, r.path, q.start, q.stop, q.time, q.url, q.text, q.confidence
	FROM proposal p JOIN quote q ON q.proposal = p.id JOIN run r ON r.id = q.run` + filtered + ` ORDER BY q.run, q.start`

// quoted is a quote with the ID of its proposal.
type quoted struct {
	proposal int64
	Quote
}

func (q *quoted) fields() []any {
	return []any{&q.proposal, &q.Run, &q.Transcript, &q.Path, &q.Start, &q.End, &q.Time, &q.URL, &q.Text, &q.Confidence}
}

// Proposals returns the proposals that match the filter, sorted by list and project.
// Each has its quotes from all runs, sorted by run and position.
func (s *Store) Proposals(ctx context.Context, f Filter) ([]Proposal, error) {
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true}) // both queries see the same snapshot
	if err != nil {
		return nil, s.explain(err)
	}
	defer tx.Rollback()
	ps, err := collect(ctx, tx, (*Proposal).fields, selectProposals, f.args()...)
	if err != nil {
		return nil, s.explain(err)
	}
	qs, err := collect(ctx, tx, (*quoted).fields, selectQuotes, f.args()...)
	if err != nil {
		return nil, s.explain(err)
	}
	of := map[int64][]Quote{}
	for _, q := range qs {
		of[q.proposal] = append(of[q.proposal], q.Quote)
	}
	for i := range ps {
		ps[i].Quotes = of[ps[i].ID]
	}
	return ps, nil
}

// Proposal returns the proposal with an ID, or an error that wraps [ErrNotFound].
func (s *Store) Proposal(ctx context.Context, id int64) (Proposal, error) {
	ps, err := s.Proposals(ctx, Filter{ID: id})
	if err == nil && (id == 0 || len(ps) == 0) {
		err = s.missing("proposal", id)
	}
	if err != nil {
		return Proposal{}, err
	}
	return ps[0], nil
}
