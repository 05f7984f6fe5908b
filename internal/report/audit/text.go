package audit

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"namedrop/internal/audit"
	"namedrop/internal/markdown"
)

// pageWidth is that of the text, in columns.
const pageWidth = 80

// Text writes a report for people in 80 columns, grouped by kind, the worst
// first: the line, the entry and its section, what is wrong, and what to do.
// Addresses are not broken, so that a terminal can follow them. The last line
// counts. Colours are used where w is a terminal that has them and NO_COLOR is
// not set; nothing is said by colour alone.
func Text(w io.Writer, r Report) error {
	style := lipgloss.NewRenderer(w)
	t := texter{bold: style.NewStyle().Bold(true), faint: style.NewStyle().Faint(true)}
	t.line("%s", t.bold.Render(markdown.Clean(r.List)))
	for _, g := range r.groups() {
		t.line("")
		t.line("%s", t.bold.Render(fmt.Sprintf("%s: %s", strings.ToUpper(string(g.kind)), titles[g.kind])))
		if g.kind == audit.Unknown {
			t.unknown(g.findings)
			continue
		}
		for _, f := range g.findings {
			t.finding(f)
		}
	}
	if len(r.Findings)+len(r.Unknown) > 0 {
		t.line("")
	}
	t.wrapped("", r.summary(), t.bold)
	_, err := io.WriteString(w, t.b.String())
	return err
}

// texter builds the text, so that only one write can go wrong.
type texter struct {
	b           strings.Builder
	bold, faint lipgloss.Style
}

func (t *texter) line(format string, args ...any) {
	fmt.Fprintf(&t.b, format, args...)
	t.b.WriteByte('\n')
}

func (t *texter) finding(f audit.Finding) {
	const indent = "        "
	head := fmt.Sprintf("%6d  %s", f.Line, cmp.Or(markdown.Clean(f.Name), "(no entry)"))
	if f.Section != "" {
		head += "  (" + markdown.Clean(f.Section) + ")"
	}
	t.line("%s", ansi.Truncate(head, pageWidth, "…"))
	if f.Kind != audit.Unformatted && f.URL != "" {
		t.line("%s%s", indent, markdown.Clean(f.URL))
	}
	t.wrapped(indent, f.What, lipgloss.NewStyle())
	if f.Advice != "" {
		t.wrapped(indent, f.Advice, t.faint)
	}
}

// unknown prints what could not be told, by the reason: often it is one for many.
func (t *texter) unknown(fs []audit.Finding) {
	var reasons []string
	lines := map[string][]string{}
	for _, f := range fs {
		if lines[f.What] == nil {
			reasons = append(reasons, f.What)
		}
		lines[f.What] = append(lines[f.What], fmt.Sprintf("%6d  %s", f.Line, markdown.Clean(f.URL)))
	}
	for _, what := range reasons {
		t.wrapped("  ", what+":", t.faint)
		for _, l := range lines[what] {
			t.line("%s", l)
		}
	}
}

// wrapped prints foreign text in indented lines that fit the page, but for words
// that are longer than a line.
func (t *texter) wrapped(indent, text string, style lipgloss.Style) {
	for _, l := range strings.Split(ansi.Wordwrap(markdown.Clean(text), pageWidth-len(indent), ""), "\n") {
		t.line("%s%s", indent, style.Render(strings.TrimRight(l, " ")))
	}
}
