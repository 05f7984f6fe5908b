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

// deletionCost is the cost of deleting phoneme i of p.
func deletionCost(p pronounce.Phones, i int) uint8 {
	c := p[i] & 63
	switch {
	case i > 0 && p[i-1] == p[i]:
		return costDouble
	case i == 0 || i == len(p)-1:
		return costs.edgeDeletion[c]
	}
	return costs.deletion[c]
}

// appendDeletionCosts appends the deletion cost of each phoneme of p.
func appendDeletionCosts(losses []uint8, p pronounce.Phones) []uint8 {
	for i := range p {
		losses = append(losses, deletionCost(p, i))
	}
	return losses
}
