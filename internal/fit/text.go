package fit

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// What a text counts beside the description, which counts 1. What registries
// file a project under is often generous.
const (
	nameWeight  = 0.7
	filedWeight = 0.5
	partWeight  = 0.5 // a word that a name was cut into, without saying so
)

// bag is how often each term occurs in a text.
type bag map[string]float64

func (b bag) add(terms []string, weight float64) {
	for _, t := range terms {
		b[t] += weight
	}
}

// bagOf are the terms of what is known of a project.
func bagOf(p Project) bag {
	b := bag{}
	for _, t := range NameTerms(p.Name) {
		b[t] += nameWeight
		b.add(partsOf(t), nameWeight*partWeight)
	}
	b.add(Terms(p.About), 1)
	b.add(Terms(strings.Join(p.Topics, " ")), filedWeight)
	b.add(Terms(strings.Join(p.Keywords, " ")), filedWeight)
	for _, s := range p.Classifiers {
		// What most of PyPI is filed under says nothing.
		if topic, ok := strings.CutPrefix(s, "Topic :: "); ok && !strings.HasPrefix(topic, "Software Development :: Libraries") {
			b.add(Terms(topic), filedWeight)
		}
		if framework, ok := strings.CutPrefix(s, "Framework :: "); ok {
			b.add(Terms(framework), filedWeight)
		}
	}
	return b
}

// terms are the terms of a bag in the order of the alphabet, so that sums over
// them are the same every time.
func (b bag) terms() []string {
	ts := make([]string, 0, len(b))
	for t := range b {
		ts = append(ts, t)
	}
	slices.Sort(ts)
	return ts
}

// strongest are the terms of a bag by their weights.
func (b bag) strongest() []string {
	ts := b.terms()
	slices.SortStableFunc(ts, func(x, y string) int { return cmp.Compare(b[y], b[x]) })
	return ts
}

// rarest is the rarity of a word of which nothing is known.
const rarest = 12

// rarity is how little of PyPI a term occurs in: 0 for a word of every summary.
func rarity(term string) float64 {
	if i := lexicon.find(term); i >= 0 {
		return lexicon.rarity(i)
	}
	return rarest
}

// lexicon is the words with vectors.
var lexicon = table{vectorFile}

// vectorOf is the place of a bag among others: the mean of the vectors of its
// words, the rare ones more (Arora, Liang and Ma 2017, with the rarity in place
// of their weight).
func vectorOf(b bag) vector {
	var v vector
	for _, t := range b.terms() {
		if i := lexicon.find(t); i >= 0 {
			lexicon.add(&v, i, float32(b[t]*lexicon.rarity(i)))
		}
	}
	v.unit()
	return v
}

// A name is cut into words of at least minPart letters, unless it is itself a
// word that is used often.
const (
	minPart = 3
	often   = 7.5 // rarity: one summary in two thousand
)

// partsOf are the known words that a rare one is made of, as "aiosqlite" is
// made of "aio" and "sqlite"; none if more than a third of it is left over. Of
// all ways to cut, it is the one that leaves the fewest letters over and then
// has the fewest parts.
func partsOf(word string) []string {
	if len(word) < 2*minPart || isIdeographic(word) || rarity(word) < often {
		return nil
	}
	type way struct{ cost, from int } // to cut up to here: its cost, and where its last part begins, or -1
	ways := make([]way, len(word)+1)
	for end := 1; end <= len(word); end++ {
		ways[end] = way{ways[end-1].cost + 10, -1}
		for from := 0; from+minPart <= end; from++ {
			if cost := ways[from].cost + 3; cost < ways[end].cost && end-from < len(word) && isPart(word[from:end]) {
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

// isPart reports whether a word may be a part of another: one of three letters
// must be an often used one.
func isPart(word string) bool {
	i := lexicon.find(word)
	return i >= 0 && (len(word) > minPart || lexicon.rarity(i) < often)
}

// sparse is a bag with its terms as numbers of a list's words.
type sparse struct {
	at    []int32
	value []float64
}

// length is that of the vector.
func (s sparse) length() float64 {
	sum := 0.0
	for _, v := range s.value {
		sum += v * v
	}
	return math.Sqrt(sum)
}
