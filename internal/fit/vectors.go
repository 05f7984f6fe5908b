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

// The file format: the number of words; for each word, in alphabetical order, its
// rarity (two bytes, thousandths of the natural logarithm of the ratio of texts without
// and with the word), the end of its letters (four bytes), and its vector (a signed
// byte for each dimension); and the letters of all words.
const (
	headBytes = 4
	rareBytes = 2
	endBytes  = 4
	rareUnit  = 1000
	unitByte  = 127 // value of 1 in the bytes of a vector, before it is normalized
)

// table reads the file in place; nothing is decoded in advance.
type table struct{ data string }

func (t table) len() int { return int(u32(t.data)) }

func u32(s string) uint32 { return binary.LittleEndian.Uint32([]byte(s[:4])) }

func (t table) rarity(i int) float64 {
	s := t.data[headBytes+rareBytes*i:]
	return float64(uint16(s[0])|uint16(s[1])<<8) / rareUnit
}

// words returns where each word ends in the letters of all words, and these letters.
func (t table) words() (ends, letters string) {
	n := t.len()
	return t.data[headBytes+rareBytes*n:][:endBytes*n], t.data[headBytes+(rareBytes+endBytes+Dims)*n:]
}

// wordAt returns the i-th of the words.
func wordAt(ends, letters string, i int) string {
	from := uint32(0)
	if i > 0 {
		from = u32(ends[endBytes*(i-1):])
	}
	return letters[from:u32(ends[endBytes*i:])]
}

// found holds the numbers of words that were looked up in the lexicon.
var found = memo.New[int](13)

// find returns the number of a word, or -1 if it is not in the table.
func (t table) find(word string) int {
	return found.Get([]byte(word), func() int { return t.search(word) })
}

func (t table) search(word string) int {
	ends, letters := t.words()
	lo, hi := 0, len(ends)/endBytes
	for lo < hi {
		mid := int(uint(lo+hi) / 2)
		switch strings.Compare(wordAt(ends, letters, mid), word) {
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
func (t table) startingWith(letters string, of span) span {
	ends, all := t.words()
	low := of.low + sort.Search(of.high-of.low, func(i int) bool { return wordAt(ends, all, of.low+i) >= letters })
	return span{low, low + sort.Search(of.high-low, func(i int) bool { return !strings.HasPrefix(wordAt(ends, all, low+i), letters) })}
}

// add adds the vector of the i-th word to v.
func (t table) add(v *vector, i int, weight float32) {
	data := t.data[headBytes+(rareBytes+endBytes)*t.len()+Dims*i:]
	for j, x := range []byte(data[:Dims]) {
		v[j] += weight * float32(int8(x)) / unitByte
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

// WriteVectors encodes words in alphabetical order, the share of texts that contain
// each, and their vectors of length 1.
func WriteVectors(words []string, share []float64, vectors [][]float32) []byte {
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(words)))
	for _, s := range share {
		b = binary.LittleEndian.AppendUint16(b, uint16(-math.Log(s)*rareUnit))
	}
	end := 0
	for _, w := range words {
		end += len(w)
		b = binary.LittleEndian.AppendUint32(b, uint32(end))
	}
	for _, v := range vectors {
		for _, x := range v {
			b = append(b, byte(int8(math.Round(float64(x)*unitByte))))
		}
	}
	for _, w := range words {
		b = append(b, w...)
	}
	return b
}
