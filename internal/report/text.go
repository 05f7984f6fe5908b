package report

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"

	"namedrop/internal/episode"
	"namedrop/internal/markdown"
	"namedrop/internal/quote"
	"namedrop/internal/terminal"
	"namedrop/match"
)

// Text writes the episode for people: a table of the packages, the candidates with
// their evidence and quotes, and the diff. Lines of a diff are not wrapped, so that they
// can be applied.
func Text(w io.Writer, e episode.Episode, o Options) error {
	t := texter{e: view{e, o}, Page: terminal.NewPage(o.Terminal)}
	t.head()
	t.table()
	t.possible()
	if o.Explain {
		t.explain()
	}
	t.candidates()
	t.diff()
	_, err := t.WriteTo(w)
	return err
}

type texter struct {
	*terminal.Page
	e view
}

var statusStyle = map[match.Status]terminal.Style{
	match.Listed: terminal.Green, match.Candidate: terminal.Yellow, match.Mentioned: terminal.Plain, match.Rejected: terminal.Red,
}

func (t *texter) head() {
	e := t.e
	t.Wrapped("%s", t.Style(terminal.Bold, markdown.Clean(cmp.Or(e.Title, e.Transcript.Path))))
	if e.Title != "" {
		t.Wrapped("%s", markdown.Clean(strings.TrimPrefix(e.day()+", "+e.Transcript.Path, ", ")))
	}
	candidates := terminal.Count(e.count(match.Candidate), "candidate")
	if e.List != "" {
		candidates += " for " + markdown.Clean(e.List)
	}
	t.Wrapped("%s, %s, %s", terminal.Count(len(e.Transcript.Paragraphs), "paragraph"), terminal.Count(len(e.Packages), "package"), candidates)
	t.unchecked(e.vetted())
}

// unchecked says once that packages were not checked offline.
func (t *texter) unchecked(packages []match.Package) {
	if note := uncheckedNote(packages); t.e.Offline && note != "" {
		t.Wrapped("%s", note)
	}
}

// day returns the day of the episode, "" if unknown.
func (e view) day() string {
	if e.Recorded.IsZero() {
		return ""
	}
	return e.Recorded.Format(time.DateOnly)
}

func (t *texter) table() {
	var rows []terminal.Row
	for _, p := range t.e.Packages {
		when := t.e.At(p.Mentions[0]).Clock()
		if n := len(p.Mentions); n > 1 {
			when += fmt.Sprintf(" ×%d", n)
		}
		rows = append(rows, t.row(statusStyle[p.Status], p, when, string(p.Status), why(p)))
	}
	t.rows("PACKAGE", "STATUS", rows)
}

// possible prints the table of packages below the threshold, most likely first.
func (t *texter) possible() {
	var rows []terminal.Row
	for _, p := range t.e.likeliest() {
		rows = append(rows, t.row(terminal.Faint, p, t.e.At(p.Mentions[0]).Clock(), fmt.Sprintf("%.0f%%", 100*p.Confidence), ""))
	}
	t.rows("POSSIBLE", "CONFIDENCE", rows)
}

// rows prints a table unless it is empty.
func (t *texter) rows(name, status string, rows []terminal.Row) {
	if len(rows) == 0 {
		return
	}
	t.Line("")
	columns := []terminal.Column{{Title: name}, {Title: "HEARD AS", Flexible: true}, {Title: "WHEN"}, {Title: status}, {Title: "WHY", Flexible: true}}
	if status != "STATUS" {
		columns[4].Title = ""
	}
	t.Table(0, columns, rows)
}

func (t *texter) row(s terminal.Style, p match.Package, when, status, why string) terminal.Row {
	cells := []string{shortName(p), strings.Join(t.e.Spellings(p), ", "), when, status, why}
	for i, c := range cells {
		cells[i] = markdown.Clean(c)
	}
	return terminal.Row{Style: s, Cells: cells}
}

// shortName returns the name of a package for a narrow column: without the owner of
// its repository.
func shortName(p match.Package) string { return p.Name[strings.LastIndexByte(p.Name, '/')+1:] }

