package phonetic

import "math/bits"

// Candidates are told apart by two summaries of a pronunciation. The skeleton
// is the classes of its consonants in order, a doubled one once; vowels, ER and the
// glides W, Y and HH leave no trace. The inventory counts its phonemes by finer
// classes, in any order. Two pronunciations are related when their skeletons
// have a key in common (about one insertion, deletion or change apart, or the
// same at one end) and their inventories differ by little. Only related ones
// are compared in full.

// maxSkeleton is how many consonants of a skeleton are looked at: three bits
// each and one that marks the beginning fit in 64.
const maxSkeleton = 21

// skeleton is the classes of consonants, 1 to 7.
type skeleton struct {
	class [maxSkeleton]byte
	n     int
}

// inventory counts phonemes in unary, class beside class, so that the number
// of bits in which two differ is the number of phonemes by which they differ.
type inventory uint64

// classes groups what recognisers confuse. The order fixes the numbers.
var classes = [...]string{"", "P B F V", "T D TH DH", "S Z SH ZH CH JH", "K G", "M N NG", "L", "R"}

// stocks are the classes of the inventory and how many of each are counted.
var stocks = []struct {
	set  string
	room int
}{
	{"AA AO OW AH UH UW AW OY", 6}, {"AE EH IH IY EY AY ER", 6},
	{"P B F V", 7}, {"T D TH DH", 6}, {"S Z", 5}, {"SH ZH CH JH", 4}, {"K G", 5},
	{"M", 4}, {"N NG", 5}, {"L", 4}, {"R ER", 5}, {"W", 2}, {"Y", 2}, {"HH", 2},
}

// traits are what the summaries need to know of each phoneme.
type traits struct {
	class [64]byte      // in the skeleton, 0 for none
	stock [64]inventory // the bits of its class in the inventory
}

var trait = buildTraits()

func buildTraits() *traits {
	t := &traits{}
	for class, set := range classes {
		for _, p := range mustPhones(set) {
			t.class[p] = byte(class)
		}
	}
	shift := 0
	for _, s := range stocks {
		for _, p := range mustPhones(s.set) {
			t.stock[p] |= (1<<s.room - 1) << shift
		}
		shift += s.room
	}
	return t
}

// mustPhones reads phonemes of the tables of this package.
func mustPhones(arpabet string) Phones {
	p, err := ParsePhones(arpabet)
	if err != nil {
		panic(err) // unreachable: the tables are built when any test runs
	}
	return p
}

// summarize returns both summaries.
func summarize(p Phones) (s skeleton, v inventory) {
	for i, c := range p {
		if i > 0 && p[i-1] == c {
			continue
		}
		if free := trait.stock[c&63] &^ v; free != 0 {
			v |= free & -free
		}
		k := trait.class[c&63]
		if k != 0 && s.n < maxSkeleton {
			s.class[s.n] = k
			s.n++
		}
	}
	return s, v
}

// key is the skeleton as a number.
func (s *skeleton) key() uint64 {
	k := uint64(1)
	for _, c := range s.class[:s.n] {
		k = k<<3 | uint64(c)
	}
	return k
}

// leastCut is the length from which a skeleton is also looked up with one
// consonant cut out: shorter ones would be related to everything.
const leastCut = 2

// Long skeletons have two more keys, their first and their last consonants, so
// that several changes at one end leave the other to be found by.
const (
	leastHalves = 5
	half        = 4
	headKey     = 1 << 63
	tailKey     = 1<<63 | 1<<62
)

// keys appends the skeleton's own key and those with one consonant less, each
// once. Two skeletons with a key in common are at most a change apart, or
// two consonants of which each lacks one.
func (s *skeleton) keys(out []uint64) []uint64 {
	whole := s.key()
	out = append(out, whole)
	if s.n < leastCut {
		return out
	}
	for i := range s.n {
		shift := 3 * i
		low := whole & (1<<shift - 1)
		if k := whole>>(shift+3)<<shift | low; k != out[len(out)-1] {
			out = append(out, k)
		}
	}
	if s.n >= leastHalves {
		const ends = 1<<(3*half) - 1
		out = append(out, whole>>(3*(s.n-half))&ends|headKey, whole&ends|tailKey)
	}
	return out
}

// Differences of inventories are weighed at the least that an edit which makes
// them costs, roughly: a third of a lost consonant, or of a lost vowel.
const (
	weighVowel     = 20
	weighConsonant = 30
	vowelStock     = 1<<12 - 1 // the bits of the first two stocks
)

// apart weighs the phonemes by which two inventories differ.
func apart(a, b inventory) int {
	d := uint64(a ^ b)
	return weighVowel*bits.OnesCount64(d&vowelStock) + weighConsonant*bits.OnesCount64(d&^vowelStock)
}

// mayDiffer is how far apart the inventories of related pronunciations may
// be, by the weight of the one searched for: a phoneme whatever the length,
// and a fifth. Of the names with a key in common with a window of everyday
// talk, one in five is so near.
func mayDiffer(weight int) int { return 30 + weight/5 }
