package main

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"slices"
)

// Settings of the collocations.
const (
	minOccurrences  = 12  // of a word in a position
	minEpisodes     = 4   // with the word in that position
	priorStrength   = 4.0 // pseudo-counts, at the overall rate of names
	minCollocation  = 0.2 // log-odds; smaller ones are left out
	collocationHead = "# word, log-odds of a name two words after it, one word after, one word before, two words before\n# made by: go run ./internal/train/detector\n"
)

// position is a word in one of the four positions adjacent to a name: 0 and 1
// before it, 2 and 3 after.
type position struct {
	word string
	at   int
}

// occurrences counts the examples with a word in a position.
type occurrences struct {
	names, others float64 // examples that are names, and that are not
	episodes      map[int]bool
}

// collocations makes collocations.tsv: how much more likely a candidate is a name
// with a word in an adjacent position. Only exact candidates count, because for
// them the context makes the difference.
func collocations(examples []example) []byte {
	seen := map[position]*occurrences{}
	var names, others float64
	for _, x := range examples {
		if !x.Exact {
			continue
		}
		if x.positive {
			names += x.weight
		} else {
			others += x.weight
		}
		for at, w := range x.Adjacent {
			if w != "" {
				count(seen, position{w, at}, x)
			}
		}
	}
	rate := names / (names + others)
	odds := map[string][4]float64{}
	for p, n := range seen {
		if v := n.logOdds(rate); math.Abs(v) >= minCollocation {
			row := odds[p.word]
			row[p.at] = v
			odds[p.word] = row
		}
	}
	return formatCollocations(odds)
}

// count counts an example for a word in a position.
func count(seen map[position]*occurrences, p position, x example) {
	n := seen[p]
	if n == nil {
		n = &occurrences{episodes: map[int]bool{}}
		seen[p] = n
	}
	n.episodes[x.episode] = true
	if x.positive {
		n.names += x.weight
	} else {
		n.others += x.weight
	}
}

// logOdds is what the word contributes to the log-odds of a name, 0 if it is too
// rare. Rate is the share of names among all examples.
func (n *occurrences) logOdds(rate float64) float64 {
	if n.names+n.others < minOccurrences || len(n.episodes) < minEpisodes {
		return 0
	}
	return math.Log((n.names + priorStrength*rate) / (n.others + priorStrength*(1-rate)) * (1 - rate) / rate)
}

func formatCollocations(odds map[string][4]float64) []byte {
	var b bytes.Buffer
	b.WriteString(collocationHead)
	for _, w := range slices.Sorted(maps.Keys(odds)) {
		row := odds[w]
		fmt.Fprintf(&b, "%s\t%.2f\t%.2f\t%.2f\t%.2f\n", w, row[0], row[1], row[2], row[3])
	}
	return b.Bytes()
}
