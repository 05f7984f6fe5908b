package catalog

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"
)

// termNames are programming terms, protocols, formats, platforms and companies, one a
// line: see README.md.
//
//go:embed terms.txt
var termNames string

var terms = sync.OnceValue(func() map[string]bool {
	all := make(map[string]bool, strings.Count(termNames, "\n"))
	for row := range strings.Lines(termNames) {
		if row[0] != '#' {
			all[Letters(row)] = true
		}
	}
	return all
})

// IsTerm reports whether letters (see Letters) are a programming term, so that a project
// with this name is rarely meant. Projects of the embedded catalogue have the mark [Term]
// instead.
func IsTerm(letters string) bool { return terms()[letters] }

// Terms returns the letters of all terms, sorted.
func Terms() []string { return slices.Sorted(maps.Keys(terms())) }