// why returns the reason for a status, as short as possible.
func why(p match.Package) string {
	if p.Section != "" {
		return p.Section
	}
	return strings.Join(p.Reasons, "; ")
}

// timeColumn holds the time of a mention or quote, with an indent.
const timeColumn = "  %-9s "

// most is the maximum number of reasons printed for a mention.
const most = 6

// explain prints for every mention its confidence, its strongest reasons in log-odds,
// and its rivals.
func (t *texter) explain() {
	for _, p := range t.e.Packages {
		t.Line("")
		t.Wrapped("%s", t.Style(terminal.Bold, markdown.Clean(p.Name)))
		for _, m := range p.Mentions {
			t.Wrapped(timeColumn+"%.2f  “%s”", t.e.At(m).Clock(), m.Confidence, markdown.Clean(t.e.Text(m)))
			var parts []string
			for _, r := range m.Reasons[:min(len(m.Reasons), most)] {
				parts = append(parts, fmt.Sprintf("%s %+.1f", r.Name, r.Weight))
			}
			for _, r := range m.Rivals {
				parts = append(parts, fmt.Sprintf("or %s %.2f", r.Name, r.Confidence))
			}
			t.Paragraph(fmt.Sprintf(timeColumn, ""), terminal.Faint, strings.Join(parts, ", "))
		}
	}
}

func (t *texter) candidates() {
	for _, p := range t.e.vetted() {
		t.Line("")
		t.Wrapped("%s  %s", t.Style(terminal.Bold, markdown.Clean(p.Name)), markdown.Clean(about(p)))
		t.Wrapped("  %s", p.Link())
		t.evidence(p)
		for _, q := range p.Quotes {
			t.quote(q)
		}
		if q, ok := t.e.ProposalFor(p); ok {
			t.Wrapped("  section: %s%s", markdown.Clean(q.Section), todo(q))
		} else if why := t.e.Refused[p.Name]; why != "" {
			t.Paragraph("  ", terminal.Red, markdown.Clean("no proposal: "+why))
		}
	}
}

// evidence prints the figures of a package, failed checks and unknown facts.
func (t *texter) evidence(p match.Package) {
	if t.e.Offline && isUnchecked(p) {
		return // the head says so
	}
	if line := t.e.figures(p); line != "" {
		t.Wrapped("  %s", markdown.Clean(line))
	}
	failed := false
	for _, c := range p.Checks {
		if c.Outcome == match.Fail {
			failed = true
			t.Paragraph("  ", terminal.Red, markdown.Clean("rejected: "+c.Why))
		}
	}
	if p.Status == match.Rejected && !failed {
		t.Paragraph("  ", terminal.Red, markdown.Clean(strings.Join(p.Reasons, "; ")))
	}
	if line := moved(p.Evidence); line != "" {
		t.Paragraph("  ", terminal.Faint, markdown.Clean(line))
	}
	for _, l := range unknowns(p) {
		t.Paragraph("  ", terminal.Faint, markdown.Clean(l))
	}
}

// quote prints a passage with its time and reason.
func (t *texter) quote(q quote.Quote) {
	t.Paragraph(fmt.Sprintf(timeColumn, q.Clock()), terminal.Plain, "“"+markdown.Clean(q.Text)+"”")
	t.Paragraph(fmt.Sprintf(timeColumn, ""), terminal.Faint, q.Why)
}

func todo(q episode.Proposal) string {
	if len(q.Missing) == 0 {
		return ""
	}
	return "; the " + q.Missing.String() + " must still be written"
}

func (t *texter) diff() {
	if t.e.Diff == "" {
		return
	}
	t.Line("")
	for l := range strings.Lines(t.e.Diff) {
		style := terminal.Plain
		if strings.HasPrefix(l, "+") && !strings.HasPrefix(l, "+++") {
			style = terminal.Green
		}
		line := t.Style(style, markdown.Visible(l))
		if strings.HasSuffix(l, "\r\n") { // git compares line endings
			line += "\r"
		}
		t.Line("%s", line)
	}
}
