package review

import (
	"cmp"
	"context"
	"net/http"
	"path/filepath"
	"slices"

	"namedrop/internal/proposals"
	"namedrop/internal/sanitize"
	"namedrop/internal/store"
)

// overviewPage is the start page.
type overviewPage struct {
	base
	Waiting, Decided []item
	Repairs          []runRow // audits with pending repairs
	Runs             []runRow
}

// item is a proposal in a list.
type item struct {
	ID, Run, Decision int64
	Name, Place, List string
	State             status
	Pull, Reason      string
	Quote             *shown
	Undo              bool
	Token             string
	Accept            *store.Entry // the entry that can be accepted here; nil if it is decided or incomplete
	Pending           bool
}

// url is the address of a proposal on the page of its run.
func (it item) url() string { return episodeURL(it.Run) + "#" + proposalAnchor(it.ID) }

// shown is a quote and its source.
type shown struct{ Text, Source, Time string }

// place names the source of a quote and the time in it.
func (q shown) place() string {
	if q.Time == "" {
		return q.Source
	}
	return q.Source + ", " + q.Time
}

// runRow is a processed episode in the table.
type runRow struct {
	ID                 int64
	Name, List, At     string
	Proposals, Waiting int
}

func (s *Server) overview(w http.ResponseWriter, r *http.Request) error {
	runs, err := s.Proposals.Store.Runs(r.Context())
	if err != nil {
		return err
	}
	all, err := s.Proposals.List(r.Context(), store.Filter{})
	if err != nil {
		return err
	}
	page := overviewPage{base: s.base(r.Context(), "Overview", "overview")}
	proposed, waiting := map[int64]int{}, map[int64]int{}
	for _, p := range all {
		for _, run := range runsOf(p) {
			proposed[run]++
			if p.Pending() {
				waiting[run]++
			}
		}
		_, repair := p.Repair()
		switch {
		case p.Pending() && repair: // repairs are many, and are reviewed together
		case p.Pending():
			page.Waiting = append(page.Waiting, s.item(p))
		case p.Decision.ID != 0 || p.Sent.Number > 0:
			page.Decided = append(page.Decided, s.item(p))
		}
	}
	names := namesOf(runs)
	for _, run := range runs {
		at, name := run.At.Local().Format("2006-01-02 15:04"), names[run.Path]
		if run.Kind == store.AuditRun {
			name = "audit of " + name
		}
		row := runRow{run.ID, name, run.List, at, proposed[run.ID], waiting[run.ID]}
		page.Runs = append(page.Runs, row)
		if run.Kind == store.AuditRun && row.Waiting > 0 {
			page.Repairs = append(page.Repairs, row)
		}
	}
	return s.show(w, http.StatusOK, page.page())
}

// namesOf returns display names for the files of runs, by path: the title of the episode or
// the file name, or the whole path if two files have the same name.
func namesOf(runs []store.Run) map[string]string {
	names, paths := map[string]string{}, map[string]string{} // paths by file name
	for _, run := range runs {
		name := cmp.Or(sanitize.Line(run.Title), filepath.Base(run.Path))
		if _, ok := names[run.Path]; ok {
			continue
		}
		names[run.Path] = name
		if other, ok := paths[name]; ok {
			names[other], names[run.Path] = other, run.Path
		}
		paths[name] = run.Path
	}
	return names
}

// base returns the base of a page. Counts that cannot be read are left out of the
// navigation: the page says what is wrong with the store.
func (s *Server) base(ctx context.Context, title, here string) base {
	b := base{Title: title + " – extract review", Here: here, Token: s.guard.Token()}
	all, err := s.Proposals.List(ctx, store.Filter{})
	if err != nil {
		return b
	}
	for _, p := range all {
		switch {
		case p.Pending():
			b.Undecided++
		case p.Decision.Verdict == store.Accepted && p.Sent.Number == 0:
			b.Unsent++
		}
	}
	return b
}

// runsOf returns the distinct runs of a proposal's quotes.
func runsOf(p proposals.Proposal) []int64 {
	var runs []int64
	for _, q := range p.Quotes {
		if !slices.Contains(runs, q.Run) {
			runs = append(runs, q.Run)
		}
	}
	return runs
}

func (s *Server) item(p proposals.Proposal) item {
	it := item{
		ID: p.ID, Decision: p.Decision.ID, Name: p.Decision.Entry.Name, Place: p.Decision.Entry.Section, List: p.List,
		State: stateOf(p), Pull: sanitize.URL(p.Sent.URL), Reason: p.Decision.Reason, Undo: p.Decision.ID != 0, Token: s.guard.Token(),
	}
	if _, ok := p.Repair(); ok {
		it.Name = p.Title()
	}
	if it.Pending = p.Pending(); it.Pending {
		if e := p.Draft(); e.Description != "" || len(p.Missing()) == 0 {
			it.Accept = &e
		}
	}
	if len(p.Quotes) > 0 {
		q := p.Quotes[0]
		it.Run, it.Quote = q.Run, &shown{q.Text, filepath.Base(q.Path), q.Time}
	}
	return it
}

// stateOf returns the status of a proposal.
func stateOf(p proposals.Proposal) status {
	kind := map[store.Verdict]string{store.Pending: "pending", store.Accepted: "accepted", store.Rejected: "rejected"}[p.Decision.Verdict]
	if p.Sent.Number > 0 && p.Decision.Verdict != store.Rejected {
		kind = "sent"
	}
	return status{kind, p.State()}
}
