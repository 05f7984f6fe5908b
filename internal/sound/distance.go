package sound

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
	const short = 64
	var room [3 * short]int32 // spares a common call all allocations
	s := Scratch{first: room[:short], row: room[short : 2*short], lose: room[2*short:]}
	wa, wb := weigh(a), weigh(b)
	s.against(b)
	return ratio(s.edit(a, unbounded), max(wa, wb))
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

// against prepares for edits into b: what its phonemes cost to lose, and the
// first row of the dynamic programme.
func (s *Scratch) against(b Phones) {
	n := len(b)
	if cap(s.first) < n+1 {
		s.first, s.row, s.lose = make([]int32, 2*n+32), make([]int32, 2*n+32), make([]int32, 2*n+32)
	}
	s.b, s.first, s.row, s.lose = b, s.first[:n+1], s.row[:n+1], s.lose[:n]
	s.first[0] = 0
	for j := range b {
		s.lose[j] = loss(b, j)
		s.first[j+1] = s.first[j] + s.lose[j]
	}
}

// edit is the cost of the cheapest edit of a into the b of against; something
// above limit if that is more than limit.
func (s *Scratch) edit(a Phones, limit int) int {
	copy(s.row, s.first)
	for i, p := range a {
		least := s.next(p, loss(a, i))
		if int(least) > limit {
			return int(least)
		}
	}
	return int(s.row[len(s.b)])
}

// loss is the cost of losing phoneme i of p in its place.
func loss(p Phones, i int) int32 {
	c := p[i] & 63
	switch {
	case i > 0 && p[i-1] == p[i]:
		return costDouble
	case i == 0 || i == len(p)-1:
		return int32(costs.edge[c])
	}
	return int32(costs.lose[c])
}

// next moves the row of the dynamic programme on by phoneme p, which costs
// gone to lose, and returns the least of it.
func (s *Scratch) next(p byte, gone int32) int32 {
	change := &costs.change[p&63]
	row, lose := s.row[:len(s.b)+1], s.lose[:len(s.b)]
	diagonal := row[0]
	left := diagonal + gone
	row[0] = left
	least := left
	for j, q := range s.b {
		up := row[j+1]
		left = min(diagonal+int32(change[q&63]), up+gone, left+lose[j])
		diagonal = up
		row[j+1] = left
		least = min(least, left)
	}
	return least
}
