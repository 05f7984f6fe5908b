package catalog

import (
	_ "embed"
	"strings"
)

// termNames are programming terms, protocols, formats, platforms, companies and ordinary
// phrases: their letters, one a line, sorted. See README.md.
//
//go:embed terms.txt
var termNames string

// IsTerm reports whether letters (see Letters) are a term, so that a project with this
// name is rarely meant. Projects of the embedded catalogue have the mark [Term] instead.
//
// It searches the text, because a map of all terms would take longer to make than a
// short transcript takes to read.
func IsTerm(letters string) bool {
	for lo, hi := 0, len(termNames); lo < hi; {
		start := lo + 1 + strings.LastIndexByte(termNames[lo:(lo+hi)/2], '\n')
		term, _, _ := strings.Cut(termNames[start:hi], "\n")
		switch {
		case term == letters:
			return letters != ""
		case term < letters:
			lo = start + len(term) + 1
		default:
			hi = start
		}
	}
	return false
}

// Terms returns the letters of all terms, sorted.
func Terms() []string { return strings.Fields(termNames) }
