package review

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"

	"namedrop/internal/quote"
	"namedrop/internal/report"
	"namedrop/internal/sanitize"
	"namedrop/internal/store"
	"namedrop/internal/transcript"
	"namedrop/match"
)

// episodePage is the page of an episode.
type episodePage struct {
	base
	ID                               int64 // of the run, 0 in an exported file
	Name, Count, Recorded, List, URL string
	Ticks                            []tick
	Scale                            []string
	Cards                            []card
	Filters, Sorts                   []option
	Packages                         []row
	Corrections                      []corrected
	View                             string // for forms to return to
	Missing                          string // why there is no transcript, "" if there is one
	Paragraphs                       []paragraph
}

// summary describes the episode in a line.
func (p episodePage) summary() string {
	parts := []string{p.Count}
	if p.Recorded != "" {
		parts = append(parts, "recorded "+p.Recorded)
	}
	return strings.Join(append(parts, "list: "+p.List), " · ")
}

// unchecked says once which proposals were not checked, and why; "" if all were.
func (p episodePage) unchecked() string {
	n := 0
	var reasons []string
	for _, c := range p.Cards {
		if c.Unchecked == "" {
			continue
		}
		n++
		if !slices.Contains(reasons, c.Unchecked) {
			reasons = append(reasons, c.Unchecked)
		}
	}
	switch n {
	case 0:
		return ""
	case 1:
		return "1 candidate was not checked: " + reasons[0] + "."
	}
	return fmt.Sprintf("%d candidates were not checked: %s.", n, strings.Join(reasons, "; "))
}

// document is a processed episode: the stored report, and its transcript.
type document struct {
	report.Document
	transcript *transcript.Transcript // nil if it cannot be read
	marks      map[mention]place
}

// mention identifies a mention by the index of its package and its index there.
type mention struct{ of, i int }

// place is the position of a mention in the transcript.
type place struct{ paragraph, lo, hi int }

func (m mention) anchor() string        { return fmt.Sprintf("m-%d-%d", m.of, m.i) }
func packageAnchor(i int) string        { return fmt.Sprintf("package-%d", i) }
func paragraphAnchor(i int) string      { return fmt.Sprintf("t-%d", i) }
func proposalAnchor(id int64) string    { return fmt.Sprintf("p-%d", id) }
func percent(confidence float64) string { return fmt.Sprintf("%.0f%%", 100*confidence) }

// newDocument locates the mentions of a report in its transcript, which may be nil.
func newDocument(doc report.Document, t *transcript.Transcript) document {
	h := document{doc, t, map[mention]place{}}
	if t == nil {
		return h
	}
	for i, p := range doc.Packages {
		for j, m := range p.Mentions {
			if at, lo, hi, ok := t.Locate(m.Start, m.End); ok {
				h.marks[mention{i, j}] = place{at, lo, hi}
			}
		}
	}
	return h
}

// paragraphOf returns the anchor of a quote's paragraph, "" if it is not found.
func (h document) paragraphOf(q quote.Quote) string {
	if h.transcript == nil {
		return ""
	}
	at, _, _, ok := h.transcript.Locate(q.Start, q.End)
	if !ok {
		return ""
	}
	return paragraphAnchor(at)
}

// episode shows the page of a run.
func (s *Server) episode(w http.ResponseWriter, r *http.Request) error {
	id, err := idOf(r)
	if err != nil {
		return err
	}
	return s.showEpisode(w, r, id, draft{}, nil)
}

// showEpisode sends the page of a run. If a submitted entry is refused, the page shows
// the reason, and the form keeps the input.
func (s *Server) showEpisode(w http.ResponseWriter, r *http.Request, id int64, wrote draft, refused error) error {
	ctx := r.Context()
	run, err := s.Proposals.Store.Run(ctx, id)
	if err != nil {
		return err
	}
	if run.Kind == store.AuditRun {
		return s.showAudit(w, r, run, refused)
	}
	h, missing, err := s.load(r.Context(), run)
	if err != nil {
		return err
	}
	v := viewOf(r, id)
	page := h.page(s.base(ctx, filepath.Base(run.Path), "episode"), v)
	page.ID, page.List, page.Missing, page.View = id, run.List, missing, v.query()
	if page.Corrections, err = s.corrections(ctx, run, h); err != nil {
		return err
	}
	if page.Cards, err = s.cards(ctx, run, h, wrote); err != nil {
		return err
	}
	for _, c := range page.Cards {
		c.Form.View = page.View
	}
	status := http.StatusOK
	if refused != nil {
		status, page.Problem = http.StatusUnprocessableEntity, refused.Error()
	}
	return s.show(w, status, page.page())
}

