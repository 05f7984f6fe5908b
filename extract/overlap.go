package extract

import (
	"cmp"
	"slices"
)

// resolveOverlaps returns the set of disjoint candidates with the largest total
// weight, in the order of the text: weighted interval scheduling (Kleinberg and
// Tardos, Algorithm Design, section 6.1). Candidates with a score below least
// are left out.
func resolveOverlaps(all []*candidate, least float64) []*candidate {
	kept := slices.DeleteFunc(slices.Clone(all), func(c *candidate) bool { return c.score < least })
	slices.SortStableFunc(kept, func(a, b *candidate) int { return cmp.Compare(a.last, b.last) })
	best := make([]float64, len(kept)+1) // total weight for the first i candidates
	for i, c := range kept {
		best[i+1] = max(best[i], c.weight(least)+best[endingBefore(kept, i)])
	}
	var chosen []*candidate
	for i := len(kept); i > 0; {
		if best[i] == best[i-1] {
			i--
			continue
		}
		chosen = append(chosen, kept[i-1])
		i = endingBefore(kept, i-1)
	}
	slices.Reverse(chosen)
	return chosen
}

// endingBefore counts the candidates that end before candidate i begins.
func endingBefore(sorted []*candidate, i int) int {
	n, _ := slices.BinarySearchFunc(sorted[:i], sorted[i].first, func(c *candidate, first int) int {
		return cmp.Compare(c.last, first)
	})
	return n
}

// weight is the weight of a candidate: its score above the least one, and a
// bonus for each word after the first, so that "pytest asyncio" wins over
// "pytest". The bonus is large where the words spell the name: they hardly do so
// by chance, so the names within are then not meant. Phonetic matches get no
// bonus, because a window usually sounds the same with an additional "the".
func (c *candidate) weight(least float64) float64 {
	bonus := wordBonus
	switch c.source {
	case bySpelling:
		bonus = spelledWordBonus
	case bySound:
		bonus = 0
	}
	return c.score - least + minWeight + float64(c.words-1)*bonus
}

// Parts of the weight, in log-odds.
const (
	wordBonus        = 2.0
	spelledWordBonus = 6.0
	minWeight        = 0.01 // of a candidate with just the least score
)
