package phonetic

// Distance says how far two pronunciations are apart, from 0 (the same) to 1
// (nothing in common). It is symmetric. It is the cheapest way to edit one
// into the other, at the costs of costs.go, divided by the cost of saying the
// heavier of the two from nothing. Phonemes at either end of a pronunciation,
// and those that only double their neighbour, are cheap to lose where they are
// often lost in speech; word boundaries have left no trace in a Phones, so
// that "U V acorn" and "uvicorn" are close.
//
// Two silences are at 0; silence and anything else at 1.
func Distance(a, b Phones) float64 {
	if (len(a) == 0) != (len(b) == 0) {
		return 1
	}
	const short = 32
	var room [(lengthOpening + 3) * short]int32 // spares a common call all allocations
	e := edits{lose: room[:short], cells: room[short:]}
	e.against(b)
	cost := e.cost(a, openingOf(a), appendLosses(make([]uint8, 0, short), a), unbounded)
	return ratio(int(cost), max(weigh(a), weigh(b)))
}

const unbounded = 1 << 30

// ratio normalises a cost.
func ratio(cost, weight int) float64 {
	switch {
	case cost == 0:
		return 0
	case cost >= weight:
		return 1
	}
	return float64(cost) / float64(weight)
}

// weigh is the cost of saying p from nothing.
func weigh(p Phones) int {
	sum := 0
	for _, c := range p {
		sum += int(costs.lose[c&63])
	}
	return sum
}

// loss is the cost of losing phoneme i of p in its place.
func loss(p Phones, i int) uint8 {
	c := p[i] & 63
	switch {
	case i > 0 && p[i-1] == p[i]:
		return costDouble
	case i == 0 || i == len(p)-1:
		return costs.edge[c]
	}
	return costs.lose[c]
}

// appendLosses appends the cost of losing each phoneme of p.
func appendLosses(losses []uint8, p Phones) []uint8 {
	for i := range p {
		losses = append(losses, loss(p, i))
	}
	return losses
}
