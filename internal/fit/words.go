package fit

import (
	"strings"
	"unicode"
)

// Terms returns the words by which texts are compared: in lowercase, without endings
// ("drivers" and "driver" are one term), without stop words, and with compounds split
// ("RateLimit"). Chinese and Japanese are written without spaces; their terms are all
// pairs of adjacent characters.
func Terms(text string) []string {
	var ts []string
	for _, w := range split(text) {
		ts = appendTerm(ts, w)
	}
	return ts
}

func appendTerm(ts []string, word string) []string {
	if isIdeographic(word) {
		return appendPairs(ts, []rune(word))
	}
	if w := strings.ToLower(word); len(w) > 1 && !common[w] {
		ts = append(ts, stem(w))
	}
	return ts
}

// appendPairs appends all pairs of adjacent characters.
func appendPairs(ts []string, rs []rune) []string {
	for i := 0; i+1 < len(rs); i++ {
		ts = append(ts, string(rs[i:i+2]))
	}
	return ts
}

// split splits a text into runs of letters and digits. A run has either only ideographs
// or none.
func split(text string) []string {
	var ws []string
	start, kind := 0, apart
	for i, r := range text {
		k := kindOf(r)
		if k == kind {
			continue
		}
		if kind != apart {
			ws = append(ws, text[start:i])
		}
		start, kind = i, k
	}
	if kind != apart {
		ws = append(ws, text[start:])
	}
	return ws
}

// The kinds of characters.
const (
	apart      = iota // between words
	letter            // letter or digit
	ideographs        // character of a script without spaces
)

func kindOf(r rune) int {
	switch {
	case r < 0x80:
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' {
			return letter
		}
		return apart
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
		return ideographs
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		return letter
	}
	return apart
}

func isIdeographic(word string) bool {
	for _, r := range word {
		return kindOf(r) == ideographs
	}
	return false
}

// common lists stop words.
var common = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(`a about all also an and any are as at be been but by can do does for from get
	good has have how i if in into is it its just like lot make more most no not of on one or other
	our out own really right so some such than that the their them then there they things think this
	to up use used uses using very was we well what when where which who will with would yeah you your`) {
		set[w] = true
	}
	return set
}()

// stem removes endings, as in "drivers" and "testing". It need not be correct, only
// consistent.
func stem(w string) string {
	if len(w) > 4 && strings.HasSuffix(w, "ies") {
		return w[:len(w)-3] + "y"
	}
	if len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") {
		w = w[:len(w)-1]
	}
	for _, end := range []string{"ing", "ed", "er", "e"} {
		if strings.HasSuffix(w, end) && len(w)-len(end) >= 4 {
			return w[:len(w)-len(end)]
		}
	}
	return w
}

// nameParts splits a name at punctuation and at capitals within a word ("PyMySQL" is
// "Py", "My" and "SQL").
func nameParts(name string) []string {
	var parts []string
	for _, w := range split(name) {
		start := 0
		rs := []rune(w)
		for i := 1; i < len(rs); i++ {
			if unicode.IsUpper(rs[i]) && unicode.IsLower(rs[i-1]) {
				parts = append(parts, string(rs[start:i]))
				start = i
			}
		}
		parts = append(parts, string(rs[start:]))
	}
	return parts
}

// NameTerms returns the terms of a project's name.
func NameTerms(name string) []string {
	var ts []string
	for _, part := range nameParts(name) {
		ts = appendTerm(ts, part)
	}
	return ts
}
