package propose

import (
	"slices"
	"strings"
	"unicode"
)

// words returns the words of a text in lowercase.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), notWord)
}

// unique removes repeated words and keeps the first of each.
func unique(ws []string) []string {
	var out []string
	for _, w := range ws {
		if !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
