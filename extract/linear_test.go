package extract

import (
	"fmt"
	"strings"
	"testing"

	"namedrop/internal/catalog"
	"namedrop/internal/transcript"
)

// longInputs are texts without end of kinds that no speaker says, by what is
// repeated in them. Work on them must grow with their length and no faster.
func longInputs() map[string]string {
	return map[string]string{
		"quotes":    `"`,
		"typeset":   "\u201c",
		"word":      "x",
		"stops":     ".",
		"dots":      "a.",
		"marks":     "?!",
		"brackets":  "([",
		"slashes":   "a/",
		"dashes":    "-",
		"urls":      "http://a.b/",
		"name":      "py dot ",
		"sentence":  "django, flask and pytest ",
		"spellings": "py test pie test pytest pi test ",
		"commas":    ", ",
		"contracts": "n't's'll",
		"entities":  "&rsquo;",
		"letters":   "e",
		"emoji":     "👩‍💻",
		"chinese":   "我们用",
		"short":     "Use uv. ",
		"ads":       "This episode is sponsored by django. ",
		"questions": "What is django? ",
		"newline":   "django\n",
	}
}

// longText repeats a text up to a size in bytes.
func longText(unit string, size int) *transcript.Transcript {
	text := strings.Repeat(unit, size/len(unit)+1)[:size/len(unit)*len(unit)]
	return &transcript.Transcript{Paragraphs: []transcript.Paragraph{{Text: text}}}
}

// TestLongInputs reads a quarter of a megabyte of each kind. Work that grew with
// the square of the length would not come to an end before the test is stopped.
func TestLongInputs(t *testing.T) {
	f := New(catalog.Build(catalog.Embedded()), DefaultModel(), 0.5)
	for name, unit := range longInputs() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f.FindAll(longText(unit, 256<<10))
		})
	}
}

// BenchmarkLong: from one size to the next, each time may grow 2.3 times.
func BenchmarkLong(b *testing.B) {
	f := New(catalog.Build(catalog.Embedded()), DefaultModel(), 0.5)
	for name, unit := range longInputs() {
		for _, size := range []int{64 << 10, 128 << 10, 256 << 10} {
			b.Run(fmt.Sprintf("%s/%dk", name, size>>10), func(b *testing.B) {
				t := longText(unit, size)
				for b.Loop() {
					f.FindAll(t)
				}
			})
		}
	}
}
