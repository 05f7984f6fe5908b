package extract

import (
	"cmp"
	"slices"
)

// explain chooses, of readings that overlap, those that together explain the
// text best: the set without overlap whose worth adds up highest. It is the
// weighted interval scheduling of Kleinberg and Tardos, Algorithm Design,
// section 6.1. Readings with a score below least are left out. The result is
// in the order of the text.
func explain(readings []*reading, least float64) []*reading {
	kept := slices.DeleteFunc(slices.Clone(readings), func(r *reading) bool { return r.score < least })
	slices.SortStableFunc(kept, func(a, b *reading) int { return cmp.Compare(a.last, b.last) })
	best := make([]float64, len(kept)+1) // of the first i readings
	for i, r := range kept {
		best[i+1] = max(best[i], r.worth(least)+best[before(kept, i)])
	}
	var chosen []*reading
	for i := len(kept); i > 0; {
		if best[i] == best[i-1] {
			i--
			continue
		}
		chosen = append(chosen, kept[i-1])
		i = before(kept, i-1)
	}
	slices.Reverse(chosen)
	return chosen
}

// before counts the readings that end before reading i begins.
func before(sorted []*reading, i int) int {
	n, _ := slices.BinarySearchFunc(sorted[:i], sorted[i].first, func(r *reading, first int) int {
		return cmp.Compare(r.last, first)
	})
	return n
}

// worth is what a reading contributes to an explanation: by how much it is
// more than the least, and a little for each further word that it accounts
// for, so that "pytest asyncio" beats "pytest" beside an unexplained word. A
// reading by sound accounts for no more words the longer it is: nearly the same
// sound goes on over any "the".
func (r *reading) worth(least float64) float64 {
	worth := r.score - least + anyWorth
	if r.source != bySound {
		worth += float64(r.words-1) * wordWorth
	}
	return worth
}

// Worth of a reading, in log-odds.
const (
	wordWorth = 2.0
	anyWorth  = 0.01 // of one that has just the least score
)
