package phonetic

import (
	"cmp"
	"encoding/binary"
	"slices"

	"namedrop/internal/memo"
	"namedrop/internal/phonetic/pronounce"
)

// Bound is the largest distance of a match. README.md states how many misspelled
// names are within it.
const Bound = 0.38

// memoBits sizes the cache for the windows of about ten episodes, at most 15
// MB. Nearly half of the windows of many episodes occur more than once.
const memoBits = 17

// Match is a name that sounds like a window.
type Match struct {
	Name     int     // index into the names given to Build
	Distance float64 // of the name's nearest pronunciation, at most Bound
}

// Index finds names by sound. It is safe for many goroutines, each with a
// Scratch of its own.
//
// A search reads a few scattered pronunciations, and mostly waits for memory. What it
// reads of them is therefore small and in one place.
type Index struct {
	pronunciations []pronunciation // in the order of their first phonemes, and a last one that ends the sounds
	inventories    []inventory     // of each pronunciation
	sounds         []byte          // of all pronunciations, concatenated
	starts         []uint32        // of each bucket in postings, and the end of the last
	postings       []posting
	mask           uint32
	memo           *memo.Table[[]Match]
}

// pronunciation is one pronunciation of a name.
type pronunciation struct {
	name   uint32
	weight int32
	lo     uint32 // its first sound; the next pronunciation has the one after the last
}

// posting records that a pronunciation has a key.
type posting struct {
	keyHash       uint32 // upper half of the key's hash
	pronunciation uint32
}

// spoken is a pronunciation before it is indexed.
type spoken struct {
	name   uint32
	lo, hi uint32 // in the phonemes of all
	first  uint64 // phonemes
}

// firstPhonemes returns a number by which pronunciations are sorted.
func firstPhonemes(p pronounce.Phones) uint64 {
	var first [prefixLength]byte
	copy(first[:], p)
	return binary.BigEndian.Uint64(first[:])
}

// Build indexes the pronunciations of names. Without names the index finds nothing.
func Build(names []string) *Index {
	const each = 3 // pronunciations of a name, at most, in the mean
	all, phones := make([]spoken, 0, each*len(names)), make(pronounce.Phones, 0, 10*each*len(names))
	p := pronounce.New()
	for i, name := range names {
		p.Each(name, func(its pronounce.Phones) {
			lo := len(phones)
			phones = append(phones, its...)
			all = append(all, spoken{uint32(i), uint32(lo), uint32(len(phones)), firstPhonemes(phones[lo:])})
		})
	}
	slices.SortFunc(all, func(v, w spoken) int { return cmp.Compare(v.first, w.first) })
	x := &Index{memo: memo.New[[]Match](memoBits), pronunciations: make([]pronunciation, 0, len(all)+1),
		inventories: make([]inventory, 0, len(all)), sounds: make([]byte, 0, len(phones)+prefixLength)}
	x.fill(all, phones)
	return x
}

// bucketsEach is the number of buckets for each pronunciation. With one, a third of the
// postings that a search reads belong to another key.
const bucketsEach = 4

// fill adds the pronunciations and sorts the postings into buckets: it counts them,
// then places them.
func (x *Index) fill(pronunciations []spoken, phones pronounce.Phones) {
	size := 1 << 8
	for size < bucketsEach*len(pronunciations) {
		size *= 2
	}
	x.mask = uint32(size - 1)
	x.starts = make([]uint32, size+1)
	all := make([]uint64, 0, 11*len(pronunciations)) // the keys of each pronunciation, ten in the mean
	ends := make([]uint32, len(pronunciations))
	for i, v := range pronunciations {
		p := phones[v.lo:v.hi]
		s, inventory := summarize(p)
		x.pronunciations = append(x.pronunciations, pronunciation{v.name, int32(totalCost(p)), uint32(len(x.sounds))})
		x.inventories = append(x.inventories, inventory)
		for j := range p {
			x.sounds = append(x.sounds, soundOf(p, j))
		}
		from := len(all)
		all = s.keys(all)
		ends[i] = uint32(len(all))
		for _, k := range all[from:] {
			b, _ := x.bucket(k)
			x.starts[b]++
		}
	}
	x.pronunciations = append(x.pronunciations, pronunciation{lo: uint32(len(x.sounds))})
	x.sounds = append(x.sounds, make([]byte, prefixLength)...) // see editDistance.cost
	x.place(all, ends)
}

// place places the postings of keys into buckets, whose sizes are in x.starts.
func (x *Index) place(keys []uint64, ends []uint32) {
	end := uint32(0)
	for b, size := range x.starts {
		end += size
		x.starts[b] = end
	}
	x.postings = make([]posting, end)
	for i := len(ends) - 1; i >= 0; i-- {
		from := uint32(0)
		if i > 0 {
			from = ends[i-1]
		}
		for _, k := range keys[from:ends[i]] {
			b, keyHash := x.bucket(k)
			x.starts[b]--
			x.postings[x.starts[b]] = posting{keyHash, uint32(i)}
		}
	}
}

// bucket returns the bucket of a key, and the hash that distinguishes its postings
// from those of other keys there.
func (x *Index) bucket(key uint64) (b, keyHash uint32) {
	key *= 0x9E3779B97F4A7C15
	key ^= key >> 29
	return uint32(key) & x.mask, uint32(key >> 32)
}
