package main

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"testing/fstest"
)

// fameOf makes fame.tsv: for each name, how many episodes surely name it, how
// often, and how often its letters stood where nobody can tell. Of the names
// that one episode alone is sure of only those stay whose letters are common.
func fameOf(episodes []*episode) *fstest.MapFile {
	type count struct{ episodes, sure, unsure int }
	counts := map[string]*count{}
	for _, e := range episodes {
		seen := map[string]bool{}
		for _, t := range e.truths {
			c := counts[t.name]
			if c == nil {
				c = &count{}
				counts[t.name] = c
			}
			switch {
			case t.unsure:
				c.unsure++
			default:
				c.sure++
				if !seen[t.name] {
					c.episodes++
				}
				seen[t.name] = true
			}
		}
	}
	var b bytes.Buffer
	b.WriteString("# name, episodes that surely name it, sure mentions, unsure ones\n# made by: go run ./internal/train\n")
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		if c := counts[name]; name != "" && (c.episodes > 1 || c.unsure > 2) {
			fmt.Fprintf(&b, "%s\t%d\t%d\t%d\n", name, c.episodes, c.sure, c.unsure)
		}
	}
	return &fstest.MapFile{Data: b.Bytes()}
}
