package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"namedrop/internal/episode"
	"namedrop/internal/markdown"
	"namedrop/match"
)

// Widths of the table's columns; with the spaces between they make 80.
const (
	nameWidth   = 17
	heardWidth  = 20
	whenWidth   = 13
	statusWidth = 9
	whyWidth    = 17
	pageWidth   = nameWidth + heardWidth + whenWidth + statusWidth + whyWidth + 4
)

// Text writes the episode for people: a table of what was named, the
// candidates with their evidence and the words that recommend them, and the
// diff. It fits 80 columns, but for the lines of the list and the one line of
// evidence, which stays one for who searches in it. Colours are used where w is a
// terminal that has them and NO_COLOR is not set; nothing is said by colour
// alone.
func Text(w io.Writer, e episode.Episode, o Options) error {
	t := texter{e: view{e, o}, style: styles(lipgloss.NewRenderer(w))}
	t.head()
	t.table()
	t.perhaps()
	if o.Explain {
		t.explain()
	}
	t.candidates()
	t.diff()
	_, err := io.WriteString(w, t.b.String())
	return err
}

// texter builds the text, so that only one write can go wrong.
type texter struct {
	e     view
	b     strings.Builder
	style map[string]lipgloss.Style
}

func styles(r *lipgloss.Renderer) map[string]lipgloss.Style {
	color := func(c string) lipgloss.Style { return r.NewStyle().Foreground(lipgloss.Color(c)) }
	return map[string]lipgloss.Style{
		"head":                  r.NewStyle().Bold(true),
		"faint":                 r.NewStyle().Faint(true),
		"added":                 color("2").TabWidth(lipgloss.NoTabConversion),
		string(match.Listed):    color("2"),
		string(match.Candidate): color("3").Bold(true),
		string(match.Mentioned): r.NewStyle(),
		string(match.Rejected):  color("1"),
	}
}

func (t *texter) line(format string, args ...any) {
	fmt.Fprintf(&t.b, format, args...)
	t.b.WriteByte('\n')
}

func (t *texter) head() {
	e := t.e
	t.line("%s", t.style["head"].Render(markdown.Clean(e.Transcript.Path)))
	t.line("%s, %s, %s", plural(len(e.Transcript.Paragraphs), "paragraph"), plural(len(e.Packages), "package"), plural(e.count(match.Candidate), "candidate"))
}

func (t *texter) table() {
	if len(t.e.Packages) == 0 {
		return
	}
	t.line("")
	t.line("%s", t.style["head"].Render(t.row("PACKAGE", "HEARD AS", "WHEN", "STATUS", "WHY")))
	for _, p := range t.e.Packages {
		when := t.e.At(p.Mentions[0]).Clock()
		if n := len(p.Mentions); n > 1 {
			when += fmt.Sprintf(" ×%d", n)
		}
		row := t.row(shortName(p), strings.Join(t.e.Spellings(p), ", "), when, string(p.Status), why(p))
		t.line("%s", t.style[string(p.Status)].Render(row))
	}
}

// perhaps is the table of what was heard faintly, the likeliest first.
func (t *texter) perhaps() {
	if len(t.e.Possible) == 0 {
		return
	}
	t.line("")
	t.line("%s", t.style["head"].Render(t.row("PERHAPS", "HEARD AS", "WHEN", "SURE", "")))
	for _, p := range t.e.likeliest() {
		row := t.row(shortName(p), strings.Join(t.e.Spellings(p), ", "), t.e.At(p.Mentions[0]).Clock(), fmt.Sprintf("%.0f %%", 100*p.Confidence), "")
		t.line("%s", t.style["faint"].Render(row))
	}
}

// shortName is the name of a package for a narrow column: without the owner
// of its repository.
func shortName(p match.Package) string { return p.Name[strings.LastIndexByte(p.Name, '/')+1:] }

// why is the reason of a status in as few words as there are.
func why(p match.Package) string {
	if p.Section != "" {
		return p.Section
	}
	return strings.Join(p.Reasons, "; ")
}

