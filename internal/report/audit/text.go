package audit

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"namedrop/internal/audit"
	"namedrop/internal/markdown"
	"namedrop/internal/terminal"
)

// Text writes a report for people, grouped by kind, worst first: the line, the entry
// and its section, what is wrong, and what to do. URLs are not wrapped, so that a
// terminal can open them. The last line is a summary.
func Text(w io.Writer, r Report, o terminal.Options) error {
	t := texter{terminal.NewPage(o)}
	t.Wrapped("%s", t.Style(terminal.Bold, markdown.Clean(r.List)))
	for _, g := range r.groups() {
		t.Line("")
		t.Wrapped("%s", t.Style(terminal.Bold, strings.ToUpper(string(g.kind))+": "+titles[g.kind]))
		if g.kind == audit.Unknown {
			t.unknown(g.findings)
			continue
		}
		for _, f := range g.findings {
			t.finding(f)
		}
	}
	if len(r.Findings)+len(r.Unknown) > 0 {
		t.Line("")
	}
	t.Paragraph("", terminal.Bold, markdown.Clean(r.summary()))
	_, err := t.WriteTo(w)
	return err
}

type texter struct{ *terminal.Page }

func (t *texter) finding(f audit.Finding) {
	const indent = "        "
	head := fmt.Sprintf("%6d  %s", f.Line, cmp.Or(markdown.Clean(f.Name), "(no entry)"))
	if f.Section != "" {
		head += "  (" + markdown.Clean(f.Section) + ")"
	}
	t.Wrapped("%s", head)
	if f.Kind != audit.Unformatted && f.URL != "" {
		t.Line("%s%s", indent, markdown.Clean(f.URL))
	}
	t.Paragraph(indent, terminal.Plain, markdown.Clean(f.What))
	if f.Advice != "" {
		t.Paragraph(indent, terminal.Faint, markdown.Clean(f.Advice))
	}
}

// unknown prints the addresses that could not be checked, grouped by reason.
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
		t.Paragraph("  ", terminal.Faint, markdown.Clean(what)+":")
		for _, l := range lines[what] {
			t.Line("%s", l)
		}
	}
}
