package text

import (
	"strings"
	"unicode"
)

// Words returns the words of a text in lowercase.
func Words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), NotWord)
}

func NotWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// Same reports whether two texts differ at most in their final mark.
func Same(a, b string) bool {
	return strings.TrimRight(a, ".。 ") == strings.TrimRight(b, ".。 ")
}
