package extract

import (
	"math"
	"strings"

	"namedrop/internal/catalog"
)

// denseFeatures are the features of the second pass, which boosted trees
// score. A feature that does not apply is -1.
type denseFeatures [len(denseNames)]float32

// The dense features, by number.
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

// setLocalDense sets the dense features that depend on the candidate's own
// sentence only.
func (f *Finder) setLocalDense(c *candidate, tokens []token) {
	window := tokens[c.first : c.last+1]
	k := c.dense
	k[denseFirstPass] = float32(c.score)
	k[denseSource] = float32(c.source)
	k[denseKind] = float32(f.nameKind(c.project))
	k[denseCase] = float32(capitalization(window))
	k[denseLength] = float32(len(catalog.Letters(c.project.Name)))
	k[denseWords] = float32(c.words)
	rarest, commonest := f.rarities(window)
	k[denseRarest], k[denseCommonest] = float32(rarest), float32(commonest)
	k[denseCapitalRate] = float32(f.capitalRate(c, window))
	k[denseFunctionWords] = indicator(functionWords[window[0].letters]) + indicator(functionWords[window[len(window)-1].letters])
	k[denseLayer] = float32(catalogLayer(c.project))
	k[densePhoneticDistance], k[denseConfusion] = -1, -1
	if c.source == bySound {
		k[densePhoneticDistance] = float32(c.phoneticDistance)
	}
	if c.source == byConfusion || c.source == byPartConfusion {
		k[denseConfusion] = float32(c.confusion)
	}
	k[denseSpellingDistance] = float32(c.spellingDistance)
	k[denseCues] = c.count(sparse.cueBefore) + c.count(sparse.cueAfter)
	k[denseCollocation] = float32(c.collocation)
	k[denseAnswer], k[denseAdvertised] = c.count(sparse.answer), c.count(sparse.advertisement)
	k[densePunctuation] = c.count(sparse.punctuation)
	k[denseSentenceStart] = c.count(sparse.sentence)
	k[denseUnknownWords] = f.unknownWords(window)
	k[densePriorEpisodes], k[densePriorShare] = f.model.prior(c.project.Name)
	k[denseRank] = f.logRank(c.project)
}

// Binary logarithms of the rank assumed for a project without one.
const (
	unranked    = 20   // the index has ranks, but none for this project
	typicalRank = 12.4 // the index lacks ranks, or the project; a quarter of the embedded names rank higher
)

// logRank is the binary logarithm of a project's rank by downloads.
func (f *Finder) logRank(p *catalog.Project) float32 {
	switch {
	case p.Rank > 0:
		return float32(math.Log2(float64(p.Rank)))
	case f.ranked && (p.Synced || p.Indexed):
		return unranked
	}
	return typicalRank
}

// prior returns the binary logarithm of one plus the number of training
// episodes that name a project, and the smoothed share of the uses of its
// letters there that name it: 0.5 for an unseen name.
func (m *Model) prior(name string) (episodes, share float32) {
	p := m.priors[name]
	return float32(math.Log2(1 + p.episodes)), float32((p.named + 0.5) / (p.named + p.ambiguous + 1))
}

func indicator(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// rarities returns the rarity of the rarest and of the most common word.
func (f *Finder) rarities(window []token) (rarest, commonest float64) {
	commonest = unseenRarity
	for _, t := range window {
		if t.letters != "" {
			rarest, commonest = max(rarest, t.rarity), min(commonest, t.rarity)
		}
	}
	return rarest, commonest
}

// unknownWords counts the words of a window that are neither English nor in the
// word counts.
func (f *Finder) unknownWords(window []token) float32 {
	n := float32(0)
	for _, t := range window {
		if t.letters != "" && !t.known {
			n++
		}
	}
	return n
}

// capitalRate is the share of capitalized uses of a window's only word, -1 for
// several words and for an unseen word.
func (f *Finder) capitalRate(c *candidate, window []token) float64 {
	if c.words > 1 {
		return -1
	}
	return window[0].capitalRate
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
