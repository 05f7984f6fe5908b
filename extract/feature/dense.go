package feature

import (
	"math"
	"strings"

	"namedrop/extract/candidate"
	"namedrop/extract/token"
	"namedrop/extract/vocabulary"
	"namedrop/internal/catalog"
)

// The dense features, by number. Boosted trees score them. A feature that does not
// apply is -1.
const (
	denseFirstPass = iota // log-odds of the first pass
	denseSource
	denseKind
	denseCase
	denseLength
	denseWords
	denseRarest
	denseCommonest
	denseCapitalRate
	denseFunctionWords
	denseLayer
	densePhoneticDistance
	denseSpellingDistance
	denseConfusion
	denseCues
	denseCollocation
	denseAnswer
	denseAdvertised
	densePunctuation
	denseSentenceStart
	denseSentenceNames
	denseParagraphNames
	denseAdjacentNames
	denseNearest
	denseBestElsewhere
	denseExpectedElsewhere
	denseCandidatesElsewhere
	denseSpellings
	denseSameWords
	denseSameWordsShare
	denseRival
	denseNameRate
	denseListedShare
	denseRank
	denseFamily
	denseOverlaps
	densePriorEpisodes
	densePriorShare
	denseUnknownWords
	denseGlossNearby
	denseGlossAnywhere
	denseDomain
)

// denseNames are the names of the dense features in forest.bin and in
// explanations.
var denseNames = [...]string{
	denseFirstPass:           "first pass",
	denseSource:              "candidate source",
	denseKind:                "kind of name",
	denseCase:                "capitalization",
	denseLength:              "name length",
	denseWords:               "words",
	denseRarest:              "rarest word",
	denseCommonest:           "most common word",
	denseCapitalRate:         "usual capitalization",
	denseFunctionWords:       "function words at the ends",
	denseLayer:               "catalog layer",
	densePhoneticDistance:    "phonetic distance",
	denseSpellingDistance:    "spelling distance",
	denseConfusion:           "confusion probability",
	denseCues:                "cue words",
	denseCollocation:         "collocations",
	denseAnswer:              "answer to a request",
	denseAdvertised:          "in an advertisement",
	densePunctuation:         "punctuation beside it",
	denseSentenceStart:       "position in the sentence",
	denseSentenceNames:       "other names in the sentence",
	denseParagraphNames:      "other names in the paragraph",
	denseAdjacentNames:       "other names in adjacent paragraphs",
	denseNearest:             "distance to the nearest other name",
	denseBestElsewhere:       "best score elsewhere",
	denseExpectedElsewhere:   "expected mentions elsewhere",
	denseCandidatesElsewhere: "candidates elsewhere",
	denseSpellings:           "spellings elsewhere",
	denseSameWords:           "same words elsewhere",
	denseSameWordsShare:      "share of the same words elsewhere",
	denseRival:               "lead of the best rival",
	denseNameRate:            "names per 1,000 tokens",
	denseListedShare:         "share of names that are listed",
	denseRank:                "download rank",
	denseFamily:              "family is named",
	denseOverlaps:            "overlapping candidates",
	densePriorEpisodes:       "other episodes that name it",
	densePriorShare:          "share of uses that name it",
	denseUnknownWords:        "unknown words",
	denseGlossNearby:         "words of its description nearby",
	denseGlossAnywhere:       "words of its description anywhere",
	denseDomain:              "domain words per 1,000 words",
}

// DenseNames returns the names of the features of the second pass, by number. The
// slice is shared: it must not be changed.
func DenseNames() []string { return denseNames[:] }

// densePart is the number of candidates that have dense features at the same time.
// Those of all candidates would take more memory than all else.
const densePart = 1 << 12

// EachDense sets the features of the second pass for a part of the candidates at a time,
// and calls use with it, the number of its first candidate and what the transcript says of
// the projects. Their memory is used for the next part, so use must copy those that are
// needed later. The features depend on the scores of all candidates, so use must not
// change them.
func (x *Extractor) EachDense(all []*candidate.Candidate, tokens []token.Token, use func(first int, part []*candidate.Candidate, d *Definitions)) {
	features := make([][len(denseNames)]float32, min(len(all), densePart))
	context := newDocumentContext(all, tokens)
	definitions := newDefinitions(tokens)
	for first := 0; first < len(all); first += densePart {
		part := all[first:min(first+densePart, len(all))]
		for i, c := range part {
			c.Dense = features[i][:]
			setOverlaps(c, all, first+i)
			x.setLocalDense(c, tokens)
			context.setDense(c)
			c.Dense[denseGlossNearby], c.Dense[denseGlossAnywhere] = definitions.overlap(c)
		}
		use(first, part, definitions)
	}
}

