package phonetic

import (
	"cmp"
	"slices"

	"namedrop/internal/memo"
	"namedrop/internal/phonetic/pronounce"
)

// Bound is the largest distance of a match. README.md states how many misspelled
// names are within it.
const Bound = 0.38

// memoBits sizes the cache for the windows of about twenty episodes, at most 30
// MB. Nearly half of the windows of many episodes occur more than once.
const memoBits = 18

// Match is a name that sounds like a window.
type Match struct {
	Name     int     // index into the names given to Build
	Distance float64 // of the name's nearest pronunciation, at most Bound
}

// Index finds names by sound. It is safe for many goroutines, each with a
// Scratch of its own.
type Index struct {
	pronunciations []pronunciation
	phones         pronounce.Phones // of all pronunciations, concatenated
	deletions      []uint8          // deletion cost of each phone
	inventories    []inventory      // by pronunciation
	starts         []uint32         // of each bucket in postings, and the end of the last
	postings       []posting
	mask           uint32
	memo           *memo.Table[[]Match]
}

// pronunciation is one pronunciation of a name.
type pronunciation struct {
	name   uint32
	lo, hi uint32 // range of phones
	weight int32
	prefix prefix
}

// posting records that a pronunciation has a key.
type posting struct {
	keyHash       uint32 // upper half of the key's hash
	pronunciation uint32
}

// Build indexes the pronunciations of names. Without names the index finds nothing.
func Build(names []string) *Index {
	const each = 3 // pronunciations of a name, at most, in the mean
	x := &Index{memo: memo.New[[]Match](memoBits), pronunciations: make([]pronunciation, 0, each*len(names)),
		phones: make(pronounce.Phones, 0, 10*each*len(names)), deletions: make([]uint8, 0, 10*each*len(names))}
	p := pronounce.New()
	for i, name := range names {
		p.Each(name, func(phones string) { x.add(phones, i) })
	}
	slices.SortFunc(x.pronunciations, func(v, w pronunciation) int { return cmp.Compare(v.prefix, w.prefix) })
	x.fill()
	return x
}

// add adds a pronunciation of the name with the given number.
func (x *Index) add(phones string, name int) {
	lo := len(x.phones)
	x.phones = append(x.phones, phones...)
	p := x.phones[lo:]
	x.deletions = appendDeletionCosts(x.deletions, p)
	x.pronunciations = append(x.pronunciations, pronunciation{uint32(name), uint32(lo), uint32(len(x.phones)), int32(totalCost(p)), newPrefix(p)})
}

// fill sorts the postings into buckets: it counts them, then places them.
func (x *Index) fill() {
	size := 1 << 8
	for size < 4*len(x.pronunciations) {
		size *= 2
	}
	x.mask = uint32(size - 1)
	x.starts = make([]uint32, size+1)
	x.inventories = make([]inventory, len(x.pronunciations))
	all := make([]uint64, 0, 8*len(x.pronunciations)) // the keys of each pronunciation
	ends := make([]uint32, len(x.pronunciations))
	for i := range x.pronunciations {
		var s skeleton
		s, x.inventories[i] = summarize(x.phonesOf(i))
		from := len(all)
		all = s.keys(all)
		ends[i] = uint32(len(all))
		for _, k := range all[from:] {
			b, _ := x.bucket(k)
			x.starts[b]++
		}
	}
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

func (x *Index) phonesOf(i int) pronounce.Phones {
	w := &x.pronunciations[i]
	return x.phones[w.lo:w.hi]
}
