package extract

import (
	"math"
	"slices"

	"namedrop/extract/candidate"
	"namedrop/extract/feature"
	"namedrop/extract/token"
	"namedrop/internal/transcript"
)

// TrainingExample is a candidate with its features, for training.
type TrainingExample struct {
	Paragraph int
	Lo, Hi    int // bytes of the paragraph's text
	Name      string
	Exact     bool      // the window has the letters of the name
	Adjacent  [4]string // the second and first word before it, the first and second after; "" for none
	Sparse    []uint16  // features of the first pass: indices into SparseFeatures
	Dense     []float32 // features of the second pass, in the order of DenseFeatures; nil if the first pass rejects it
}

// SparseFeatures returns the names of the features of the first pass. The slice
// is shared: it must not be changed.
func SparseFeatures() []string { return feature.SparseNames() }

// DenseFeatures returns the names of the features of the second pass. The slice
// is shared: it must not be changed.
func DenseFeatures() []string { return feature.DenseNames() }

// ExactExamples returns the TrainingExamples that are exact, which takes less
// time.
func (f *Finder) ExactExamples(t *transcript.Transcript) []TrainingExample {
	exact := *f
	exact.generator = f.generator.WithoutPhonetics()
	return slices.DeleteFunc(exact.TrainingExamples(t), func(x TrainingExample) bool { return !x.Exact })
}

// TrainingExamples returns all candidates of a transcript, right or wrong. The
// dense features depend on the model's first pass.
func (f *Finder) TrainingExamples(t *transcript.Transcript) []TrainingExample {
	return f.examples(t, math.Inf(-1))
}

// PlausibleExamples returns the TrainingExamples that the first pass accepts, all
// with dense features, which takes less time.
func (f *Finder) PlausibleExamples(t *transcript.Transcript) []TrainingExample {
	return f.examples(t, minFirstScore)
}

// examples returns the candidates whose first-pass score is at least the minimum.
func (f *Finder) examples(t *transcript.Transcript, minimum float64) []TrainingExample {
	tokens := token.Tokenize(f.model.vocabulary, t)
	found := f.firstPass(t, tokens, advertisements(t.Paragraphs), minimum)
	f.extractor.EachDense(plausible(found), tokens, func(_ int, part []*candidate.Candidate, _ *feature.Definitions) {
		for _, c := range part {
			c.Dense = slices.Clone(c.Dense)
		}
	})
	var examples []TrainingExample
	for i := range found {
		if token.Spoken(tokens[found[i].First], t.Paragraphs) {
			examples = append(examples, newTrainingExample(&found[i], tokens))
		}
	}
	return examples
}

func newTrainingExample(c *candidate.Candidate, tokens []token.Token) TrainingExample {
	x := TrainingExample{Paragraph: tokens[c.First].Paragraph, Lo: tokens[c.First].Lo, Hi: tokens[c.Last].Hi,
		Name: c.Project.Name, Exact: c.Source == candidate.BySpelling, Sparse: c.Sparse}
	for i, w := range feature.AdjacentWords(c, tokens) {
		if w != nil {
			x.Adjacent[i] = w.Letters
		}
	}
	if c.Score >= minFirstScore {
		x.Dense = c.Dense
	}
	return x
}
