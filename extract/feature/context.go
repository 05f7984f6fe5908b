package feature

import (
	"cmp"
	"slices"

	"namedrop/extract/candidate"
	"namedrop/extract/token"
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
	tokens      []token.Token
	domain      float64                        // domain words per 1,000 words
	sentences   map[int][]*candidate.Candidate // likely ones
	inSentence  map[int]*extents               // their names
	inParagraph map[int]*extents
	likely      map[string]bool            // names of the likely candidates
	names       map[string]*sameName       // all candidates for a name
	spellings   map[candidate.Spelling]int // candidates by name and words
	listed      float64                    // share of likely names that are listed, smoothed
	nameRate    float64                    // likely candidates per 1,000 tokens
}

// newDocumentContext summarizes the candidates of the first pass. It is complete
// before the second pass begins, so the result does not depend on the order of
// candidates.
func newDocumentContext(found []*candidate.Candidate, tokens []token.Token) *documentContext {
	s := &documentContext{tokens: tokens, domain: 1000 * domainShare(tokens), sentences: map[int][]*candidate.Candidate{}, inSentence: map[int]*extents{}, inParagraph: map[int]*extents{},
		likely: map[string]bool{}, names: map[string]*sameName{}, spellings: map[candidate.Spelling]int{}}
	byName := map[string][]*candidate.Candidate{}
	for _, c := range found {
		byName[c.Project.Name] = append(byName[c.Project.Name], c)
		s.spellings[c.Spelling(tokens)]++
	}
	for name, all := range byName {
		s.names[name] = newSameName(all, tokens)
	}
	chosen := candidate.ResolveOverlaps(found, likelyScore)
	listed := 0
	for _, c := range chosen {
		t := tokens[c.First]
		s.sentences[t.Sentence] = append(s.sentences[t.Sentence], c)
		note(s.inSentence, t.Sentence, c)
		note(s.inParagraph, t.Paragraph, c)
		if !s.likely[c.Project.Name] && c.Project.Listed {
			listed++
		}
		s.likely[c.Project.Name] = true
	}
	s.listed = float64(listed) / float64(len(s.likely)+listedSmoothing)
	s.nameRate = 1000 * float64(len(chosen)) / float64(max(1000, len(tokens)))
	return s
}

// note adds the name of a candidate to those of its sentence or paragraph.
func note(all map[int]*extents, at int, c *candidate.Candidate) {
	if all[at] == nil {
		all[at] = &extents{}
	}
	all[at].add(c.Project.Name, c)
}

// setDense sets a candidate's features that depend on the context.
func (s *documentContext) setDense(c *candidate.Candidate) {
	k, t := c.Dense, s.tokens[c.First]
	others := func(all *extents) int { return all.countDisjoint(c, c.Project.Name) }
	k[denseSentenceNames] = float32(others(s.inSentence[t.Sentence]))
	k[denseParagraphNames] = float32(others(s.inParagraph[t.Paragraph]))
	k[denseAdjacentNames] = float32(others(s.inParagraph[t.Paragraph-1]) + others(s.inParagraph[t.Paragraph+1]))
	k[denseNearest] = float32(s.nearest(c))
	k[denseNameRate] = float32(s.nameRate)
	k[denseListedShare] = float32(s.listed)
	k[denseDomain] = float32(s.domain)
	k[denseFamily] = indicator(s.likely[family(c.Project.Name)])
	s.setElsewhere(c)
}

// nearest is the distance in tokens to the nearest likely candidate for another
// project in the same sentence, at most maxDistance.
func (s *documentContext) nearest(c *candidate.Candidate) int {
	least := maxDistance
	all := s.sentences[s.tokens[c.First].Sentence] // in the order of the text, and without overlap
	from, _ := slices.BinarySearchFunc(all, c.First-maxDistance, func(x *candidate.Candidate, at int) int { return cmp.Compare(x.Last, at) })
	for _, other := range all[from:] {
		if other.First > c.Last+maxDistance {
			break
		}
		if other.Project.Name != c.Project.Name && c.Disjoint(other) {
			least = min(least, max(other.First-c.Last, c.First-other.Last))
		}
	}
	return least
}

// maxDistance is the distance in tokens from which candidates are not near.
const maxDistance = 20

// setOverlaps sets the features about candidates for other names that share words with
// c, which is number i of those found. They must be in the order of their first words.
// Names within one that is spelled are no rivals: "rich bench" is not rich.
func setOverlaps(c *candidate.Candidate, found []*candidate.Candidate, i int) {
	rival, overlap := -20.0, 0
	for _, step := range []int{-1, 1} {
		for j := i + step; j >= 0 && j < len(found) && max(found[j].First-c.First, c.First-found[j].First) < 3*candidate.MaxWords; j += step {
			if found[j].Project.Name != c.Project.Name && !c.Disjoint(found[j]) {
				overlap++
				if c.Source != candidate.BySpelling || !within(found[j], c) {
					rival = max(rival, found[j].Score)
				}
			}
		}
	}
	c.Dense[denseRival] = float32(max(-20, rival-c.Score))
	if rival == -20 {
		c.Dense[denseRival] = -20
	}
	c.Dense[denseOverlaps] = float32(overlap)
}

// within reports whether the window of c is a part of that of a longer one.
func within(c, longer *candidate.Candidate) bool {
	return longer.First <= c.First && c.Last <= longer.Last && c.Last-c.First < longer.Last-longer.First
}
