package extract

import (
	"math"
	"slices"

	"namedrop/internal/phonetic"
	"namedrop/internal/transcript"
)

// Example is a reading as the trainer of the models sees it.
type Example struct {
	Paragraph int
	Lo, Hi    int // bytes of the paragraph's text
	Name      string
	Spelled   bool      // the window has the letters of the name
	Beside    [4]string // the second and first word before it, the first and second after
	Features  []int     // of the first round, numbers as those of Features
	Facts     []float32 // of the second round, in the order of Facts; nil if the first gave it up
}

// Features returns the names of the first round's features, by number.
func Features() []string { return featureNames }

// Facts returns the names of the second round's facts, by number.
func Facts() []string { return factNames[:] }

// Spelled returns only those examples that have the letters of a name.
func (f *Finder) Spelled(t *transcript.Transcript) []Example {
	deaf := *f
	deaf.sounds = phonetic.Build(nil)
	return slices.DeleteFunc(deaf.Examples(t), func(x Example) bool { return !x.Spelled })
}

// Examples returns every reading of a transcript, right or wrong. Facts are
// filled in by what the first round's weights find.
func (f *Finder) Examples(t *transcript.Transcript) []Example {
	tokens := f.known.tokenize(t)
	found := f.first(t, tokens, advertisements(t.Paragraphs), math.Inf(-1))
	f.observe(plausible(found), tokens)
	examples := make([]Example, len(found))
	for i := range found {
		r := &found[i]
		x := Example{Paragraph: tokens[r.first].paragraph, Lo: tokens[r.first].lo, Hi: tokens[r.last].hi,
			Name: r.project.Name, Spelled: r.source == bySpelling}
		for at, w := range beside(r, tokens) {
			if w != nil {
				x.Beside[at] = w.letters
			}
		}
		for _, n := range r.features {
			x.Features = append(x.Features, int(n))
		}
		if r.score >= hopeless {
			x.Facts = r.facts[:]
		}
		examples[i] = x
	}
	return examples
}
