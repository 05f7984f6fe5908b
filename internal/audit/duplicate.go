package audit

import (
	"fmt"
	"slices"
	"strings"

	"namedrop/internal/ref"
	"namedrop/propose"
)

// duplicate compares an entry with those before it: by the project that its address
// leads to, over redirects and names. In another section a project may be listed on
// purpose, so that is a note.
func (j *judge) duplicate(at spot, first map[string]spot) *Finding {
	var was *spot
	for _, key := range j.keys(at) {
		if s, ok := first[key]; !ok || ok && s.section == at.section && j.entry(s).Kind != j.entry(at).Kind { // a table may say more of an item
			first[key] = at
		} else if was == nil {
			was = &s
		}
	}
	if was == nil {
		return nil
	}
	line := fmt.Sprintf("line %d", j.entry(*was).Line)
	f := j.finding(Duplicate, at, "same project as in "+line, propose.Fact{Name: "first entry", Value: line, Source: "list"})
	f.Advice = "decide which entry to keep"
	if was.section != at.section {
		f.Minor = true
		f.Advice = "it is in another section, which may be intended"
	}
	return f
}

// isNote reports whether an entry says more of another and is none of its own: it is
// nested in that, or begins with words such as "add to".
func (j *judge) isNote(at spot) bool {
	e := j.entry(at)
	return !propose.IsNamed(j.source, e) || e.Parent >= 0 && j.list.Sections[at.section].Entries[e.Parent].URL != ""
}

// keys are what an entry's project is known by.
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

// bare is an address without what differs between two ways to write it.
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
