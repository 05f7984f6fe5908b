package main

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"slices"

	"namedrop/extract"
	"namedrop/internal/forest"
)

// importance is how much a forest uses a feature.
type importance struct {
	name   string
	tests  int     // nodes that test it
	effect float64 // by how much the values of their children differ, in total log-odds
}

// summarize makes forest.txt, a summary of forest.bin for reviewers: its size,
// and the features in the order of their effect.
func summarize(data []byte) ([]byte, error) {
	names := extract.DenseFeatures()
	trees, err := forest.Decode(data, names)
	if err != nil {
		return nil, err
	}
	rows := make([]importance, len(names))
	for i, name := range names {
		rows[i].name = name
	}
	nodes, total := 0, 0.0
	for _, t := range trees {
		nodes += len(t)
		for i, n := range t {
			if n.Feature != forest.Leaf {
				effect := math.Abs(t[n.Right].Value - t[i+1].Value)
				rows[n.Feature].tests++
				rows[n.Feature].effect += effect
				total += effect
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b importance) int { return cmp.Compare(b.effect, a.effect) })
	var b bytes.Buffer
	fmt.Fprintf(&b, "# summary of forest.bin, made by: go run ./internal/train/detector\n# %d trees, %d nodes, %d features\n", len(trees), nodes, len(names))
	b.WriteString("# feature, nodes that test it, share of all differences between the values of child nodes\n")
	for _, r := range rows {
		fmt.Fprintf(&b, "%s\t%d\t%.1f %%\n", r.name, r.tests, 100*r.effect/total)
	}
	return b.Bytes(), nil
}