// setLocalDense sets the dense features that depend on the candidate's own
// sentence only.
func (x *Extractor) setLocalDense(c *candidate.Candidate, tokens []token.Token) {
	window := tokens[c.First : c.Last+1]
	k := c.Dense
	k[denseFirstPass] = float32(c.Score)
	k[denseSource] = float32(c.Source)
	k[denseKind] = float32(x.vocabulary.NameKind(c.Project))
	k[denseCase] = float32(token.Capitalization(window))
	k[denseLength] = float32(len(catalog.Letters(c.Project.Name)))
	k[denseWords] = float32(c.Words)
	rarest, commonest := rarities(window)
	k[denseRarest], k[denseCommonest] = float32(rarest), float32(commonest)
	k[denseCapitalRate] = float32(capitalRate(c, window))
	k[denseFunctionWords] = indicator(window[0].Function) + indicator(window[len(window)-1].Function)
	k[denseLayer] = float32(catalogLayer(c.Project))
	k[densePhoneticDistance], k[denseConfusion] = -1, -1
	if c.Source == candidate.BySound {
		k[densePhoneticDistance] = float32(c.PhoneticDistance)
	}
	if c.Source == candidate.ByConfusion || c.Source == candidate.ByPartConfusion {
		k[denseConfusion] = float32(c.Confusion)
	}
	k[denseSpellingDistance] = float32(c.SpellingDistance)
	k[denseCues] = count(c, sparse.cueBefore) + count(c, sparse.cueAfter)
	k[denseCollocation] = float32(c.Collocation)
	k[denseAnswer], k[denseAdvertised] = count(c, sparse.answer), count(c, sparse.advertisement)
	k[densePunctuation] = count(c, sparse.punctuation)
	k[denseSentenceStart] = count(c, sparse.sentence)
	k[denseUnknownWords] = unknownWords(window)
	k[densePriorEpisodes], k[densePriorShare] = x.vocabulary.Prior(c.Project.Name)
	k[denseRank] = x.logRank(c.Project)
}

// Binary logarithms of the rank assumed for a project without one.
const (
	unranked    = 20   // the index has ranks, but none for this project
	typicalRank = 12.4 // the index lacks ranks, or the project; a quarter of the embedded names rank higher
)

// logRank is the binary logarithm of a project's rank by downloads.
func (x *Extractor) logRank(p *catalog.Project) float32 {
	switch {
	case p.Rank > 0:
		return float32(math.Log2(float64(p.Rank)))
	case x.ranked && (p.Synced || p.Indexed):
		return unranked
	}
	return typicalRank
}

func indicator(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// rarities returns the rarity of the rarest and of the most common word.
func rarities(window []token.Token) (rarest, commonest float64) {
	commonest = vocabulary.UnseenRarity
	for _, t := range window {
		if t.Letters != "" {
			rarest, commonest = max(rarest, t.Rarity), min(commonest, t.Rarity)
		}
	}
	return rarest, commonest
}

// unknownWords counts the words of a window that are neither English nor in the
// word counts.
func unknownWords(window []token.Token) float32 {
	n := float32(0)
	for _, t := range window {
		if t.Letters != "" && !t.Known {
			n++
		}
	}
	return n
}

// capitalRate is the share of capitalized uses of a window's only word, -1 for
// several words and for an unseen word.
func capitalRate(c *candidate.Candidate, window []token.Token) float64 {
	if c.Words > 1 {
		return -1
	}
	return window[0].CapitalRate
}

// family is the part of a name before its first hyphen, "" without one: pytest
// for pytest-asyncio.
func family(name string) string {
	head, _, ok := strings.Cut(name, "-")
	if !ok {
		return ""
	}
	return head
}

// Gloss says how much of the description of a candidate's project the transcript uses,
// near the candidate and anywhere. The candidate must have dense features.
func Gloss(c *candidate.Candidate) (nearby, anywhere float32) {
	return c.Dense[denseGlossNearby], c.Dense[denseGlossAnywhere]
}
