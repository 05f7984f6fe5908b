package main

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"

	"golang.org/x/sync/errgroup"

	"namedrop/extract"
	"namedrop/internal/catalog"
	"namedrop/internal/transcript"
)

// example is a reading with the answer.
type example struct {
	extract.Example
	right   bool
	weight  float64
	episode int // number
}

// Weights of examples.
const (
	goldWeight   = 5   // of an annotated episode: a person has seen it
	unsureWeight = 0.2 // of words that may be a name but hardly are

	// Of the readings by sound that are wrong one in so many is kept, and
	// counts as much.
	thinning = 4
)

// reader gets the examples of a transcript: (*extract.Finder).Examples, or
// Spelled.
type reader func(*extract.Finder, *transcript.Transcript) []extract.Example

// describe makes the examples of all episodes, each with the knowledge of the
// folds that it is not in.
func describe(episodes []*episode, synced *catalog.Index, known [folds]*extract.Knowledge, read reader) []example {
	all := make([][]example, len(episodes))
	var group errgroup.Group
	group.SetLimit(4)
	for i, e := range episodes {
		group.Go(func() error {
			all[i] = e.examples(known[i%folds], synced, read)
			return nil
		})
	}
	_ = group.Wait() // its functions have no error to give
	var examples []example
	for i, part := range all {
		for _, x := range part {
			x.episode = i
			examples = append(examples, x)
		}
	}
	return examples
}

// examples are the readings of an episode about which something is known.
func (e *episode) examples(known *extract.Knowledge, synced *catalog.Index, read reader) []example {
	c := catalog.Build(catalog.Embedded(), e.list())
	if synced != nil {
		c = c.Above(synced)
	}
	r := e.dice()
	var all []example
	for _, x := range read(extract.New(c, known, 0), e.transcript) {
		a, weight := e.answer(x), 1.0
		if e.gold != nil {
			weight = goldWeight
		}
		switch {
		case a == passed:
			continue
		case a == hardly:
			weight = unsureWeight
		case a == wrong && !x.Spelled && x.Facts == nil:
			if r.IntN(thinning) > 0 {
				continue
			}
			weight *= thinning
		}
		all = append(all, example{Example: x, right: a == right, weight: weight})
	}
	return all
}

// dice are random numbers that are always the same for an episode.
func (e *episode) dice() *rand.Rand {
	h := fnv.New64a()
	fmt.Fprint(h, e.name)
	return rand.New(rand.NewPCG(h.Sum64(), 389))
}

// list is a target list for an episode: some are about much of what is said,
// some about nothing of it, as lists are.
func (e *episode) list() []catalog.Project {
	r := e.dice()
	share := []float64{0, 0, 0.1, 0.5, 0.9}[r.IntN(5)]
	var list []catalog.Project
	for _, t := range e.truths {
		if wanted := r.Float64(); wanted < share && !t.unsure || wanted < unsureShare {
			list = append(list, catalog.Project{Name: t.name, Listed: true})
		}
	}
	embedded := catalog.Embedded()
	for range 60 {
		list = append(list, catalog.Project{Name: embedded[r.IntN(len(embedded))].Name, Listed: true})
	}
	return list
}

// unsureShare is the share of the other places with the letters of a name whose
// name is listed: a list holds names that are also English words.
const unsureShare = 0.03

// answer is what is known about a reading.
type answer int

const (
	wrong  answer = iota
	right         // it covers the words of a truth and no others
	passed        // nobody can tell, or it only overlaps the words of a truth
	hardly        // the words of a name, but in this episode nothing says that it is meant
)

// answer judges a reading.
func (e *episode) answer(x extract.Example) answer {
	verdict := wrong
	if e.gold == nil && e.noted[x.Name] && x.Spelled {
		return right
	}
	if e.gold == nil && (e.noted[x.Name] || x.Near && (e.meant[x.Name] || x.Strange) || x.Spelled && x.Unique) {
		verdict = passed // perhaps it is named here, and the clean text is garbled, too
	}
	for _, t := range e.truths {
		if t.paragraph != x.Paragraph || t.name != x.Name || x.Hi <= t.lo || t.hi <= x.Lo {
			continue
		}
		switch {
		case t.unsure && (e.gold != nil || e.meant[t.name] || e.noted[t.name] || t.apart):
			verdict = passed
		case t.unsure:
			verdict = hardly
		case abs(x.Lo-t.lo)+abs(x.Hi-t.hi) <= slack:
			return right
		default:
			verdict = passed
		}
	}
	return verdict
}

// slack is by how many bytes the bounds of a reading may differ from the
// truth's: a plural, an apostrophe.
const slack = 2

func abs(n int) int { return max(n, -n) }
