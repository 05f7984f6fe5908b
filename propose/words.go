package propose

import (
	"slices"
	"strings"
	"unicode"
)

// terms are the words of a text by which texts are compared: in lower case,
// without endings, without the words that every text has.
func terms(text string) []string {
	var ts []string
	for _, w := range words(text) {
		if len(w) > 1 && !slices.Contains(common, w) {
			ts = append(ts, stem(w))
		}
	}
	return ts
}

// words are the words of a text in lower case.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), notWord)
}

// unique drops the words that came before.
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

// common are words that say nothing about a subject. What is common in one
// list only, such as "async" in a list about it, weighs nothing by itself.
var common = strings.Fields(`a about all also an and any are as at be been but by can do for from get
	good has have how i if in into is it its just like lot make more most no not of on one or other
	our out own really right so some such than that the their them then there they things think this
	to up use used uses using very was we well what when where which who will with would yeah you your`)

// stem takes the endings off that tell "drivers" from "driver" and "testing"
// from "test". It need not be right, only the same for the same word.
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
