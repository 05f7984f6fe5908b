package main

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing/fstest"

	"namedrop/internal/forest"
	"namedrop/internal/train/boost"
	"namedrop/match/role"
)

// settings of the trees: there are few examples, so trees are small.
var settings = boost.Settings{Trees: 400, Depth: 4, Shrinkage: 0.025, RowShare: 0.7, FeatureShare: 0.3, LeastWeight: 4, Penalty: 4, LeastGain: 1e-3, Bins: 48}

// folds is how many parts the episodes are dealt into, each of which is described
// with what the others teach.
const folds = 6

// learn makes all tables from episodes.
func (c *corpus) learn(episodes []*episode) fstest.MapFS {
	described := map[*episode]role.Study{}
	for part := range folds {
		in, out := deal(episodes, folds, part)
		m, err := role.Read(c.words(out))
		if err != nil {
			panic(err) // unreachable: we have just written these tables
		}
		for _, e := range in {
			described[e] = m.NewStudy(e.transcript, e.heard)
		}
	}
	counts := famous(episodes)
	tables := c.words(episodes)
	for what := range aims {
		data, err := forest.Encode(boost.Grow(examplesOf(episodes, described, counts, what), settings), role.Features())
		if err != nil {
			panic(err) // unreachable: the trees are small
		}
		tables[treeNames[what]+".forest"] = &fstest.MapFile{Data: data}
	}
	return tables
}

// words makes the tables that need no trees.
func (c *corpus) words(episodes []*episode) fstest.MapFS {
	return fstest.MapFS{
		"context.tsv":  {Data: c.contexts(episodes)},
		"lead.tsv":     {Data: c.leads(episodes)},
		"question.tsv": {Data: c.questions(episodes)},
		"famous.tsv":   {Data: printFamous(famous(episodes))},
	}
}

// deal deals episodes into n parts, and returns one of them and the others.
func deal(episodes []*episode, n, part int) (in, out []*episode) {
	for _, e := range episodes {
		if e.number%n == part {
			in = append(in, e)
		} else {
			out = append(out, e)
		}
	}
	return in, out
}

// examplesOf are the named projects of episodes about which something is known.
func examplesOf(episodes []*episode, described map[*episode]role.Study, counts map[string]int, what aim) []boost.Example {
	var all []boost.Example
	for _, e := range episodes {
		for i, h := range e.heard {
			target, weight := e.target(h.Name, what)
			f := described[e].Features(i)
			if weight == 0 || f == nil {
				continue
			}
			f[role.FamousFeature] = role.Logarithm(counts[h.Name] - 1) // without this one
			if e.number%4 == 0 && !e.corrected {
				f[role.RankedFeature] = 0 // many never sync the names
			}
			all = append(all, boost.Example{Features: f, Target: target, Weight: weight})
		}
	}
	return all
}

// famous counts the episodes that name each project.
func famous(episodes []*episode) map[string]int {
	counts := map[string]int{}
	for _, e := range episodes {
		if e.corrected {
			continue
		}
		for _, h := range e.heard {
			counts[h.Name]++
		}
	}
	return counts
}

func printFamous(counts map[string]int) []byte {
	var b bytes.Buffer
	b.WriteString("# name, episodes that name it\n# made by: go run ./internal/train/role\n")
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(&b, "%s\t%d\n", name, counts[name])
	}
	return b.Bytes()
}

// write writes tables into a folder.
func write(dir string, tables fstest.MapFS) error {
	for name, file := range tables {
		if err := os.WriteFile(filepath.Join(dir, name), file.Data, 0o666); err != nil {
			return err
		}
	}
	return nil
}
