package extract

import (
	"fmt"
	"strings"
	"testing"
	"time"

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

// TestLongInputs reads 64 kB of each kind, or 16 kB of those with names. Each takes
// a second at most, and took more than a minute when work grew with the square of
// the length. What BenchmarkLong measures is exact.
func TestLongInputs(t *testing.T) {
	f := New(catalog.Build(catalog.Embedded()), DefaultModel(), DefaultThreshold)
	for name, unit := range longInputs() {
		size := 64 << 10
		if strings.Contains(unit, " ") || strings.Contains(unit, "django") {
			size = 16 << 10
		}
		done := make(chan bool)
		go func() {
			f.FindAll(longText(unit, size), PossibleThreshold)
			close(done)
		}()
		select {
		case <-done:
		case <-time.After(time.Minute):
			t.Fatalf("%s: %d bytes take more than a minute", name, size)
		}
	}
}

// BenchmarkLong: from one size to the next, each time may grow 2.3 times.
func BenchmarkLong(b *testing.B) {
	f := New(catalog.Build(catalog.Embedded()), DefaultModel(), DefaultThreshold)
	for name, unit := range longInputs() {
		for _, size := range []int{64 << 10, 128 << 10, 256 << 10} {
			b.Run(fmt.Sprintf("%s/%dk", name, size>>10), func(b *testing.B) {
				t := longText(unit, size)
				for b.Loop() {
					f.FindAll(t, PossibleThreshold)
				}
			})
		}
	}
}
