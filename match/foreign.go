package match

import (
	"strings"
	"sync"

	"namedrop/internal/catalog"
	"namedrop/internal/fit"
	"namedrop/internal/markdown"
	"namedrop/internal/ref"
)

// minNamesakes is the number of entries with the name of a catalogued project, but another
// owner, from which they can show that a list is for another language.
const minNamesakes = 3

// isForeign reports whether a list is for another language than the projects of the
// catalogue: its title names one, or most of its repositories with the name of a
// catalogued project have another owner. On a list for Python, few have one, because
// the project has moved since.
func isForeign(list *markdown.List) bool {
	if len(list.Sections) == 0 {
		return false
	}
	if of := fit.LanguageOf(list.Sections[0].Title); of != "" {
		return of != "python"
	}
	same, others := 0, 0
	for _, s := range list.Sections {
		for _, e := range s.Entries {
			owner, base, _ := strings.Cut(strings.ToLower(ref.Repository(e.URL)), "/")
			if owners := ownersOf()[base]; owners[owner] {
				same++
			} else if len(owners) > 0 {
				others++
			}
		}
	}
	return others >= minNamesakes && others > same
}

// ownersOf returns the owners of the catalogued repositories with each name, in lower case.
var ownersOf = sync.OnceValue(func() map[string]map[string]bool {
	all := map[string]map[string]bool{}
	for _, p := range catalog.Embedded() {
		owner, base, ok := strings.Cut(strings.ToLower(p.Repository), "/")
		if !ok {
			continue
		}
		if all[base] == nil {
			all[base] = map[string]bool{}
		}
		all[base][owner] = true
	}
	return all
})

// isNamesake reports whether an entry has the name of a catalogued project with another
// repository. As part of a catalogue, it would be merged with that project.
func isNamesake(p catalog.Project) bool {
	known, ok := repositoryOf()[ref.Normalize(p.Name)]
	return ok && p.Repository != "" && !strings.EqualFold(known, p.Repository)
}

// repositoryOf returns the repository of each catalogued project that has one.
var repositoryOf = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for _, p := range catalog.Embedded() {
		if p.Repository != "" {
			all[ref.Normalize(p.Name)] = p.Repository
		}
	}
	return all
})
