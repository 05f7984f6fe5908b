package extract

import (
	"cmp"
	"slices"
)

// likelyScore is the first-pass score from which a candidate is evidence for
// others in the second pass.
const likelyScore = 0.0

// listedSmoothing is the number of unlisted names that smooths the share of
// listed names in an episode with few names.
const listedSmoothing = 3

// documentContext is what the first pass found in a transcript: the likely
// candidates by position, and all candidates by name.
type documentContext struct {
	tokens      []token
	domain      float64              // domain words per 1,000 words
	sentences   map[int][]*candidate // likely ones
	inSentence  map[int]*extents     // their names
	inParagraph map[int]*extents
	likely      map[string]bool      // names of the likely candidates
	names       map[string]*sameName // all candidates for a name
	spellings   map[spelling]int     // candidates by name and words
	listed      float64              // share of likely names that are listed, smoothed
	nameRate    float64              // likely candidates per 1,000 tokens
}

// newDocumentContext summarizes the candidates of the first pass. It is complete
// before the second pass begins, so the result does not depend on the order of
// candidates.
func newDocumentContext(found []*candidate, tokens []token) *documentContext {
	s := &documentContext{tokens: tokens, domain: 1000 * domainShare(tokens), sentences: map[int][]*candidate{}, inSentence: map[int]*extents{}, inParagraph: map[int]*extents{},
		likely: map[string]bool{}, names: map[string]*sameName{}, spellings: map[spelling]int{}}
	byName := map[string][]*candidate{}
	for _, c := range found {
		byName[c.project.Name] = append(byName[c.project.Name], c)
		s.spellings[c.spelling(tokens)]++
	}
	for name, all := range byName {
		s.names[name] = newSameName(all, tokens)
	}
	chosen := resolveOverlaps(found, likelyScore)
	listed := 0
	for _, c := range chosen {
		t := tokens[c.first]
		s.sentences[t.sentence] = append(s.sentences[t.sentence], c)
		note(s.inSentence, t.sentence, c)
		note(s.inParagraph, t.paragraph, c)
		if !s.likely[c.project.Name] && c.project.Listed {
			listed++
		}
		s.likely[c.project.Name] = true
	}
	s.listed = float64(listed) / float64(len(s.likely)+listedSmoothing)
	s.nameRate = 1000 * float64(len(chosen)) / float64(max(1000, len(tokens)))
	return s
}

// note adds the name of a candidate to those of its sentence or paragraph.
func note(all map[int]*extents, at int, c *candidate) {
	if all[at] == nil {
		all[at] = &extents{}
	}
	all[at].add(c.project.Name, c)
}

// spelling is the name of a candidate and the letters of its window.
type spelling struct{ name, letters string }

func (c *candidate) spelling(tokens []token) spelling {
	return spelling{c.project.Name, lettersOf(tokens[c.first : c.last+1])}
}

// disjoint reports whether two candidates share no token.
func (c *candidate) disjoint(s *candidate) bool { return s.last < c.first || c.last < s.first }

// setDense sets a candidate's features that depend on the context.
func (s *documentContext) setDense(c *candidate) {
	k, t := c.dense, s.tokens[c.first]
	others := func(all *extents) int { return all.countDisjoint(c, c.project.Name) }
	k[denseSentenceNames] = float32(others(s.inSentence[t.sentence]))
	k[denseParagraphNames] = float32(others(s.inParagraph[t.paragraph]))
	k[denseAdjacentNames] = float32(others(s.inParagraph[t.paragraph-1]) + others(s.inParagraph[t.paragraph+1]))
	k[denseNearest] = float32(s.nearest(c))
	k[denseNameRate] = float32(s.nameRate)
	k[denseListedShare] = float32(s.listed)
	k[denseDomain] = float32(s.domain)
	k[denseFamily] = indicator(s.likely[family(c.project.Name)])
	s.setElsewhere(c)
}

// nearest is the distance in tokens to the nearest likely candidate for another
// project in the same sentence, at most maxDistance.
func (s *documentContext) nearest(c *candidate) int {
	least := maxDistance
	all := s.sentences[s.tokens[c.first].sentence] // in the order of the text, and without overlap
	from, _ := slices.BinarySearchFunc(all, c.first-maxDistance, func(x *candidate, at int) int { return cmp.Compare(x.last, at) })
	for _, other := range all[from:] {
		if other.first > c.last+maxDistance {
			break
		}
		if other.project.Name != c.project.Name && c.disjoint(other) {
			least = min(least, max(other.first-c.last, c.first-other.last))
		}
	}
	return least
}

// maxDistance is the distance in tokens from which candidates are not near.
const maxDistance = 20

// setOverlaps sets the features about candidates for other names that share
// words. All must be in the order of their first words.
func setOverlaps(found []*candidate) {
	for i, c := range found {
		rival, overlap := -20.0, 0
		for _, step := range []int{-1, 1} {
			for j := i + step; j >= 0 && j < len(found) && max(found[j].first-c.first, c.first-found[j].first) < 3*maxWords; j += step {
				if found[j].project.Name != c.project.Name && !c.disjoint(found[j]) {
					rival = max(rival, found[j].score)
					overlap++
				}
			}
		}
		c.dense[denseRival] = float32(max(-20, rival-c.score))
		if rival == -20 {
			c.dense[denseRival] = -20
		}
		c.dense[denseOverlaps] = float32(overlap)
	}
}
