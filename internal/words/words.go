// Package words splits text into words, in the same way in training and in detection.
//
// A word is a run of letters and digits, with apostrophes between letters: [Next]
// returns the bounds of the words of a text, one after the other. A contraction
// ("don't") is one word, a possessive ending is not part of a word ("Django's" is
// "Django"), and every other character separates words ("scikit-learn" is two). The
// package does not split sentences. [Set] makes a set of a list of words.
package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Next returns the bounds of the first word at or after byte at of a text, and
// the end of the characters that belong to it, including a possessive ending.
// All are len(text) if there is no further word.
func Next(text string, at int) (lo, hi, end int) {
	i := strings.IndexFunc(text[at:], In)
	if i < 0 {
		return len(text), len(text), len(text)
	}
	lo = at + i
	end = wordEnd(text, lo)
	return lo, lo + len(withoutPossessive(text[lo:end])), end
}

// In reports whether a character is part of a word in any position.
func In(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// wordEnd returns the end of the word that starts at lo. An apostrophe is part of it if
// a letter follows.
func wordEnd(text string, lo int) int {
	for lo < len(text) {
		r, size := utf8.DecodeRuneInString(text[lo:])
		after, _ := utf8.DecodeRuneInString(text[lo+size:])
		if !In(r) && (r != '\'' && r != '’' || !unicode.IsLetter(after)) {
			return lo
		}
		lo += size
	}
	return lo
}

// withoutPossessive returns a word without its possessive ending.
func withoutPossessive(word string) string {
	for _, ending := range []string{"'s", "’s", "'S", "’S"} {
		if owner, ok := strings.CutSuffix(word, ending); ok {
			return owner
		}
	}
	return word
}

// Set returns the set of the words of a list, which white space separates.
func Set(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}
