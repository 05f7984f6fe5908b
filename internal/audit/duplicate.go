package audit

import (
	"fmt"
	"slices"
	"strings"

	"namedrop/internal/ref"
	"namedrop/propose"
	"namedrop/propose/entry"
)

// duplicate compares an entry with those before it, by the project that its address leads
// to, following redirects and renames. A project may be listed in two sections on
// purpose, so that is a minor finding.
func (j *judge) duplicate(at spot, first map[string]spot) *Finding {
	var was *spot
	for _, key := range j.keys(at) {
		if s, ok := first[key]; !ok || ok && s.section == at.section && j.entry(s).Kind != j.entry(at).Kind { // a table row may give details of an item
			first[key] = at
		} else if was == nil {
			was = &s
		}
	}
	if was == nil {
		return nil
	}
	line := fmt.Sprintf("line %d", j.entry(*was).Line)
	what := "same project as in "
	if !strings.EqualFold(j.entry(at).Name, j.entry(*was).Name) && bare(at.address()) == bare(j.entry(*was).URL) {
		what = "same address as in " // one page may be about two projects
	}
	f := j.finding(Duplicate, at, what+line, propose.Fact{Name: "first entry", Value: line, Source: "list"})
	f.Advice = "decide which entry to keep"
	if was.section != at.section {
		f.Minor = true
		f.Advice = "it is in another section, which may be intended"
	}
	return f
}

// isNote reports whether an entry comments on another entry rather than listing a
// project: it is nested in an entry with a link, or begins with words such as "add to".
func (j *judge) isNote(at spot) bool {
	e := j.read.Sections[at.section].Entries[at.entry]
	return !entry.IsNamed(j.plain, e) || e.Parent >= 0 && j.list.Sections[at.section].Entries[e.Parent].URL != ""
}

// keys returns the identifiers of an entry's project.
func (j *judge) keys(at spot) []string {
	t := j.target(at)
	keys := []string{bare(at.address())}
	if a := j.answers.Links[at.address()]; a.Moved != "" && (!isFront(a.Moved) || isFront(at.URL)) {
		keys = append(keys, bare(a.Moved))
	}
	if p, ok := j.answers.Activities[strings.ToLower(t.repository)]; ok {
		if p.Repository.Name != "" {
			keys = append(keys, bare(ref.RepositoryURL(p.Repository.Name)))
		}
		if p.Project.Name != "" {
			keys = append(keys, "pypi "+ref.Normalize(p.Project.Name))
		}
	}
	if t.project != "" {
		keys = append(keys, "pypi "+ref.Normalize(t.project))
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// bare normalizes an address by removing the differences between equivalent spellings.
func bare(address string) string {
	if r := ref.Repository(address); r != "" {
		return "github " + strings.ToLower(r)
	}
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return address
	}
	host, path, _ := strings.Cut(rest, "/")
	return strings.TrimPrefix(strings.ToLower(host), "www.") + "/" + strings.TrimRight(path, "/")
}
