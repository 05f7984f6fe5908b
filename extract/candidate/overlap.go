package candidate

import (
	"cmp"
	"slices"
)

// ResolveOverlaps returns the set of disjoint candidates with the largest total
// weight, in the order of the text: weighted interval scheduling (Kleinberg and
// Tardos, Algorithm Design, section 6.1). Candidates with a score below least
// are left out.
func ResolveOverlaps(all []*Candidate, least float64) []*Candidate {
	kept := slices.DeleteFunc(slices.Clone(all), func(c *Candidate) bool { return c.Score < least })
	slices.SortStableFunc(kept, func(a, b *Candidate) int { return cmp.Compare(a.Last, b.Last) })
	best := make([]float64, len(kept)+1) // total weight for the first i candidates
	for i, c := range kept {
		best[i+1] = max(best[i], c.weight(least)+best[endingBefore(kept, i)])
	}
	var chosen []*Candidate
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
func endingBefore(sorted []*Candidate, i int) int {
	n, _ := slices.BinarySearchFunc(sorted[:i], sorted[i].First, func(c *Candidate, first int) int {
		return cmp.Compare(c.Last, first)
	})
	return n
}

// weight is the weight of a candidate: its score above the least one, and a
// bonus for each word after the first, so that "pytest asyncio" wins over
// "pytest". The bonus is large where the words spell the name: they hardly do so
// by chance, so the names within are then not meant. Phonetic matches get no
// bonus, because a window usually sounds the same with an additional "the".
func (c *Candidate) weight(least float64) float64 {
	bonus := wordBonus
	switch c.Source {
	case BySpelling:
		bonus = spelledWordBonus
	case BySound:
		bonus = 0
	}
	return c.Score - least + minWeight + float64(c.Words-1)*bonus
}

// Parts of the weight, in log-odds.
const (
	wordBonus        = 2.0
	spelledWordBonus = 6.0
	minWeight        = 0.01 // of a candidate with just the least score
)
