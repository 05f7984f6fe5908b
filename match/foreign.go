package match

import (
	"strings"

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
			repository := ref.Repository(e.URL)
			_, base, _ := strings.Cut(repository, "/")
			switch known := catalog.EmbeddedRepository(ref.Normalize(base)); {
			case known == "":
			case strings.EqualFold(known, repository):
				same++
			default:
				others++
			}
		}
	}
	return others >= minNamesakes && others > same
}

// isNamesake reports whether an entry has the name of a catalogued project with another
// repository. As part of a catalogue, it would be merged with that project.
func isNamesake(p catalog.Project) bool {
	known := catalog.EmbeddedRepository(ref.Normalize(p.Name))
	return known != "" && p.Repository != "" && !strings.EqualFold(known, p.Repository)
}
