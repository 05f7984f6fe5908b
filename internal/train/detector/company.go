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
	leastSeen     = 12  // how often a word must stand in a place to be judged
	leastEpisodes = 4   // and in how many episodes
	prior         = 4.0 // imagined sightings, at the common rate
	leastOdds     = 0.2 // smaller ones are left out
)

// place is a word where it stands beside a name: 0 and 1 before, 2 and 3 after.
type place struct {
	word string
	at   int
}

// sightings is how often a word stood in a place.
type sightings struct {
	name, other float64 // beside a name; beside words with the letters of one
	episodes    map[int]bool
}

// company makes company.tsv: how much likelier a word stands in a place beside
// a name than beside the same kind of words when they are no name. It is
// judged from what is spelled as a name, for only there the words make the
// difference.
func company(examples []example) []byte {
	seen := map[place]*sightings{}
	var names, others float64
	for _, x := range examples {
		if !x.Spelled {
			continue
		}
		if x.right {
			names += x.weight
		} else {
			others += x.weight
		}
		for at, w := range x.Beside {
			if w != "" {
				sight(seen, place{w, at}, x)
			}
		}
	}
	share := names / (names + others)
	odds := map[string][4]float64{}
	for p, s := range seen {
		if v := s.odds(share); math.Abs(v) >= leastOdds {
			row := odds[p.word]
			row[p.at] = v
			odds[p.word] = row
		}
	}
	return printCompany(odds)
}

// sight counts an example for a word in a place.
func sight(seen map[place]*sightings, p place, x example) {
	s := seen[p]
	if s == nil {
		s = &sightings{episodes: map[int]bool{}}
		seen[p] = s
	}
	s.episodes[x.episode] = true
	if x.right {
		s.name += x.weight
	} else {
		s.other += x.weight
	}
}

// odds are the log-odds that the word lends, 0 if it was seen too seldom. share
// is that of the names among all examples.
func (s *sightings) odds(share float64) float64 {
	if s.name+s.other < leastSeen || len(s.episodes) < leastEpisodes {
		return 0
	}
	return math.Log((s.name + prior*share) / (s.other + prior*(1-share)) * (1 - share) / share)
}

func printCompany(odds map[string][4]float64) []byte {
	var b bytes.Buffer
	b.WriteString("# word, log-odds of a name after next, next, before, before that\n# made by: go run ./internal/train/detector\n")
	for _, w := range slices.Sorted(maps.Keys(odds)) {
		row := odds[w]
		fmt.Fprintf(&b, "%s\t%.2f\t%.2f\t%.2f\t%.2f\n", w, row[0], row[1], row[2], row[3])
	}
	return b.Bytes()
}
