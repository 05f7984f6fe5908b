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
	b          pronounce.Phones
	columns    []column                  // of b
	cheapest   [64]uint8                 // the least cost to substitute a phoneme by one of b
	cells      []int32                   // memory of the rows
	rows       [prefixLength + 2][]int32 // after each phoneme of a prefix; the last is for all others
	rowMin     [prefixLength + 2]int32   // least cost in each row
	previous   prefix                    // of the previous pronunciation
	cachedRows int                       // number of its rows that are valid
}

// column is a phoneme of the target with its deletion cost.
type column struct{ phoneme, deletion uint8 }

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

func newPrefix(p pronounce.Phones) (o prefix) {
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
func (e *editDistance) setTarget(b pronounce.Phones) {
	n := len(b)
	if len(e.cells) < (prefixLength+2)*(n+1) {
		e.cells = make([]int32, (prefixLength+2)*(2*n+1))
	}
	e.b, e.columns, e.cachedRows = b, e.columns[:0], 0
	for i := range e.rows {
		e.rows[i] = e.cells[i*(n+1) : (i+1)*(n+1)]
	}
	first := e.rows[0]
	first[0] = 0
	for j, p := range b {
		e.columns = append(e.columns, column{p, deletionCost(b, j)})
		first[j+1] = first[j] + int32(e.columns[j].deletion)
	}
	e.setCheapest()
}

// setCheapest compares the costs of eight phonemes at a time. All costs are below
// 128, which leaves the top bit of each byte for the comparison.
func (e *editDistance) setCheapest() {
	const tops = 0x8080808080808080
	for at := 0; at < int(pronounce.Count); at += 8 {
		least := uint64(tops - tops>>7)
		for _, q := range e.b {
			c := binary.LittleEndian.Uint64(costs.substitution[q&63][at:])
			larger := ((least | tops) - c) & tops // the top bits of the bytes in which c is not larger
			mask := larger<<1 - larger>>7
			least = least&^mask | c&mask
		}
		binary.LittleEndian.PutUint64(e.cheapest[at:], least)
	}
}

// bound is the least that the edits of phonemes of a cost, whatever becomes of the
// others: each is deleted or substituted.
func (e *editDistance) bound(a pronounce.Phones, deletions []uint8) int32 {
	sum := 0
	deletions = deletions[:len(a)]
	for i, p := range a {
		sum += int(min(deletions[i], e.cheapest[p&63]))
	}
	return int32(sum)
}

// cost is the cost of the cheapest edits of a, whose prefix and deletion costs
// are given, into the target; any number above limit if it exceeds limit.
func (e *editDistance) cost(a pronounce.Phones, o prefix, deletions []uint8, limit int32) int32 {
	i := min(e.previous.commonLength(o), e.cachedRows)
	rest := e.bound(a[i:], deletions[i:])
	if e.rowMin[i]+rest > limit {
		return e.rowMin[i] + rest
	}
	e.previous = o
	row := e.rows[i]
	deletions = deletions[:len(a)]
	for ; i < len(a); i++ {
		to := min(i+1, len(e.rows)-1)
		next := e.rows[to]
		rest -= int32(min(deletions[i], e.cheapest[a[i]&63]))
		least := e.step(next, row, a[i], int32(deletions[i]))
		e.rowMin[to], e.cachedRows = least, min(to, prefixLength)
		if least+rest > limit {
			return least + rest
		}
		row = next
	}
	return row[len(row)-1]
}

// step fills the row after phoneme p, which costs deletion to delete, from the
// previous row, and returns its minimum. The rows may be the same.
func (e *editDistance) step(next, row []int32, p byte, deletion int32) int32 {
	change := &costs.substitution[p&63]
	diagonal := row[0]
	left := diagonal + deletion
	next[0] = left
	least := left
	columns := e.columns
	row, next = row[1:][:len(columns)], next[1:][:len(columns)]
	for j, c := range columns {
		up := row[j]
		left = min(diagonal+int32(change[c.phoneme&63]), up+deletion, left+int32(c.deletion))
		diagonal = up
		next[j] = left
		least = min(least, left)
	}
	return least
}
