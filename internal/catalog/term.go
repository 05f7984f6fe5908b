package catalog

import (
	_ "embed"
	"strings"
	"sync"
)

// termNames are programming terms, protocols, formats, platforms, companies and ordinary
// phrases: their letters, one a line, sorted. See README.md.
//
//go:embed terms.txt
var termNames string

var terms = sync.OnceValue(func() map[string]bool {
	all := make(map[string]bool, strings.Count(termNames, "\n"))
	for row := range strings.Lines(termNames) {
		all[strings.TrimSuffix(row, "\n")] = true
	}
	return all
})

// IsTerm reports whether letters (see Letters) are a term, so that a project with this
// name is rarely meant. Projects of the embedded catalogue have the mark [Term] instead.
func IsTerm(letters string) bool { return terms()[letters] }

// Terms returns the letters of all terms, sorted.
func Terms() []string { return strings.Fields(termNames) }
