package main

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"testing/fstest"
)

// fameOf makes fame.tsv: for each name, how many episodes surely name it, how
// often, and how often its letters stood for nothing or where nobody can tell.
// What is known from one episode alone stays out.
func fameOf(episodes []*episode) *fstest.MapFile {
	counts := map[string]*fame{}
	for _, e := range episodes {
		for name, f := range e.fame() {
			if counts[name] == nil {
				counts[name] = &fame{}
			}
			counts[name].add(f)
		}
	}
	var b bytes.Buffer
	b.WriteString("# name, episodes that surely name it, sure mentions, others of its letters\n# made by: go run ./internal/train/detector\n")
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		if f := counts[name]; name != "" && f.seen > 1 && (f.episodes > 1 || f.unsure > 2) {
			fmt.Fprintf(&b, "%s\t%d\t%d\t%d\n", name, f.episodes, f.sure, f.unsure)
		}
	}
	return &fstest.MapFile{Data: b.Bytes()}
}

// fame is how often a name was said: the episodes that have its letters, those
// that surely name it, and the places of either kind.
type fame struct{ seen, episodes, sure, unsure int }

func (f *fame) add(g *fame) {
	f.seen += g.seen
	f.episodes += g.episodes
	f.sure += g.sure
	f.unsure += g.unsure
}

// fame is what one episode says of each name.
func (e *episode) fame() map[string]*fame {
	counts := map[string]*fame{}
	count := func(name string, sure bool) {
		f := counts[name]
		if f == nil {
			f = &fame{seen: 1}
			counts[name] = f
		}
		if sure {
			f.sure, f.episodes = f.sure+1, 1
		} else {
			f.unsure++
		}
	}
	for _, t := range e.truths {
		count(t.name, !t.unsure)
	}
	for _, t := range e.letters {
		if !slices.ContainsFunc(e.truths, t.meets) {
			count(t.name, e.gold == nil && !t.unsure)
		}
	}
	return counts
}

// meets reports whether two truths are about the same name in the same words.
func (t truth) meets(u truth) bool {
	return t.paragraph == u.paragraph && t.name == u.name && t.lo < u.hi && u.lo < t.hi
}
