package extract

import (
	"math"
	"strings"

	"namedrop/internal/catalog"
)

// facts are what the second round knows of a reading, as numbers. What does
// not apply is -1.
type facts [len(factNames)]float32

// The facts, by number.
const (
	factFirst = iota // log-odds of the first round
	factSource
	factKind
	factCase
	factLength
	factWords
	factRarest
	factCommonest
	factCapital
	factEdges
	factLayer
	factDistance
	factUnlike
	factHabit
	factAnnounced
	factCompany
	factAsked
	factAdvertised
	factComma
	factOpens
	factSentence
	factParagraph
	factAround
	factNearest
	factBestElsewhere
	factSumElsewhere
	factElsewhere
	factSpellings
	factSameWords
	factOtherWords
	factRival
	factDensity
	factListed
	factRank
	factFamily
	factAlone
	factFame
	factMeant
	factStrange
	factGloss
	factGlossAnywhere
)

// factNames name the facts in forest.tsv and in explanations.
var factNames = [...]string{
	factFirst:         "first round",
	factSource:        "found by",
	factKind:          "kind of name",
	factCase:          "case",
	factLength:        "letters of the name",
	factWords:         "words",
	factRarest:        "rarest word",
	factCommonest:     "commonest word",
	factCapital:       "usually capitalised",
	factEdges:         "function words at the edges",
	factLayer:         "known from",
	factDistance:      "sounds differ",
	factUnlike:        "letters differ",
	factHabit:         "learnt confusion",
	factAnnounced:     "announced",
	factCompany:       "words beside",
	factAsked:         "asked for",
	factAdvertised:    "in advertising",
	factComma:         "in an enumeration",
	factOpens:         "opens its sentence",
	factSentence:      "others in the sentence",
	factParagraph:     "others in the paragraph",
	factAround:        "others around",
	factNearest:       "nearest other",
	factBestElsewhere: "best elsewhere",
	factSumElsewhere:  "sum elsewhere",
	factElsewhere:     "perhaps elsewhere",
	factSpellings:     "ways it was heard",
	factSameWords:     "same words elsewhere",
	factOtherWords:    "share of the same words",
	factRival:         "best rival",
	factDensity:       "names an hour",
	factListed:        "others are listed",
	factRank:          "rank by downloads",
	factFamily:        "family is named",
	factAlone:         "clear of others",
	factFame:          "named in other episodes",
	factMeant:         "meant in other episodes",
	factStrange:       "words that are no words",
	factGloss:         "described near",
	factGlossAnywhere: "described anywhere",
}

// factNumbers are the facts by name.
var factNumbers = numberFacts()

func numberFacts() map[string]int {
	numbers := map[string]int{}
	for i, name := range factNames {
		numbers[name] = i
	}
	return numbers
}

// know fills in what can be seen in a reading's own sentence.
func (f *Finder) know(r *reading, tokens []token) {
	window := tokens[r.first : r.last+1]
	k := r.facts
	k[factFirst] = float32(r.score)
	k[factSource] = float32(r.source)
	k[factKind] = float32(f.kind(r.project))
	k[factCase] = float32(caseOf(window))
	k[factLength] = float32(len(catalog.Letters(r.project.Name)))
	k[factWords] = float32(r.words)
	rarest, commonest := f.rarities(window)
	k[factRarest], k[factCommonest] = float32(rarest), float32(commonest)
	k[factCapital] = float32(f.usualCase(r, window))
	k[factEdges] = truth(functionWords[window[0].letters]) + truth(functionWords[window[len(window)-1].letters])
	k[factLayer] = float32(layerOf(r.project))
	k[factDistance], k[factHabit] = -1, -1
	if r.source == bySound {
		k[factDistance] = float32(r.distance)
	}
	if r.source == byHabit || r.source == byParts {
		k[factHabit] = float32(r.habit)
	}
	k[factUnlike] = float32(r.unlike)
	k[factAnnounced] = r.answer(announces) + r.answer(speaks)
	k[factCompany] = float32(r.company)
	k[factAsked], k[factAdvertised] = r.answer(askedFor), r.answer(sponsoring)
	k[factComma] = r.answer(punctuated)
	k[factOpens] = r.answer(openings)
	k[factStrange] = f.strange(window)
	k[factFame], k[factMeant] = f.known.fameOf(r.project.Name)
	k[factRank] = f.rank(r.project)
}

// Ranks, as binary logarithms, of projects that have none.
const (
	unranked    = 20   // where others have one
	typicalRank = 12.4 // where nothing is synced: that of a quarter of the embedded names is better
)

// rank is the binary logarithm of a project's rank by downloads.
func (f *Finder) rank(p *catalog.Project) float32 {
	switch {
	case p.Rank > 0:
		return float32(math.Log2(float64(p.Rank)))
	case f.ranked:
		return unranked
	}
	return typicalRank
}

// fameOf is how much was said of a project in other episodes, and how often its
// name was meant where it stood.
func (k *Knowledge) fameOf(name string) (much, meant float32) {
	f := k.fame[name]
	return float32(math.Log2(1 + f.episodes)), float32((f.sure + 0.5) / (f.sure + f.unsure + 1))
}

// answer is how many answers of a question are true of a reading.
func (r *reading) answer(g *group) float32 {
	n := float32(0)
	for _, f := range r.features {
		if f >= g.first && f < g.first+feature(len(g.answers)) {
			n += float32(f-g.first) + 1
		}
	}
	return n
}

func truth(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// rarities returns the rarity of the rarest and of the commonest word.
func (f *Finder) rarities(window []token) (rarest, commonest float64) {
	commonest = unheard
	for _, t := range window {
		if t.letters != "" {
			rarest, commonest = max(rarest, t.rarity), min(commonest, t.rarity)
		}
	}
	return rarest, commonest
}

// strange counts the words of a window that are none.
func (f *Finder) strange(window []token) float32 {
	n := float32(0)
	for _, t := range window {
		if t.letters != "" && !f.known.isWord(t.letters) {
			n++
		}
	}
	return n
}

// usualCase is how often the only word of a window has a capital in talk, -1
// for several words and for one that was never heard.
func (f *Finder) usualCase(r *reading, window []token) float64 {
	w, heard := f.known.words[window[0].letters]
	if r.words > 1 || !heard {
		return -1
	}
	return w.capital
}

// family is the part of a name before its first hyphen, "" without one:
// pytest of pytest-asyncio.
func family(name string) string {
	head, _, ok := strings.Cut(name, "-")
	if !ok {
		return ""
	}
	return head
}
