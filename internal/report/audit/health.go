// Package audit prints the health of a list: a report of package audit goes
// in, and text for people, JSON, Markdown for an issue, or SARIF for GitHub
// comes out.
//
// All of them show the worst first and say where: the section and the line. They
// hold the same findings; what could not be told is apart and is said to be so.
// Names, titles and addresses come from a list that anybody may have written, and
// facts from registries: none of them comes to life anywhere, neither as a
// command of a terminal nor as a link, a mention or HTML.
package audit

import (
	"fmt"
	"io"
	"strings"

	"namedrop/internal/audit"
)

// Report is a report with what its repairs change.
type Report struct {
	audit.Report
	List    string   // as it was named
	Patches []string // of the repairs
}

// Formats are the forms in which a report can be printed.
var Formats = map[string]func(io.Writer, Report) error{
	"text": Text, "json": JSON, "markdown": Markdown, "sarif": SARIF,
}

// titles say what a kind is.
var titles = map[audit.Kind]string{
	audit.Dead:        "leads nowhere",
	audit.Gone:        "gone from PyPI",
	audit.Anchor:      "no such heading",
	audit.Renamed:     "ended, by its own word",
	audit.Archived:    "its owners have closed it",
	audit.Abandoned:   "nobody has touched it for long",
	audit.Yanked:      "yanked from PyPI",
	audit.Duplicate:   "listed twice",
	audit.Moved:       "leads elsewhere for ever",
	audit.Unformatted: "not written like the rest",
	audit.Unknown:     "could not be told",
}

// group is all findings of a kind.
type group struct {
	kind     audit.Kind
	findings []audit.Finding
}

// groups are the findings by kind, the worst first, and what could not be told.
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

// summary counts in one line.
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
		said += fmt.Sprintf("; %d could not be told", len(r.Unknown))
	}
	if r.Partial {
		said += "; interrupted, so there may be more"
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

// evidence is the facts in one line, without those that only repeat what is
// said already.
func evidence(f audit.Finding) string {
	var facts []string
	for _, fact := range f.Facts {
		if fact.Source != "list" && fact.Source != "repository" {
			facts = append(facts, fact.String())
		}
	}
	return strings.Join(facts, " · ")
}
