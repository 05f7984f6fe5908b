package words

import (
	"strings"
	"testing"
)

func TestNext(t *testing.T) {
	for text, want := range map[string]string{
		"":                          "",
		" ... ":                     "",
		"I don't; you’ll see":       "I|don't|you’ll|see",
		"Django's ORM, it's":        "Django|ORM|it",
		"scikit-learn's 3.11 'em x": "scikit|learn|3|11|em|x",
		"naïve C++ users'":          "naïve|C|users",
	} {
		var got []string
		for lo, hi, end := Next(text, 0); lo < len(text); lo, hi, end = Next(text, end) {
			got = append(got, text[lo:hi])
		}
		if all := strings.Join(got, "|"); all != want {
			t.Errorf("words of %q: %s, want %s", text, all, want)
		}
	}
}

// FuzzNext: words are in order, not empty, and inside the text.
func FuzzNext(f *testing.F) {
	f.Add("I don't; Django's 's ’ \xff")
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for {
			lo, hi, end := Next(text, at)
			if lo < at || hi < lo || end < hi || end > len(text) || lo < len(text) && (hi == lo || end == at) {
				t.Fatalf("Next(%q, %d) = %d, %d, %d", text, at, lo, hi, end)
			}
			if lo == len(text) {
				return
			}
			at = end
		}
	})
}
