package fit

import (
	_ "embed"
	"encoding/binary"
	"math"
	"sort"
	"strings"

	"namedrop/internal/memo"
)

// vectorFile is made by internal/train/fit, see WriteVectors.
//
//go:embed vectors.bin
var vectorFile string

// Dims is the number of dimensions of a word's vector.
const Dims = 64

// The file format: the number of words; for each dimension its levels (signed bytes in
// ascending order); for each word, in alphabetical order, its rarity (two bytes, thousandths
// of the natural logarithm of the ratio of texts without and with the word), the end of its
// letters (four bytes), and its vector (for each dimension the number of a level, four bits,
// the low ones for the even dimensions); and the letters of all words.
const (
	headBytes = 4
	rareBytes = 2
	endBytes  = 4
	codeBytes = Dims / 2 // of a vector
	levelBits = 4
	numLevels = 1 << levelBits

	rareUnit = 1000
	unitByte = 127 // the level 1
)

// table holds the parts of the file, which are used in place; nothing is decoded in advance.
type table struct{ levels, rarities, ends, codes, letters string }

// openTable divides a file into its parts.
func openTable(data string) (t table) {
	n := int(u32(data))
	data = data[headBytes:]
	for _, part := range []struct {
		to   *string
		size int
	}{
		{&t.levels, Dims * numLevels},
		{&t.rarities, rareBytes * n},
		{&t.ends, endBytes * n},
		{&t.codes, codeBytes * n},
	} {
		*part.to, data = data[:part.size], data[part.size:]
	}
	t.letters = data
	return t
}

func u32(s string) uint32 { return binary.LittleEndian.Uint32([]byte(s[:4])) }

func u16(s string) uint16 { return binary.LittleEndian.Uint16([]byte(s[:2])) }

// len returns the number of words.
func (t *table) len() int { return len(t.ends) / endBytes }

func (t *table) rarity(i int) float64 { return float64(u16(t.rarities[rareBytes*i:])) / rareUnit }

// word returns the i-th of the words.
func (t *table) word(i int) string {
	from := uint32(0)
	if i > 0 {
		from = u32(t.ends[endBytes*(i-1):])
	}
	return t.letters[from:u32(t.ends[endBytes*i:])]
}

// found holds the numbers of words that were looked up in the lexicon.
var found = memo.New[int](13)

// find returns the number of a word, or -1 if it is not in the table.
func (t *table) find(word string) int {
	return found.Get([]byte(word), func() int { return t.search(word) })
}

func (t *table) search(word string) int {
	lo, hi := 0, t.len()
	for lo < hi {
		mid := int(uint(lo+hi) / 2)
		switch strings.Compare(t.word(mid), word) {
		case 0:
			return mid
		case -1:
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return -1
}

// span is a range of words.
type span struct{ low, high int }

// starts holds the words that start with some letters.
var starts = memo.New[span](12)

// startingWith returns the words that start with some letters, of those that start with
// fewer of them.
func (t *table) startingWith(letters string, of span) span {
	low := of.low + sort.Search(of.high-of.low, func(i int) bool { return t.word(of.low+i) >= letters })
	return span{low, low + sort.Search(of.high-low, func(i int) bool { return !strings.HasPrefix(t.word(low+i), letters) })}
}

// add adds the vector of the i-th word to v, unitByte times as long.
func (t *table) add(v *vector, i int, weight float32) {
	for j, x := range []byte(t.codes[codeBytes*i:][:codeBytes]) {
		levels := t.levels[2*numLevels*j:][:2*numLevels] // of two dimensions
		v[2*j] += weight * float32(int8(levels[x%numLevels]))
		v[2*j+1] += weight * float32(int8(levels[numLevels+x/numLevels]))
	}
}

// vector is the embedding of a text. The zero vector is for texts without a known word.
type vector [Dims]float32

func (v *vector) dot(w *vector) float64 {
	var sum float32
	for i := 0; i < Dims; i += 4 { // four at a time, because most of a calibration is spent here
		a, b := (*[4]float32)(v[i:]), (*[4]float32)(w[i:])
		sum += a[0] * b[0]
		sum += a[1] * b[1]
		sum += a[2] * b[2]
		sum += a[3] * b[3]
	}
	return float64(sum)
}

// unit normalizes the vector to length 1, unless it is zero.
func (v *vector) unit() {
	if n := math.Sqrt(v.dot(v)); n > 0 {
		for i := range v {
			v[i] /= float32(n)
		}
	}
}
