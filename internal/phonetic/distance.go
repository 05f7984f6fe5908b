package phonetic

import "namedrop/internal/phonetic/pronounce"

// normalizedCost divides a cost by the weight of the heavier pronunciation.
func normalizedCost(cost, weight int) float64 {
	switch {
	case cost == 0:
		return 0
	case cost >= weight:
		return 1
	}
	return float64(cost) / float64(weight)
}

// totalCost is the cost of deleting all phonemes of p.
func totalCost(p pronounce.Phones) int {
	sum := 0
	for _, c := range p {
		sum += int(costs.deletion[c&63])
	}
	return sum
}

// A sound is a phoneme with a mark for its place, on which its deletion cost depends.
const (
	edge   = 1 << 6 // at either end of a pronunciation
	double = 1 << 7 // repeats the phoneme before it

	phonemeOf = edge - 1
)

// soundOf returns sound i of p.
func soundOf(p pronounce.Phones, i int) byte {
	c := p[i] & phonemeOf
	switch {
	case i > 0 && p[i-1] == p[i]:
		return c | double
	case i == 0 || i == len(p)-1:
		return c | edge
	}
	return c
}
