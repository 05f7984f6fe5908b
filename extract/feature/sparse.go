// Package feature describes candidates by numbers that the detection models score.
//
// Candidates and the tokens around them in, features out. [Extractor.SetSparse] sets the
// binary features of the first pass, which depend on a candidate's own sentence
// (template.go lists them, cue.go has those of the words beside it).
// [Extractor.EachDense] sets the numbers of the second pass, which also depend on what
// the first pass found in the rest of the transcript (context.go, elsewhere.go) and on
// the description of the project (gloss.go). [TopicShift] is what the topic of the
// transcript contributes (topic.go). The package does not score: it has no weights.
package feature

import (
	"namedrop/extract/candidate"
	"namedrop/extract/token"
	"namedrop/extract/vocabulary"
	"namedrop/internal/catalog"
)

// bucket returns the index of the first bound that v is below, len(bounds) if
// there is none.
func bucket(v float64, bounds ...float64) int {
	for i, b := range bounds {
		if v < b {
			return i
		}
	}
	return len(bounds)
}

func lengthBucket(n int) int       { return bucket(float64(n), 3, 4, 5, 6, 8, 11) }
func rarityBucket(c float64) int   { return bucket(c, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6) }
func distanceBucket(d float64) int { return bucket(d, 1e-9, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.36) }
func oddsBucket(o float64) int     { return bucket(o, -2, -1, -0.5, 0, 0.5, 1, 2) }

// Extractor computes the features of candidates. It is safe for many goroutines.
type Extractor struct {
	vocabulary *vocabulary.Vocabulary
	ranked     bool // the catalog has download ranks
}

// New returns an Extractor for candidates of a catalog, which has download ranks or not.
func New(v *vocabulary.Vocabulary, ranked bool) *Extractor { return &Extractor{v, ranked} }

// Passage is what is known of the place of a candidate in its transcript.
type Passage struct {
	Answer        bool // its paragraph may answer a request for a package
	Advertisement bool // it is inside an advertisement
}

// SetSparse sets the features of the first pass, which depend on the
// candidate's own sentence and on the kind of passage only.
func (x *Extractor) SetSparse(c *candidate.Candidate, tokens []token.Token, at Passage) {
	src, kind, window := int(c.Source), x.vocabulary.NameKind(c.Project), tokens[c.First:c.Last+1]
	shape := token.Capitalization(window)
	length := lengthBucket(len(catalog.Letters(c.Project.Name)))
	addSparse(c, sparse.bias, 0)
	addSparse(c, sparse.source, src)
	addSparse(c, sparse.kind, kind)
	addSparse(c, sparse.kindCase, kind*len(caseNames)+shape)
	addSparse(c, sparse.sourceCase, src*len(caseNames)+shape)
	addSparse(c, sparse.sourceLength, src*len(lengthNames)+length)
	addSparse(c, sparse.sourceWords, src*candidate.MaxWords+c.Words-1)
	x.addWordFeatures(c, window, kind)
	addSparse(c, sparse.layer, catalogLayer(c.Project))
	addSparse(c, sparse.layerSource, catalogLayer(c.Project)*len(sourceNames)+src)
	if c.Source == candidate.BySound {
		addSparse(c, sparse.phoneticDistance, length*len(distanceName)+distanceBucket(c.PhoneticDistance))
	}
	if c.Source != candidate.BySpelling {
		c.SpellingDistance = spellingDistance(token.Letters(window), catalog.Letters(c.Project.Name))
		addSparse(c, sparse.spellingDistance, src*len(distanceName)+distanceBucket(c.SpellingDistance))
	}
	if c.Source == candidate.ByConfusion || c.Source == candidate.ByPartConfusion {
		addSparse(c, sparse.confusion, (src-int(candidate.ByConfusion))*5+bucket(c.Confusion, 0.1, 0.3, 0.6, 0.9))
	}
	addCueFeatures(c, tokens)
	episodes, share := x.vocabulary.Prior(c.Project.Name)
	addSparse(c, sparse.priorEpisodes, src*6+bucket(float64(episodes), 0.5, 1.5, 2.5, 3.5, 4.5))
	addSparse(c, sparse.priorShare, kind*5+bucket(float64(share), 0.05, 0.2, 0.5, 0.8))
	c.Collocation = collocationScore(c, tokens)
	addSparse(c, sparse.collocation, kind*len(oddsNames)+oddsBucket(c.Collocation))
	if at.Answer {
		addSparse(c, sparse.answer, 0)
	}
	if at.Advertisement {
		addSparse(c, sparse.advertisement, 0)
	}
}

// addWordFeatures adds how common the words of the window are.
func (x *Extractor) addWordFeatures(c *candidate.Candidate, window []token.Token, kind int) {
	rarest, _ := rarities(window)
	addSparse(c, sparse.sourceRarity, int(c.Source)*len(rarityNames)+rarityBucket(rarest))
	if c.Words == 1 {
		addSparse(c, sparse.kindRarity, kind*len(rarityNames)+rarityBucket(rarest))
		addSparse(c, sparse.capitalRate, bucket(capitalRate(c, window), 0, 0.02, 0.2, 0.6))
		return
	}
	if window[0].Function {
		addSparse(c, sparse.functionWord, 0)
	}
	if window[len(window)-1].Function {
		addSparse(c, sparse.functionWord, 1)
	}
}

// catalogLayer is the layer from which a project is known, as a value of the
// template of that name.
func catalogLayer(p *catalog.Project) int {
	switch {
	case p.Listed:
		return 0
	case !p.Synced:
		return 1
	case p.Rank == 0:
		return 5
	}
	return 2 + bucket(float64(p.Rank), 301, 3001)
}

// addSparse adds the feature of a template's value.
func addSparse(c *candidate.Candidate, t template, value int) {
	c.Sparse = append(c.Sparse, t.value(value))
}

// count returns how many values of a template hold for a candidate.
func count(c *candidate.Candidate, t template) float32 {
	n := float32(0)
	for _, f := range c.Sparse {
		if f >= t.first && f < t.value(t.size) {
			n++
		}
	}
	return n
}

// spellingDistance is the Levenshtein distance of two strings of letters,
// divided by the length of the longer: 0 for equal strings, at most 1.
func spellingDistance(a, b string) float64 {
	var room [64]int // most names need no allocation
	row := append(room[:0], make([]int, len(b)+1)...)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return float64(row[len(b)]) / float64(max(1, len(a), len(b)))
}
