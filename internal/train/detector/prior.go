package main

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
)

// priors makes prior.tsv: for each name, how many episodes certainly name it, how
// many certain mentions there are, and how often its letters occur otherwise.
// Names that occur in one episode only are left out.
func priors(episodes []*episode) []byte {
	counts := map[string]*prior{}
	for _, e := range episodes {
		for name, p := range e.priors() {
			if counts[name] == nil {
				counts[name] = &prior{}
			}
			counts[name].add(p)
		}
	}
	var b bytes.Buffer
	b.WriteString("# name, episodes that certainly name it, certain mentions, other occurrences of its letters\n# made by: go run ./internal/train/detector\n")
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		if p := counts[name]; name != "" && p.seen > 1 && (p.episodes > 1 || p.ambiguous > 2) {
			fmt.Fprintf(&b, "%s\t%d\t%d\t%d\n", name, p.episodes, p.named, p.ambiguous)
		}
	}
	return b.Bytes()
}

// hiddenShare is the share of names whose prior is hidden from the examples of a
// fold, because most names of a new show were never named before.
const hiddenShare = 0.25

// hidePriors returns a prior.tsv without a random share of its names.
func hidePriors(table []byte, seed uint64) []byte {
	r := rand.New(rand.NewPCG(seed, 389))
	var kept []byte
	for row := range bytes.Lines(table) {
		if row[0] == '#' || r.Float64() >= hiddenShare {
			kept = append(kept, row...)
		}
	}
	return kept
}

// prior counts the occurrences of a name: the episodes that have its letters, the
// episodes that certainly name it, certain mentions, and other occurrences.
type prior struct{ seen, episodes, named, ambiguous int }

func (p *prior) add(q *prior) {
	p.seen += q.seen
	p.episodes += q.episodes
	p.named += q.named
	p.ambiguous += q.ambiguous
}

// priors counts the occurrences of each name in one episode.
func (e *episode) priors() map[string]*prior {
	counts := map[string]*prior{}
	count := func(name string, certain bool) {
		p := counts[name]
		if p == nil {
			p = &prior{seen: 1}
			counts[name] = p
		}
		if certain {
			p.named, p.episodes = p.named+1, 1
		} else {
			p.ambiguous++
		}
	}
	for _, o := range e.annotated {
		count(o.name, !o.ambiguous)
	}
	for _, o := range e.clean {
		if !slices.ContainsFunc(e.annotated, o.overlaps) {
			count(o.name, e.gold == nil && !o.ambiguous)
		}
	}
	return counts
}

// overlaps reports whether two occurrences of the same name overlap.
func (o occurrence) overlaps(p occurrence) bool {
	return o.paragraph == p.paragraph && o.name == p.name && o.lo < p.hi && p.lo < o.hi
}
