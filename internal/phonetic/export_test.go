package phonetic

import (
	"slices"

	"namedrop/internal/phonetic/pronounce"
)

// Distance is the distance of two pronunciations as Search computes it: the cost
// of the cheapest edits, divided by the larger cost of deleting either one; 0 for
// equal ones, at most 1.
func Distance(a, b pronounce.Phones) float64 {
	if (len(a) == 0) != (len(b) == 0) {
		return 1
	}
	const short = 32
	var buffer [(prefixLength + 2) * short]int32 // spares a common call all allocations
	var columns [short]column
	e := editDistance{columns: columns[:0], cells: buffer[:]}
	e.setTarget(b)
	sounds := make([]byte, len(a)+prefixLength)
	for i := range a {
		sounds[i] = soundOf(a, i)
	}
	cost := e.cost(sounds, len(a), noLimit)
	return normalizedCost(int(cost), max(totalCost(a), totalCost(b)))
}

const noLimit = 1 << 30

// Words pronounces a window as detection does: all words in their first
// pronunciation, or all in their last.
func Words(words []string) []pronounce.Phones {
	pronunciations := make([][]pronounce.Phones, 0, len(words))
	for _, w := range words {
		if r := pronounce.Pronunciations(w); r != nil {
			pronunciations = append(pronunciations, r)
		}
	}
	if len(pronunciations) == 0 {
		return nil
	}
	last := func(r []pronounce.Phones) pronounce.Phones { return r[len(r)-1] }
	var plain, other, mixed pronounce.Phones
	for i, r := range pronunciations {
		plain, other = append(plain, r[0]...), append(other, last(r)...)
		if i == 0 {
			mixed = append(mixed, last(r)...)
		} else {
			mixed = append(mixed, r[0]...)
		}
	}
	all := []pronounce.Phones{plain}
	for _, p := range []pronounce.Phones{other, mixed} {
		if !slices.ContainsFunc(all, func(q pronounce.Phones) bool { return slices.Equal(p, q) }) {
			all = append(all, p)
		}
	}
	return all
}
