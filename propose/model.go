package propose

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
)

// The weights of words. A group's title says what the whole of it is about.
// An unknown word that holds a known one, as "aiosqlite" holds "sqlite", or is
// held by one, is good for half of it.
const (
	titleWeight = 4.0
	nameWeight  = 0.7
	partWeight  = 0.5
	minPart     = 4 // letters of a known word inside an unknown one
	minHeld     = 3 // letters of an unknown word inside a known one
)

// bag is how often each term occurs in a text.
type bag map[string]float64

func (b bag) add(text string, weight float64) {
	for _, t := range terms(text) {
		b[t] += weight
	}
}

// model is the words of the groups of a list.
type model struct {
	bags    []bag // one a group
	lengths []float64
	in      bag               // on how many groups each word occurs
	spelt   map[string]string // a word of the list for each term, for people
}

func newModel(all []group) *model {
	m := &model{in: bag{}, spelt: map[string]string{}}
	for i, name := range subjectNames() {
		m.spelt[subjectTerm(i)], _, _ = strings.Cut(name, " ")
	}
	for _, g := range all {
		b := bag{}
		m.add(b, g.title, titleWeight)
		m.add(b, g.intro, 1)
		for _, e := range g.entries {
			m.add(b, e.Name+" "+e.Description, 1)
		}
		b.addSubjects()
		for t := range b {
			m.in[t]++
		}
		m.bags = append(m.bags, b)
	}
	for _, b := range m.bags {
		m.lengths = append(m.lengths, m.length(b, math.Log1p))
	}
	return m
}

// add puts a text of the list into the bag of its section.
func (m *model) add(b bag, text string, weight float64) {
	b.add(text, weight)
	for _, w := range words(text) {
		if t := stem(w); m.spelt[t] == "" {
			m.spelt[t] = w
		}
	}
}

// rarity is high for a word of few groups and 0 for a word of all; a word of
// none counts as one of a single group.
func (m *model) rarity(t string) float64 {
	return math.Log(float64(len(m.bags)) / max(1, m.in[t]))
}

// length is that of the weighted words, as a vector. The sum is made in a
// fixed order, so that it is the same every time.
func (m *model) length(b bag, damp func(float64) float64) float64 {
	sum := 0.0
	for _, t := range slices.Sorted(maps.Keys(b)) {
		w := damp(b[t]) * m.rarity(t)
		sum += w * w
	}
	return math.Sqrt(sum)
}

// query is a text as the model sees it.
type query struct {
	words  bag // of the list, each with its weight
	length float64
}

func (m *model) query(text bag) query {
	text.addSubjects()
	q := query{bag{}, m.length(text, func(n float64) float64 { return n })}
	for _, t := range slices.Sorted(maps.Keys(text)) {
		for known, part := range m.known(t) {
			q.words[known] += part * text[t]
		}
	}
	return q
}

// known gives the words of the list that a word stands for, each with its
// weight: itself, or those that it holds or that hold it.
func (m *model) known(t string) bag {
	if m.in[t] > 0 {
		return bag{t: 1}
	}
	parts := bag{}
	for k := range m.in {
		if len(k) >= minPart && strings.Contains(t, k) || len(t) >= minHeld && strings.Contains(k, t) {
			parts[k] = partWeight
		}
	}
	for k := range parts {
		parts[k] /= float64(len(parts)) // what many words hold says little
	}
	return parts
}

// similar compares a text with the i-th group, and gives the words they
// share, strongest first. The measure is the cosine of their weighted words,
// but divided by the root of the group's length only, so that a group does
// not lose by having many entries.
func (m *model) similar(q query, i int) (score float64, shared []string) {
	worth := bag{}
	for t, w := range q.words {
		if n := m.bags[i][t]; n > 0 && m.rarity(t) > 0 {
			worth[t] = w * math.Log1p(n) * m.rarity(t) * m.rarity(t)
		}
	}
	shared = slices.SortedFunc(maps.Keys(worth), func(a, b string) int {
		return cmp.Or(cmp.Compare(worth[b], worth[a]), strings.Compare(a, b))
	})
	for i, t := range shared {
		score += worth[t]
		shared[i] = m.spelt[t]
	}
	if score == 0 {
		return 0, nil
	}
	return score / q.length / math.Sqrt(m.lengths[i]), shared
}
