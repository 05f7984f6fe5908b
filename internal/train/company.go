package main

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"slices"
)

// Settings of the table of words beside names.
const (
	leastSeen = 12  // how often a word must stand in a place to be judged
	prior     = 4.0 // imagined sightings, at the common rate
	leastOdds = 0.2 // smaller ones are left out
)

// company makes company.tsv: how much likelier a word stands in a place beside
// a name than beside the same kind of words when they are no name. It is
// judged from what is spelled as a name, for only there the words make the
// difference.
func company(examples []example) []byte {
	var names, others [4]map[string]float64
	var sums [2]float64
	for i := range names {
		names[i], others[i] = map[string]float64{}, map[string]float64{}
	}
	for _, x := range examples {
		if !x.Spelled {
			continue
		}
		count, sum := &others, &sums[1]
		if x.right {
			count, sum = &names, &sums[0]
		}
		*sum += x.weight
		for place, w := range x.Beside {
			count[place][w] += x.weight
		}
	}
	odds := map[string][4]float64{}
	for place := range names {
		for w, n := range names[place] {
			note(odds, w, place, n, others[place][w], sums)
		}
		for w, n := range others[place] {
			note(odds, w, place, names[place][w], n, sums)
		}
	}
	return printCompany(odds)
}

// note writes down a word's log-odds in a place, if it was seen often enough.
func note(odds map[string][4]float64, w string, place int, name, other float64, sums [2]float64) {
	if w == "" || name+other < leastSeen {
		return
	}
	share := sums[0] / (sums[0] + sums[1])
	v := math.Log((name + prior*share) / (other + prior*(1-share)) * sums[1] / sums[0])
	if math.Abs(v) < leastOdds {
		return
	}
	row := odds[w]
	row[place] = v
	odds[w] = row
}

func printCompany(odds map[string][4]float64) []byte {
	var b bytes.Buffer
	b.WriteString("# word, log-odds of a name after next, next, before, before that\n# made by: go run ./internal/train\n")
	for _, w := range slices.Sorted(maps.Keys(odds)) {
		row := odds[w]
		fmt.Fprintf(&b, "%s\t%.2f\t%.2f\t%.2f\t%.2f\n", w, row[0], row[1], row[2], row[3])
	}
	return b.Bytes()
}