// load reads the report of a run and its transcript. A transcript that is missing or
// has changed is not an error; missing says so on the page.
func (s *Server) load(ctx context.Context, run store.Run) (h document, missing string, err error) {
	doc, err := report.Read(run.Report)
	if err != nil {
		return h, "", fmt.Errorf("saved report of %s: %w; run \"extract run\" again", run.Path, err)
	}
	t, err := s.Transcript(ctx, run.Path)
	switch {
	case err != nil:
		return newDocument(doc, nil), fmt.Sprintf("The transcript could not be read: %v.", err), nil
	case t.Digest != run.Transcript:
		return newDocument(doc, nil), run.Path + " has changed since the last run. Run it again to see it here.", nil
	}
	return newDocument(doc, t), "", nil
}

// page returns the page without its cards and what only a server knows.
func (h document) page(b base, v view) episodePage {
	page := episodePage{base: b, Name: cmp.Or(sanitize.Line(h.Transcript.Title), filepath.Base(h.Transcript.Path)), Recorded: h.Transcript.Recorded, URL: sanitize.URL(h.Transcript.URL)}
	candidates := 0
	for _, p := range h.Packages {
		if p.Status == match.Candidate {
			candidates++
		}
	}
	page.Count = plural(len(h.Packages), "package") + ", " + plural(candidates, "candidate")
	page.Ticks, page.Scale = h.timeline()
	page.Packages = h.rows(v)
	page.Filters, page.Sorts = v.filters(), v.sorts()
	page.Paragraphs = h.paragraphs()
	return page
}

func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// paragraph is a paragraph of the transcript, split into runs.
type paragraph struct {
	Anchor, Stamp, Speaker string
	Runs                   []run
}

// run is the text of a mention or the text between mentions.
type run struct {
	Text                                     string
	Anchor, Package, Status, Strength, Label string // for a mention
}

func (h document) paragraphs() []paragraph {
	if h.transcript == nil {
		return nil
	}
	marked := map[int][]mention{}
	for _, m := range h.mentions() {
		if at, ok := h.marks[m]; ok {
			marked[at.paragraph] = append(marked[at.paragraph], m)
		}
	}
	var all []paragraph
	for i, p := range h.transcript.Paragraphs {
		anchor := paragraphAnchor(i)
		all = append(all, paragraph{anchor, p.Segments[0].Clock(), p.Speaker, h.runs(p.Text, marked[i])})
	}
	return all
}

// mentions returns all mentions in text order.
func (h document) mentions() []mention {
	var all []mention
	for i, p := range h.Packages {
		for j := range p.Mentions {
			all = append(all, mention{i, j})
		}
	}
	return sorted(all, func(a, b mention) int {
		x, y := h.marks[a], h.marks[b]
		return cmp.Or(x.paragraph-y.paragraph, x.lo-y.lo)
	})
}

// class is the CSS class of a mention.
func (r run) class() string { return strings.TrimSpace(r.Status + " " + r.Strength) }

// runs splits a text at its mentions. It drops a mention that overlaps the previous
// one.
func (h document) runs(text string, marked []mention) []run {
	var all []run
	done := 0
	for _, m := range marked {
		at, p := h.marks[m], h.Packages[m.of]
		shown := p.Mentions[m.i]
		if at.lo < done {
			continue
		}
		if at.lo > done {
			all = append(all, run{Text: text[done:at.lo]})
		}
		all = append(all, run{
			Text: text[at.lo:at.hi], Anchor: m.anchor(), Package: packageAnchor(m.of), Status: string(p.Status), Strength: strength(shown.Confidence),
			Label: strings.Join([]string{p.Name, string(p.Status), percent(shown.Confidence)}, ", "),
		})
		done = at.hi
	}
	return append(all, run{Text: text[done:]})
}

// strength returns the CSS class for a confidence: higher ones stand out more.
func strength(confidence float64) string {
	switch {
	case confidence < 0.6:
		return "faint"
	case confidence < 0.8:
		return "fair"
	}
	return ""
}
