package phonetic

import (
	"encoding/binary"
	"math/bits"

	"namedrop/internal/phonetic/pronounce"
)

// editDistance computes the edit distance of pronunciations to one target by
// dynamic programming. It keeps the rows of the previous pronunciation and reuses
// those of a common prefix; if pronunciations come sorted, that saves half of the
// rows. The zero value is ready for setTarget.
type editDistance struct {
	columns    []column                  // of the target
	insertions []int32                   // the least that so many insertions into the target cost
	least      [256]uint8                // the least that the edit of each sound costs
	cells      []int32                   // memory of the rows
	rows       [prefixLength + 2][]int32 // after each sound of a prefix; the last is for all others
	rowMin     [prefixLength + 2]int32   // least cost in each row
	previous   uint64                    // the first sounds of the previous pronunciation
	cachedRows int                       // number of its rows that are valid
}

// column is a phoneme of the target and, in the upper byte, its deletion cost.
type column uint16

func (c column) phoneme() uint8  { return uint8(c) & phonemeOf }
func (c column) deletion() int32 { return int32(c >> 8) }

// prefixLength is the number of sounds whose rows are kept, those of an uint64.
const prefixLength = 8

// setTarget prepares for distances to b.
func (e *editDistance) setTarget(b pronounce.Phones) {
	n := len(b)
	if len(e.cells) < (prefixLength+2)*(n+1) {
		e.cells = make([]int32, (prefixLength+2)*(2*n+1))
	}
	e.columns, e.cachedRows = e.columns[:0], 0
	for i := range e.rows {
		e.rows[i] = e.cells[i*(n+1) : (i+1)*(n+1)]
	}
	first := e.rows[0]
	first[0] = 0
	for j := range b {
		s := soundOf(b, j)
		e.columns = append(e.columns, column(s&phonemeOf)|column(costs.deletion[s])<<8)
		first[j+1] = first[j] + int32(costs.deletion[s])
	}
	e.setLeast()
	e.setInsertions()
}

// setInsertions sums the lowest deletion costs of the target.
func (e *editDistance) setInsertions() {
	e.insertions = append(e.insertions[:0], 0)
	for _, c := range e.columns {
		e.insertions = append(e.insertions, c.deletion())
		for k := len(e.insertions) - 1; k > 1 && e.insertions[k] < e.insertions[k-1]; k-- {
			e.insertions[k], e.insertions[k-1] = e.insertions[k-1], e.insertions[k]
		}
	}
	for k := 1; k < len(e.insertions); k++ {
		e.insertions[k] += e.insertions[k-1]
	}
}

// setLeast compares the costs of eight sounds at a time: each is deleted, or substituted
// by a phoneme of the target.
func (e *editDistance) setLeast() {
	for at := 0; at < int(pronounce.Count); at += 8 {
		cheapest := uint64(highest)
		for _, c := range e.columns {
			cheapest = leastOf8(cheapest, binary.LittleEndian.Uint64(costs.substitution[c.phoneme()][at:]))
		}
		for _, place := range [...]int{0, edge, double} {
			deletion := binary.LittleEndian.Uint64(costs.deletion[place+at:])
			binary.LittleEndian.PutUint64(e.least[place+at:], leastOf8(cheapest, deletion))
		}
	}
}

// All costs are below 128, which leaves the top bit of each byte for the comparison.
const (
	tops    = 0x8080808080808080
	highest = tops - tops>>7
)

// leastOf8 returns the lower of each two bytes.
func leastOf8(a, b uint64) uint64 {
	larger := ((a | tops) - b) & tops // the top bits of the bytes in which b is not larger
	mask := larger<<1 - larger>>7
	return a&^mask | b&mask
}

// cost is the cost of the cheapest edits into the target of a pronunciation, which is
// the first n of at least prefixLength sounds; any number above limit if it exceeds limit.
func (e *editDistance) cost(sounds []byte, n int, limit int32) int32 {
	first := binary.LittleEndian.Uint64(sounds)
	a := sounds[:n]
	i := min(bits.TrailingZeros64(e.previous^first)/8, e.cachedRows, n)
	rest := int32(0) // the least that the other edits cost
	for _, s := range a[i:] {
		rest += int32(e.least[s])
	}
	if e.rowMin[i]+rest > limit {
		return e.rowMin[i] + rest
	}
	if longer := len(e.columns) - n; longer > 0 { // so many phonemes are inserted
		all := rest + e.insertions[longer]
		for _, s := range a[:i] {
			all += int32(e.least[s])
		}
		if all > limit {
			return all
		}
	}
	e.previous = first
	row := e.rows[i]
	for ; i < len(a); i++ {
		to := min(i+1, len(e.rows)-1)
		next := e.rows[to]
		rest -= int32(e.least[a[i]])
		least := e.step(next, row, a[i])
		e.rowMin[to], e.cachedRows = least, min(to, prefixLength)
		if least+rest > limit {
			return least + rest
		}
		row = next
	}
	return row[len(row)-1]
}

// step fills the row after a sound from the previous row, and returns its minimum. The
// rows may be the same.
func (e *editDistance) step(next, row []int32, sound byte) int32 {
	change, deletion := &costs.substitution[sound&phonemeOf], int32(costs.deletion[sound])
	diagonal := row[0]
	left := diagonal + deletion
	next[0] = left
	least := left
	columns := e.columns
	row, next = row[1:][:len(columns)], next[1:][:len(columns)]
	for j, c := range columns {
		up := row[j]
		left = min(diagonal+int32(change[c.phoneme()]), up+deletion, left+c.deletion())
		diagonal = up
		next[j] = left
		least = min(least, left)
	}
	return least
}
