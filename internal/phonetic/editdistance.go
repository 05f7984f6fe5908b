package phonetic

import "math/bits"

// editDistance computes the edit distance of pronunciations to one target by
// dynamic programming. It keeps the rows of the previous pronunciation and reuses
// those of a common prefix; if pronunciations come sorted, that saves half of the
// rows. The zero value is ready for setTarget.
type editDistance struct {
	b          Phones
	deletions  []int32                   // deletion cost of each phoneme of b
	cells      []int32                   // memory of the rows
	rows       [prefixLength + 2][]int32 // after each phoneme of a prefix; the last is for all others
	rowMin     [prefixLength + 2]int32   // least cost in each row
	previous   prefix                    // of the previous pronunciation
	cachedRows int                       // number of its rows that are valid
}

// prefix holds the first phonemes of a pronunciation, seven bits each from the
// top. The last phoneme of the pronunciation is marked, because its deletion
// costs less than elsewhere. Pronunciations share as many rows as their prefixes
// share phonemes.
type prefix uint64

const (
	prefixLength = 9
	prefixBits   = 7
	lastPhoneme  = 1 << 6
)

func newPrefix(p Phones) (o prefix) {
	for i := range prefixLength {
		o <<= prefixBits
		if i < len(p) {
			o |= prefix(p[i] & 63)
		}
		if i == len(p)-1 {
			o |= lastPhoneme
		}
	}
	return o << (64 - prefixLength*prefixBits)
}

// commonLength is the number of leading phonemes that two prefixes share,
// prefixLength for equal ones.
func (o prefix) commonLength(p prefix) int { return bits.LeadingZeros64(uint64(o^p)) / prefixBits }

// setTarget prepares for distances to b.
func (e *editDistance) setTarget(b Phones) {
	n := len(b)
	if len(e.cells) < (prefixLength+2)*(n+1) {
		e.deletions, e.cells = make([]int32, 2*n), make([]int32, (prefixLength+2)*(2*n+1))
	}
	e.b, e.deletions, e.cachedRows = b, e.deletions[:n], 0
	for i := range e.rows {
		e.rows[i] = e.cells[i*(n+1) : (i+1)*(n+1)]
	}
	first := e.rows[0]
	first[0] = 0
	for j := range b {
		e.deletions[j] = int32(deletionCost(b, j))
		first[j+1] = first[j] + e.deletions[j]
	}
}

// cost is the cost of the cheapest edits of a, whose prefix and deletion costs
// are given, into the target; any number above limit if it exceeds limit.
func (e *editDistance) cost(a Phones, o prefix, deletions []uint8, limit int32) int32 {
	i := min(e.previous.commonLength(o), e.cachedRows)
	if e.rowMin[i] > limit {
		return e.rowMin[i]
	}
	e.previous = o
	row := e.rows[i]
	deletions = deletions[:len(a)]
	for ; i < len(a); i++ {
		to := min(i+1, len(e.rows)-1)
		next := e.rows[to]
		least := e.step(next, row, a[i], int32(deletions[i]))
		e.rowMin[to], e.cachedRows = least, min(to, prefixLength)
		if least > limit {
			return least
		}
		row = next
	}
	return row[len(row)-1]
}

// step fills the row after phoneme p, which costs deletion to delete, from the
// previous row, and returns its minimum. The rows may be the same.
func (e *editDistance) step(next, row []int32, p byte, deletion int32) int32 {
	change := &costs.substitution[p&63]
	b := e.b
	row, next, deletions := row[:len(b)+1], next[:len(b)+1], e.deletions[:len(b)]
	diagonal := row[0]
	left := diagonal + deletion
	next[0] = left
	least := left
	for j, q := range b {
		up := row[j+1]
		left = min(diagonal+int32(change[q&63]), up+deletion, left+deletions[j])
		diagonal = up
		next[j+1] = left
		least = min(least, left)
	}
	return least
}
