package fit

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Weights of the texts besides the description, whose weight is 1. The topics and
// classifiers that projects give themselves are often too generous; those of well-known
// projects that are not on PyPI are few and specific. wellKnownWeight was chosen among
// 0.5, 1, 1.5 and 2 on the lists of the training.
const (
	nameWeight      = 0.7
	filedWeight     = 0.5
	wellKnownWeight = 1.5
	partWeight      = 0.5 // a word found by splitting a name
	siteWeight      = 0.5 // a word of its address
)

// bag holds the frequency of each term in a text.
type bag map[string]float64

func (b bag) add(terms []string, weight float64) {
	for _, t := range terms {
		b[t] += weight
	}
}

// addMissing adds the terms of an address that the name and the descriptions do not have.
func (b bag) addMissing(address []string) {
	missing := bag{}
	for _, t := range address {
		if b[t] == 0 {
			missing[t] = siteWeight
		}
	}
	for _, t := range missing.terms() {
		b[t] += siteWeight
		b.add(partsOf(t), siteWeight*partWeight)
	}
}

// bagOf returns the terms of a project's metadata.
func bagOf(p Project) bag {
	b := bag{}
	for _, t := range NameTerms(p.Name) {
		b[t] += nameWeight
		b.add(partsOf(t), nameWeight*partWeight)
	}
	b.add(Terms(p.About), 1)
	b.add(Terms(p.Filed), filedWeight)
	b.add(Terms(p.WellKnown), wellKnownWeight)
	b.add(Terms(strings.Join(p.Topics, " ")), filedWeight)
	b.add(Terms(strings.Join(p.Keywords, " ")), filedWeight)
	for _, s := range p.Classifiers {
		// Classifiers that most projects have are no evidence.
		if topic, ok := strings.CutPrefix(s, "Topic :: "); ok && !strings.HasPrefix(topic, "Software Development :: Libraries") {
			b.add(Terms(topic), filedWeight)
		}
		if framework, ok := strings.CutPrefix(s, "Framework :: "); ok {
			b.add(Terms(framework), filedWeight)
		}
	}
	b.addMissing(addressTerms(p.URL))
	for _, t := range unsorted {
		delete(b, t)
	}
	return b
}

// unsorted lists the terms under which projects are filed about which no more is known.
// They are no evidence for a section with that title.
var unsorted = Terms("misc miscellaneous")

// terms returns the terms of a bag in alphabetical order, so that sums over them are
// reproducible.
func (b bag) terms() []string {
	ts := make([]string, 0, len(b))
	for t := range b {
		ts = append(ts, t)
	}
	slices.Sort(ts)
	return ts
}

// strongest returns the terms of a bag by decreasing weight.
func (b bag) strongest() []string {
	ts := b.terms()
	slices.SortStableFunc(ts, func(x, y string) int { return cmp.Compare(b[y], b[x]) })
	return ts
}

// rarest is the rarity of an unknown word.
const rarest = 12

// rarity returns 0 for a term in every summary on PyPI, and more the fewer contain it.
func rarity(term string) float64 {
	if i := lexicon.find(term); i >= 0 {
		return lexicon.rarity(i)
	}
	return rarest
}

// lexicon holds the words with vectors.
var lexicon = openTable(vectorFile)

// term is a term of a bag, looked up in the lexicon.
type term struct {
	text   string
	weight float64
	word   int     // number in the lexicon, -1 if it is not there
	rarity float64 // see rarity
}

// lookUp looks up the terms of a bag, in alphabetical order.
func (b bag) lookUp() []term {
	ts := make([]term, 0, len(b))
	for _, t := range b.terms() {
		x := term{t, b[t], lexicon.find(t), rarest}
		if x.word >= 0 {
			x.rarity = lexicon.rarity(x.word)
		}
		ts = append(ts, x)
	}
	return ts
}

// vectorOf returns the vector of a text: the mean of the vectors of its words, weighted
// by rarity (Arora, Liang and Ma 2017, with rarity in place of their weight).
func vectorOf(ts []term) vector {
	var v vector
	for _, t := range ts {
		if t.word >= 0 {
			lexicon.add(&v, t.word, float32(t.weight*t.rarity))
		}
	}
	v.unit()
	return v
}

// A name is split into words of at least minPart letters, unless it is a frequent word
// itself.
const (
	minPart = 3
	often   = 7.5 // rarity of a word in one summary in two thousand
)

// partsOf splits a rare word into known words, as "aiosqlite" into "aio" and "sqlite".
// It returns none if more than a third of the word is left over. Of all splits, it
// chooses the one with the fewest remaining letters, and then with the fewest parts.
func partsOf(word string) []string {
	if len(word) < 2*minPart || isIdeographic(word) || rarity(word) < often {
		return nil
	}
	type way struct{ cost, from int } // cost of the best split up to here, and start of its last part or -1
	ways := make([]way, len(word)+1)
	for i := range ways {
		ways[i] = way{10 * i, -1}
	}
	for from := range len(word) {
		if over := ways[from].cost + 10; over <= ways[from+1].cost {
			ways[from+1] = way{over, -1}
		}
		for _, end := range partsFrom(word, from) {
			if cost := ways[from].cost + 3; cost < ways[end].cost {
				ways[end] = way{cost, from}
			}
		}
	}
	var parts []string
	over := 0
	for end := len(word); end > 0; {
		from := ways[end].from
		if from < 0 {
			over++
			end--
			continue
		}
		parts = append(parts, word[from:end])
		end = from
	}
	if 3*over > len(word) {
		return nil
	}
	slices.Reverse(parts)
	return parts
}

// partsFrom returns the ends of the words of the lexicon that start at a place in another
// one. A word of three letters must be frequent.
func partsFrom(word string, from int) (ends []int) {
	if from+minPart > len(word) {
		return nil
	}
	first := word[from : from+minPart]
	in := starts.Get([]byte(first), func() span { return lexicon.startingWith(first, span{0, lexicon.len()}) })
	for end := from + minPart; in.low < in.high; end++ {
		part := word[from:end]
		if len(part) < len(word) && lexicon.word(in.low) == part && (len(part) > minPart || lexicon.rarity(in.low) < often) {
			ends = append(ends, end)
		}
		if end == len(word) {
			break
		}
		in = lexicon.startingWith(word[from:end+1], in)
	}
	return ends
}

// sparse is a bag with terms numbered as in a list's model.
type sparse struct {
	at    []int32
	value []float64
}

// length returns the length of the vector.
func (s sparse) length() float64 {
	sum := 0.0
	for _, v := range s.value {
		sum += v * v
	}
	return math.Sqrt(sum)
}
