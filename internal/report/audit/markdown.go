package audit

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"namedrop/internal/audit"
	"namedrop/propose/pulltext"
)

// maxIssue is the number of bytes after which findings are left out: a GitHub issue is
// limited to 65536 characters.
const maxIssue = 60_000

// Markdown writes a report as the text of an issue. URLs are not links, because a link
// to another issue would notify its participants.
func Markdown(w io.Writer, r Report) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# Health of %s\n\n%s.\n", pulltext.Escape(r.List), capital(r.summary()))
	for _, g := range r.groups() {
		fmt.Fprintf(&b, "\n## %s: %s\n\n", capital(string(g.kind)), titles[g.kind])
		left := 0
		for _, f := range g.findings {
			if said := item(f); b.Len()+len(said) <= maxIssue {
				b.WriteString(said)
			} else {
				left++
			}
		}
		if left > 0 {
			fmt.Fprintf(&b, "- (%d more not shown)\n", left)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// item returns a finding as a list item with its evidence.
func item(f audit.Finding) string {
	said := fmt.Sprintf("- line %d, **%s**", f.Line, pulltext.Escape(cmp.Or(f.Name, f.URL)))
	if f.Section != "" {
		said += " in " + pulltext.Escape(f.Section)
	}
	said += ": " + pulltext.Escape(f.What) + "\n"
	if f.Name != "" && f.URL != "" {
		said += "  - " + pulltext.Escape(f.URL) + "\n"
	}
	if e := evidence(f); e != "" {
		said += "  - " + pulltext.Escape(e) + "\n"
	}
	if f.Advice != "" {
		said += "  - " + pulltext.Escape(f.Advice) + "\n"
	}
	return said
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
