package audit

import (
	"fmt"
	"slices"
	"strings"

	"namedrop/internal/ref"
	"namedrop/propose"
)

// duplicate compares an entry with those before it: by the project that its
// address leads to, over redirects and names.
func (j *judge) duplicate(at spot, first map[string]int) []*Finding {
	line := 0
	for _, key := range j.keys(at) {
		if was, ok := first[key]; !ok {
			first[key] = j.entry(at).Line
		} else if line == 0 {
			line = was
		}
	}
	if line == 0 {
		return nil
	}
	f := j.finding(Duplicate, at, fmt.Sprintf("is the same project as in line %d", line), propose.Fact{Name: "first entry", Value: fmt.Sprintf("line %d", line), Source: "list"})
	f.Advice = "a person must say which entry stays"
	return one(f)
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
