package phonetic

import "math/bits"

// edits is the dynamic programme that edits pronunciations into one of them, b.
// It keeps the rows of the pronunciation before, from which the next one goes on
// where it begins alike: with the ways in order that spares half of the rows.
// The zero value is ready for against.
type edits struct {
	b     Phones
	lose  []int32                    // what each phoneme of b costs to lose
	cells []int32                    // of the rows
	rows  [lengthOpening + 2][]int32 // after each phoneme of an opening; the last is for all others
	least [lengthOpening + 2]int32   // of each row
	last  opening                    // of the pronunciation before
	kept  int                        // how many rows of it are kept, one a phoneme
}

// opening is the first phonemes of a pronunciation, seven bits each from the
// top. The last phoneme of all is marked, for it costs less to lose than the
// same in the middle. Pronunciations have as many rows in common as their
// openings have phonemes.
type opening uint64

const (
	lengthOpening = 9
	bitsOpening   = 7
	markLast      = 1 << 6
)

func openingOf(p Phones) (o opening) {
	for i := range lengthOpening {
		o <<= bitsOpening
		if i < len(p) {
			o |= opening(p[i] & 63)
		}
		if i == len(p)-1 {
			o |= markLast
		}
	}
	return o << (64 - lengthOpening*bitsOpening)
}

// common is how many phonemes two openings share from the beginning, and
// lengthOpening for the same ones.
func (o opening) common(p opening) int { return bits.LeadingZeros64(uint64(o^p)) / bitsOpening }

// against prepares for edits into b.
func (e *edits) against(b Phones) {
	n := len(b)
	if len(e.cells) < (lengthOpening+2)*(n+1) {
		e.lose, e.cells = make([]int32, 2*n), make([]int32, (lengthOpening+2)*(2*n+1))
	}
	e.b, e.lose, e.kept = b, e.lose[:n], 0
	for i := range e.rows {
		e.rows[i] = e.cells[i*(n+1) : (i+1)*(n+1)]
	}
	first := e.rows[0]
	first[0] = 0
	for j := range b {
		e.lose[j] = int32(loss(b, j))
		first[j+1] = first[j] + e.lose[j]
	}
}

// cost is that of the cheapest edit of a, whose opening and losses are given,
// into b; something above limit if that is more than limit.
func (e *edits) cost(a Phones, o opening, losses []uint8, limit int32) int32 {
	i := min(e.last.common(o), e.kept)
	if e.least[i] > limit {
		return e.least[i]
	}
	e.last = o
	row := e.rows[i]
	losses = losses[:len(a)]
	for ; i < len(a); i++ {
		to := min(i+1, len(e.rows)-1)
		next := e.rows[to]
		least := e.step(next, row, a[i], int32(losses[i]))
		e.least[to], e.kept = least, min(to, lengthOpening)
		if least > limit {
			return least
		}
		row = next
	}
	return row[len(row)-1]
}

// step fills the row after phoneme p, which costs gone to lose, from the row
// before it, and returns the least of it. The rows may be the same.
func (e *edits) step(next, row []int32, p byte, gone int32) int32 {
	change := &costs.change[p&63]
	b := e.b
	row, next, lose := row[:len(b)+1], next[:len(b)+1], e.lose[:len(b)]
	diagonal := row[0]
	left := diagonal + gone
	next[0] = left
	least := left
	for j, q := range b {
		up := row[j+1]
		left = min(diagonal+int32(change[q&63]), up+gone, left+lose[j])
		diagonal = up
		next[j+1] = left
		least = min(least, left)
	}
	return least
}
