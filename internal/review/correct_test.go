package review

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestWordsNearby: the text shown around a mention begins and ends with whole words,
// and short text is shown completely.
func TestWordsNearby(t *testing.T) {
	const few = "naïve words"
	if got := lastWords(few) + firstWords(few); got != few+few {
		t.Errorf("of %q there are %q", few, got)
	}
	many := strings.Repeat("naïve ", nearby) + "naïve"
	for _, got := range []string{lastWords(many), firstWords(many)} {
		words := strings.Fields(strings.Trim(got, "… "))
		if whole := slices.IndexFunc(words, func(w string) bool { return w != "naïve" }) < 0; !whole || len(words) < nearby/len("naïve ")-1 || len(got) > nearby+len("… ") {
			t.Errorf("of many words there are %q", got)
		}
	}
	unspaced := strings.Repeat("我们用", nearby)
	for _, got := range []string{lastWords(strings.Repeat("ï", nearby)), firstWords("a " + strings.Repeat("ï", nearby)), lastWords(unspaced), firstWords(unspaced)} {
		if !utf8.ValidString(got) {
			t.Errorf("%q is cut within a character", got)
		}
	}
	for _, got := range []string{lastWords(unspaced), firstWords(unspaced)} {
		if len(got) < nearby-utf8.UTFMax {
			t.Errorf("of a text without spaces there are %q", got)
		}
	}
}
