package audit

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"namedrop/internal/audit"
	"namedrop/propose"
)

// maxIssue is the length in bytes up to which findings are shown: an issue of
// GitHub takes 65536 characters.
const maxIssue = 60_000

// Markdown writes a report for the text of an issue. Addresses are shown and
// are no links: an issue that links to others tells them of it.
func Markdown(w io.Writer, r Report) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# Health of %s\n\n%s.\n", propose.Escape(r.List), capital(r.summary()))
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

// item is a finding as an item of a list, with what proves it below.
func item(f audit.Finding) string {
	said := fmt.Sprintf("- line %d, **%s**", f.Line, propose.Escape(cmp.Or(f.Name, f.URL)))
	if f.Section != "" {
		said += " in " + propose.Escape(f.Section)
	}
	said += ": " + propose.Escape(f.What) + "\n"
	if f.Name != "" && f.URL != "" {
		said += "  - " + propose.Escape(f.URL) + "\n"
	}
	if e := evidence(f); e != "" {
		said += "  - " + propose.Escape(e) + "\n"
	}
	if f.Advice != "" {
		said += "  - " + propose.Escape(f.Advice) + "\n"
	}
	return said
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
