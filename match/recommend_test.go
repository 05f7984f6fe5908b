package match

import (
	"strings"
	"testing"

	"namedrop/internal/golden"
)

// FuzzWords holds that no pattern matches a text without one of its words.
func FuzzWords(f *testing.F) {
	for _, in := range golden.Inputs(f, "testdata/recommendations.txtar") {
		f.Add(in)
		f.Add(strings.ToUpper(in))
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ReplaceAll(text, "ſ", "s") // patterns take it for an s, ToLower does not
		lower := strings.ToLower(text)
		for _, p := range praises {
			if p.pattern.MatchString(text) && !p.words.in(lower) {
				t.Errorf("%q is praise (%s) without any of %q", text, p.why, p.words)
			}
		}
		if (question.MatchString(text) || lateQuestion.MatchString(text)) && !questionWords.in(lower) {
			t.Errorf("%q is the question without any of %q", text, questionWords)
		}
	})
}
