package extract

import (
	"math"
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
	tokens     []token
	sentences  map[int][]*candidate
	paragraphs map[int][]*candidate
	likely     map[string]bool         // names of the likely candidates
	names      map[string][]*candidate // all candidates for a name
	spellings  map[string]int          // candidates by name and words
	listed     float64                 // share of likely names that are listed, smoothed
	nameRate   float64                 // likely candidates per 1,000 tokens
}

// newDocumentContext summarizes the candidates of the first pass. It is complete
// before the second pass begins, so the result does not depend on the order of
// candidates.
func newDocumentContext(found []*candidate, tokens []token) *documentContext {
	s := &documentContext{tokens: tokens, sentences: map[int][]*candidate{}, paragraphs: map[int][]*candidate{},
		likely: map[string]bool{}, names: map[string][]*candidate{}, spellings: map[string]int{}}
	for _, c := range found {
		s.names[c.project.Name] = append(s.names[c.project.Name], c)
		s.spellings[c.spelling(tokens)]++
	}
	chosen := resolveOverlaps(found, likelyScore)
	listed := 0
	for _, c := range chosen {
		t := tokens[c.first]
		s.sentences[t.sentence] = append(s.sentences[t.sentence], c)
		s.paragraphs[t.paragraph] = append(s.paragraphs[t.paragraph], c)
		if !s.likely[c.project.Name] && c.project.Listed {
			listed++
		}
		s.likely[c.project.Name] = true
	}
	s.listed = float64(listed) / float64(len(s.likely)+listedSmoothing)
	s.nameRate = 1000 * float64(len(chosen)) / float64(max(1000, len(tokens)))
	return s
}

// spelling is the candidate's name and the letters of its window.
func (c *candidate) spelling(tokens []token) string {
	return c.project.Name + " " + lettersOf(tokens[c.first:c.last+1])
}

// disjoint reports whether two candidates share no token.
func (c *candidate) disjoint(s *candidate) bool { return s.last < c.first || c.last < s.first }

// countOthers counts the other names among candidates that are disjoint from
// this one.
func (c *candidate) countOthers(list []*candidate) int {
	var names []string
	for _, s := range list {
		if s.project.Name != c.project.Name && c.disjoint(s) && !slices.Contains(names, s.project.Name) {
			names = append(names, s.project.Name)
		}
	}
	return len(names)
}

// setDense sets a candidate's features that depend on the context.
func (s *documentContext) setDense(c *candidate) {
	k, t := c.dense, s.tokens[c.first]
	k[denseSentenceNames] = float32(c.countOthers(s.sentences[t.sentence]))
	k[denseParagraphNames] = float32(c.countOthers(s.paragraphs[t.paragraph]))
	k[denseAdjacentNames] = float32(c.countOthers(s.paragraphs[t.paragraph-1]) + c.countOthers(s.paragraphs[t.paragraph+1]))
	k[denseNearest] = float32(s.nearest(c))
	k[denseNameRate] = float32(s.nameRate)
	k[denseListedShare] = float32(s.listed)
	k[denseFamily] = indicator(s.likely[family(c.project.Name)])
	s.setElsewhere(c)
}

// setElsewhere sets the features about other candidates for the same name.
func (s *documentContext) setElsewhere(c *candidate) {
	best, sum, perhaps := -20.0, 0.0, 0
	ways := map[string]bool{}
	for _, other := range s.names[c.project.Name] {
		if !c.disjoint(other) {
			continue
		}
		best = max(best, other.score)
		sum += probability(other.score)
		if other.score > -4 {
			perhaps++
			ways[lettersOf(s.tokens[other.first:other.last+1])] = true
		}
	}
	k := c.dense
	k[denseBestElsewhere], k[denseExpectedElsewhere] = float32(best), float32(math.Log2(sum+1.0/64))
	k[denseCandidatesElsewhere], k[denseSpellings] = float32(perhaps), float32(len(ways))
	same := s.spellings[c.spelling(s.tokens)] - 1
	k[denseSameWords] = float32(same)
	k[denseSameWordsShare] = -1
	if perhaps > 0 {
		k[denseSameWordsShare] = float32(same) / float32(perhaps)
	}
}

// nearest is the distance in tokens to the nearest likely candidate for another
// project in the same sentence, at most 20.
func (s *documentContext) nearest(c *candidate) int {
	least := 20
	for _, other := range s.sentences[s.tokens[c.first].sentence] {
		if other.project.Name != c.project.Name && c.disjoint(other) {
			least = min(least, max(other.first-c.last, c.first-other.last))
		}
	}
	return least
}

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
