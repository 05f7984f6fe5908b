package phonetic

import (
	"math/bits"

	"namedrop/internal/phonetic/pronounce"
)

// Search filters pronunciations by two summaries. The skeleton is the sequence of
// consonant classes, without repetitions, vowels, ER and the glides W, Y and HH.
// The inventory counts phonemes by finer classes, without order. Two
// pronunciations are related if their skeletons have a key in common (they are
// about one insertion, deletion or substitution apart, or equal at one end) and
// their inventories differ little. Only related ones are compared.

// maxSkeleton is the number of consonants in a skeleton: three bits each and a
// leading one fit in 64 bits.
const maxSkeleton = 21

// skeleton is a sequence of consonant classes, 1 to 7.
type skeleton struct {
	class [maxSkeleton]byte
	n     int
}

// inventory counts the phonemes of each class in unary, so that the number of
// bits in which two inventories differ is the number of differing phonemes.
type inventory uint64

// classes are the consonant classes of the skeleton, which recognizers confuse.
var classes = [...]string{"", "P B F V", "T D TH DH", "S Z SH ZH CH JH", "K G", "M N NG", "L", "R"}

// inventoryClasses are the phoneme classes of the inventory, with the largest
// count of each.
var inventoryClasses = []struct {
	set string
	max int
}{
	{"AA AO OW AH UH UW AW OY", 6}, {"AE EH IH IY EY AY ER", 6},
	{"P B F V", 7}, {"T D TH DH", 6}, {"S Z", 5}, {"SH ZH CH JH", 4}, {"K G", 5},
	{"M", 4}, {"N NG", 5}, {"L", 4}, {"R ER", 5}, {"W", 2}, {"Y", 2}, {"HH", 2},
}

// phonemeClasses are the classes of each phoneme.
type phonemeClasses struct {
	skeleton  [64]byte      // class in the skeleton, 0 for none
	inventory [64]inventory // bits of its class in the inventory
}

var classesOf = buildPhonemeClasses()

func buildPhonemeClasses() *phonemeClasses {
	t := &phonemeClasses{}
	for class, set := range classes {
		for _, p := range mustPhones(set) {
			t.skeleton[p] = byte(class)
		}
	}
	shift := 0
	for _, s := range inventoryClasses {
		for _, p := range mustPhones(s.set) {
			t.inventory[p] |= (1<<s.max - 1) << shift
		}
		shift += s.max
	}
	return t
}

// mustPhones parses the phonemes of a table of this package.
func mustPhones(arpabet string) pronounce.Phones {
	p, err := pronounce.ParsePhones(arpabet)
	if err != nil {
		panic(err) // unreachable: the tables are built when any test runs
	}
	return p
}

// summarize returns both summaries.
func summarize(p pronounce.Phones) (s skeleton, v inventory) {
	for i, c := range p {
		if i > 0 && p[i-1] == c {
			continue
		}
		if free := classesOf.inventory[c&63] &^ v; free != 0 {
			v |= free & -free
		}
		k := classesOf.skeleton[c&63]
		if k != 0 && s.n < maxSkeleton {
			s.class[s.n] = k
			s.n++
		}
	}
	return s, v
}

// key returns the skeleton as a number.
func (s *skeleton) key() uint64 {
	k := uint64(1)
	for _, c := range s.class[:s.n] {
		k = k<<3 | uint64(c)
	}
	return k
}

// minDeletionKeys is the least length of a skeleton that also has keys with one
// consonant deleted: shorter ones would be related to everything.
const minDeletionKeys = 2

// Long skeletons have two more keys, their first and their last consonants, which
// find pronunciations with several edits at the other end.
const (
	minEndKeys = 5
	endLength  = 4
	headKey    = 1 << 63
	tailKey    = 1<<63 | 1<<62
)

// keys appends the key of the skeleton, the keys with one consonant deleted, each
// once, and those of the ends of a long skeleton.
func (s *skeleton) keys(out []uint64) []uint64 {
	whole := s.key()
	out = append(out, whole)
	if s.n < minDeletionKeys {
		return out
	}
	for i := range s.n {
		shift := 3 * i
		low := whole & (1<<shift - 1)
		if k := whole>>(shift+3)<<shift | low; k != out[len(out)-1] {
			out = append(out, k)
		}
	}
	if s.n >= minEndKeys {
		const ends = 1<<(3*endLength) - 1
		out = append(out, whole>>(3*(s.n-endLength))&ends|headKey, whole&ends|tailKey)
	}
	return out
}

// Weights of differing phonemes: roughly the least cost of an edit that causes the
// difference.
const (
	vowelWeight     = 20
	consonantWeight = 30
	vowelBits       = 1<<12 - 1 // bits of the first two classes
)

// inventoryDistance is the weighted number of phonemes by which two inventories
// differ.
func inventoryDistance(a, b inventory) int {
	d := uint64(a ^ b)
	return vowelWeight*bits.OnesCount64(d) + (consonantWeight-vowelWeight)*bits.OnesCount64(d&^vowelBits)
}

// inventoryBound is the largest distance of the inventories of related
// pronunciations, by the total cost of the one searched for. It rejects five of six
// names that have a key in common with a window of everyday talk. With 30 + weight/5,
// which takes a tenth more of the time of detection, the same packages and mentions
// are found in all annotated episodes. It is proportional to the bound of the distance,
// if that is small.
func inventoryBound(weight int, bound float64) int {
	const small = 0.32
	return int(float64(45+weight/8) * min(1, bound/small))
}
