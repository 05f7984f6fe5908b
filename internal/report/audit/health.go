// Package audit writes the audit report of a list as text, JSON, Markdown for an
// issue, or SARIF for GitHub.
//
// All formats hold the same findings with section and line, the worst first. Links
// that could not be checked are listed separately. Names, titles, addresses and facts
// are untrusted and are escaped in every format: they become neither terminal control
// sequences nor links, mentions or HTML.
package audit

import (
	"fmt"
	"io"
	"strings"

	"namedrop/internal/audit"
	"namedrop/internal/terminal"
)

// Report is an audit report with the patches of its repairs.
type Report struct {
	audit.Report
	List    string   // as the user named it
	Patches []string // of the repairs
}

// Format writes a report in one format. The options apply only to text.
type Format func(io.Writer, Report, terminal.Options) error

// Formats returns the output formats by name.
func Formats() map[string]Format {
	plain := func(f func(io.Writer, Report) error) Format {
		return func(w io.Writer, r Report, _ terminal.Options) error { return f(w, r) }
	}
	return map[string]Format{"text": Text, "json": plain(JSON), "markdown": plain(Markdown), "sarif": plain(SARIF)}
}

// titles are the headings of the kinds.
var titles = map[audit.Kind]string{
	audit.Dead:        "dead links",
	audit.Gone:        "projects that PyPI no longer has",
	audit.Anchor:      "links to missing headings",
	audit.Renamed:     "projects that declare themselves renamed or discontinued",
	audit.Archived:    "archived repositories",
	audit.Abandoned:   "projects without recent activity",
	audit.Yanked:      "latest release yanked from PyPI",
	audit.Duplicate:   "projects listed more than once",
	audit.Moved:       "permanently redirected links",
	audit.Unformatted: "entries formatted unlike the others",
	audit.Unknown:     "could not be checked",
}

// group holds all findings of a kind.
type group struct {
	kind     audit.Kind
	findings []audit.Finding
}

// groups returns the findings by kind, worst first, then the links that could not be
// checked.
func (r Report) groups() []group {
	var all []group
	for _, f := range append(r.Findings[:len(r.Findings):len(r.Findings)], r.Unknown...) {
		if n := len(all); n == 0 || all[n-1].kind != f.Kind {
			all = append(all, group{kind: f.Kind})
		}
		all[len(all)-1].findings = append(all[len(all)-1].findings, f)
	}
	return all
}

// summary returns the counts in one line.
func (r Report) summary() string {
	counted := map[audit.Kind]int{}
	for _, f := range r.Findings {
		counted[f.Kind]++
	}
	var parts []string
	for _, k := range audit.Kinds {
		if n := counted[k]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, k))
		}
	}
	said := fmt.Sprintf("%s in %s and %s", plural(len(r.Findings), "finding"), plural(r.Entries, "entry"), plural(r.Links, "link"))
	if len(parts) > 0 {
		said += ": " + strings.Join(parts, ", ")
	}
	if len(r.Unknown) > 0 {
		said += fmt.Sprintf("; %d could not be checked", len(r.Unknown))
	}
	if r.Partial {
		said += "; interrupted, incomplete"
	}
	return said
}

func plural(n int, thing string) string {
	switch {
	case n == 1:
		return "1 " + thing
	case strings.HasSuffix(thing, "y"):
		thing = strings.TrimSuffix(thing, "y") + "ie"
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// evidence returns the facts in one line, except those that repeat the finding.
func evidence(f audit.Finding) string {
	var facts []string
	for _, fact := range f.Facts {
		if fact.Source != "list" && fact.Source != "repository" {
			facts = append(facts, fact.String())
		}
	}
	return strings.Join(facts, " · ")
}
