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

// example is a candidate with its label.
type example struct {
	extract.TrainingExample
	positive bool
	weight   float64
	episode  int // its number
}

// negativeSampling is the number of negative phonetic candidates that the first
// pass rejects of which one is kept, with that weight.
const negativeSampling = 4

// withoutIndex is the number of episodes of which one is processed without the
// synced index, because many users never sync it.
const withoutIndex = 4

// extractor returns the examples of a transcript: TrainingExamples or
// ExactExamples of *extract.Finder.
type extractor func(*extract.Finder, *transcript.Transcript) []extract.TrainingExample

// newExamples returns the examples of all episodes, each made with the model of
// its fold, which was trained without it.
func newExamples(episodes []*episode, index *catalog.Index, models [folds]*extract.Model, candidates extractor) []example {
	all := make([][]example, len(episodes))
	var group errgroup.Group
	group.SetLimit(4)
	for i, e := range episodes {
		group.Go(func() error {
			all[i] = e.examples(models[i%folds], index, candidates)
			return nil
		})
	}
	_ = group.Wait() // its functions return no error
	var examples []example
	for i, part := range all {
		for _, x := range part {
			x.episode = i
			examples = append(examples, x)
		}
	}
	return examples
}

// examples returns the labeled candidates of an annotated episode; an episode
// without annotation has none.
func (e *episode) examples(m *extract.Model, index *catalog.Index, candidates extractor) []example {
	if e.gold == nil {
		return nil
	}
	r := e.random()
	if index == nil || r.IntN(withoutIndex) == 0 {
		index = catalog.Top()
	}
	c := catalog.Build(demote(catalog.Embedded(), r), e.list()).Above(index)
	var all []example
	for _, x := range candidates(extract.New(c, m, 0), e.transcript) {
		l, weight := e.label(x), 1.0
		if l == ignored {
			continue
		}
		if l == negative && !x.Exact && x.Dense == nil {
			if r.IntN(negativeSampling) > 0 {
				continue
			}
			weight = negativeSampling
		}
		all = append(all, example{TrainingExample: x, positive: l == positive, weight: weight})
	}
	return all
}

// demotedShares are the shares of the embedded names that an episode is processed
// without, from which one is drawn: names younger than the embedded catalog are
// known from the index only.
var demotedShares = [...]float64{0, 0, 0.2, 0.5}

// demote returns the projects without a random share of those that have no alias:
// the index may have the alias of a project as another project.
func demote(projects []catalog.Project, r *rand.Rand) []catalog.Project {
	share := demotedShares[r.IntN(len(demotedShares))]
	return slices.DeleteFunc(slices.Clone(projects), func(p catalog.Project) bool { return len(p.Aliases) == 0 && r.Float64() < share })
}

// random returns random numbers that are always the same for an episode.
func (e *episode) random() *rand.Rand {
	h := fnv.New64a()
	fmt.Fprint(h, e.name)
	return rand.New(rand.NewPCG(h.Sum64(), 389))
}

// listedShares are the shares of an episode's projects in its target list, from
// which one is drawn. Most lists hold few of the projects of an episode.
var listedShares = [...]float64{0, 0, 0.05, 0.05, 0.1, 0.1, 0.2, 0.4, 0.6, 0.9}

const (
	// listedWords is the share of names that an episode only uses as words which
	// are listed, because lists hold names that are also English words.
	listedWords = 0.05

	// unrelatedListed is the number of other projects in the list.
	unrelatedListed = 60
)

// list returns a random target list for an episode: some of its projects, and
// others.
func (e *episode) list() []catalog.Project {
	r := e.random()
	share := listedShares[r.IntN(len(listedShares))]
	var list []catalog.Project
	add := func(o occurrence, share float64) {
		if known := slices.ContainsFunc(list, func(p catalog.Project) bool { return p.Name == o.name }); !known {
			list = append(list, catalog.Project{Name: o.name, Listed: r.Float64() < share})
		}
	}
	for _, o := range e.annotated {
		if !o.ambiguous {
			add(o, share)
		}
	}
	for _, o := range e.clean {
		add(o, listedWords)
	}
	list = slices.DeleteFunc(list, func(p catalog.Project) bool { return !p.Listed })
	embedded := catalog.Embedded()
	for range unrelatedListed {
		list = append(list, catalog.Project{Name: embedded[r.IntN(len(embedded))].Name, Listed: true})
	}
	return list
}

// label is what the annotation says about a candidate.
type label int

const (
	negative label = iota
	positive       // it covers exactly the words of a mention
	ignored        // the annotation is ambiguous, or it overlaps a mention
)

// label labels a candidate.
func (e *episode) label(x extract.TrainingExample) label {
	l := negative
	for _, o := range e.annotated {
		if o.paragraph != x.Paragraph || o.name != x.Name || x.Hi <= o.lo || o.hi <= x.Lo {
			continue
		}
		if !o.ambiguous && abs(x.Lo-o.lo)+abs(x.Hi-o.hi) <= boundarySlack {
			return positive
		}
		l = ignored
	}
	return l
}

// boundarySlack is by how many bytes the bounds of a candidate may differ from
// those of the annotation, because of plurals and apostrophes.
const boundarySlack = 2

func abs(n int) int { return max(n, -n) }
