package main

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"

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

// thinning is how many of the wrong readings by sound that the first round
// gives up one stands for.
const thinning = 4

// unsynced is how many episodes there are to one that is described without the
// synced names, for many who run the program never fetch them.
const unsynced = 4

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

// examples are the readings of an annotated episode about which something is
// known; another has none.
func (e *episode) examples(known *extract.Knowledge, synced *catalog.Index, read reader) []example {
	if e.gold == nil {
		return nil
	}
	r := e.dice()
	c := catalog.Build(catalog.Embedded(), e.list())
	if synced != nil && r.IntN(unsynced) > 0 {
		c = c.Above(synced)
	}
	var all []example
	for _, x := range read(extract.New(c, known, 0), e.transcript) {
		a, weight := e.answer(x), 1.0
		if a == passed {
			continue
		}
		if a == wrong && !x.Spelled && x.Facts == nil {
			if r.IntN(thinning) > 0 {
				continue
			}
			weight = thinning
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

// shares are how much of what an episode names stands in a target list: most
// episodes are about something else than the list.
var shares = [...]float64{0, 0, 0.05, 0.05, 0.1, 0.1, 0.2, 0.4, 0.6, 0.9}

// list is a target list for an episode: some of what it names, and other names.
func (e *episode) list() []catalog.Project {
	r := e.dice()
	share := shares[r.IntN(len(shares))]
	var list []catalog.Project
	wanted := func(t truth, share float64) {
		if known := slices.ContainsFunc(list, func(p catalog.Project) bool { return p.Name == t.name }); !known {
			list = append(list, catalog.Project{Name: t.name, Listed: r.Float64() < share})
		}
	}
	for _, t := range e.truths {
		if !t.unsure {
			wanted(t, share)
		}
	}
	for _, t := range e.letters {
		wanted(t, wordShare)
	}
	list = slices.DeleteFunc(list, func(p catalog.Project) bool { return !p.Listed })
	embedded := catalog.Embedded()
	for range 60 {
		list = append(list, catalog.Project{Name: embedded[r.IntN(len(embedded))].Name, Listed: true})
	}
	return list
}

// wordShare is the share of the names that are only said as words which are
// listed: a list holds names that are also English words.
const wordShare = 0.05

// answer is what is known about a reading.
type answer int

const (
	wrong  answer = iota
	right         // it covers the words of a truth and no others
	passed        // nobody can tell, or it only overlaps the words of a truth
)

// answer judges a reading.
func (e *episode) answer(x extract.Example) answer {
	verdict := wrong
	for _, t := range e.truths {
		if t.paragraph != x.Paragraph || t.name != x.Name || x.Hi <= t.lo || t.hi <= x.Lo {
			continue
		}
		if !t.unsure && abs(x.Lo-t.lo)+abs(x.Hi-t.hi) <= slack {
			return right
		}
		verdict = passed
	}
	return verdict
}

// slack is by how many bytes the bounds of a reading may differ from the
// truth's: a plural, an apostrophe.
const slack = 2

func abs(n int) int { return max(n, -n) }