// row fits the cells into their columns.
func (t *texter) row(cells ...string) string {
	widths := []int{nameWidth, heardWidth, whenWidth, statusWidth, whyWidth}
	for i, c := range cells {
		c = ansi.Truncate(markdown.Clean(c), widths[i], "…")
		cells[i] = c + strings.Repeat(" ", widths[i]-ansi.StringWidth(c))
	}
	return strings.TrimRight(strings.Join(cells, " "), " ")
}

// most is how many reasons of a mention are printed.
const most = 6

// explain prints for every mention its confidence, its heaviest reasons in
// log-odds, and what else the words could mean.
func (t *texter) explain() {
	for _, p := range t.e.Packages {
		t.line("")
		t.line("%s", t.style["head"].Render(markdown.Clean(p.Name)))
		for _, m := range p.Mentions {
			t.line("  %-9s %.2f  “%s”", t.e.At(m).Clock(), m.Confidence, markdown.Clean(t.e.Text(m)))
			var parts []string
			for _, r := range m.Reasons[:min(len(m.Reasons), most)] {
				parts = append(parts, fmt.Sprintf("%s %+.1f", r.Name, r.Weight))
			}
			for _, r := range m.Rivals {
				parts = append(parts, fmt.Sprintf("or %s %.2f", r.Name, r.Confidence))
			}
			for l := range strings.Lines(ansi.Wordwrap(strings.Join(parts, ", "), pageWidth-12, "")) {
				t.line("            %s", t.style["faint"].Render(strings.TrimRight(l, "\n")))
			}
		}
	}
}

func (t *texter) candidates() {
	for _, p := range t.e.vetted() {
		t.line("")
		t.line("%s  %s", t.style["head"].Render(markdown.Clean(p.Name)), markdown.Clean(about(p)))
		t.line("  %s", p.Link())
		t.evidence(p)
		for _, q := range p.Quotes {
			t.quote(q)
		}
		if q, ok := t.e.ProposalFor(p); ok {
			t.line("  goes to %s%s", markdown.Clean(q.Section), todo(q))
		} else if why := t.e.Refused[p.Name]; why != "" {
			t.wrapped("no proposal: "+why, t.style[string(match.Rejected)])
		}
	}
}

// evidence prints what was proven of a package, what speaks against it, and
// what is not known.
func (t *texter) evidence(p match.Package) {
	if line := t.e.figures(p); line != "" {
		t.line("  %s", markdown.Clean(line))
	}
	for _, c := range p.Checks {
		if c.Outcome == match.Fail {
			t.wrapped("rejected: "+c.Why, t.style[string(match.Rejected)])
		}
	}
	if line := moved(p.Evidence); line != "" {
		t.wrapped(line, t.style["faint"])
	}
	for _, l := range unknowns(p) {
		t.wrapped(l, t.style["faint"])
	}
}

// wrapped prints foreign text in indented lines that fit the page.
func (t *texter) wrapped(text string, style lipgloss.Style) {
	const indent = "  "
	for _, l := range strings.Split(ansi.Wrap(markdown.Clean(text), pageWidth-len(indent), ""), "\n") {
		t.line("%s%s", indent, style.Render(l))
	}
}

// quote prints a passage with its time and reason, wrapped to the page.
func (t *texter) quote(q match.Quote) {
	when := t.e.Transcript.Paragraphs[q.Paragraph].At(q.Lo).Clock()
	said := ansi.Wordwrap("“"+markdown.Clean(q.Text(t.e.Transcript))+"”", pageWidth-12, "")
	for i, l := range strings.Split(said, "\n") {
		if i > 0 {
			when = ""
		}
		t.line("  %-9s %s", when, l)
	}
	t.line("  %-9s %s", "", t.style["faint"].Render(q.Why))
}

func todo(q episode.Proposal) string {
	if len(q.Missing) == 0 {
		return ""
	}
	return "; a person must still write the " + q.Missing.String()
}

func (t *texter) diff() {
	if t.e.Diff == "" {
		return
	}
	t.line("")
	for l := range strings.Lines(t.e.Diff) {
		l = markdown.Visible(l)
		if strings.HasPrefix(l, "+") && !strings.HasPrefix(l, "+++") {
			l = t.style["added"].Render(l)
		}
		t.line("%s", l)
	}
}

func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
