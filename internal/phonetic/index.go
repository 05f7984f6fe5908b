package phonetic

import (
	"cmp"
	"slices"
	"sync"

	"namedrop/internal/memo"
)

// Bound is the distance above which a name does not sound like a window.
// README.md says how many garbles lie below.
const Bound = 0.38

// memoBits makes room for the windows of some twenty episodes, in 30 MB at most.
// Of the windows of many episodes nearly half have been searched before.
const memoBits = 18

// Match is a name that sounds like a window.
type Match struct {
	Name     int     // index into the names given to Build
	Distance float64 // of the name's nearest pronunciation, at most Bound
}

// Index finds names by sound. It is safe for many goroutines, each with a
// Scratch of its own.
type Index struct {
	ways   []way
	phones Phones   // of all ways, one after the other
	losses []uint8  // what each of the phones costs to lose
	starts []uint32 // of each bucket in postings, and the end of the last
	posts  []posting
	mask   uint32
	memo   *memo.Table[[]Match]
}

// way is one pronunciation of a name.
type way struct {
	name    uint32
	lo, hi  uint32 // in phones
	weight  int32
	opening opening
}

// posting says that a way has a key. It holds what decides whether the way is
// looked at at all, so that most are passed over without a further look.
type posting struct {
	inventory inventory
	check     uint32 // the key's upper hash
	way       uint32
}

// Build indexes names as [Name] says them. It pronounces half of the names on
// a goroutine of its own, since that is what takes the time. Without names the
// index finds nothing.
func Build(names []string) *Index {
	x := &Index{memo: memo.New[[]Match](memoBits)}
	middle := len(names) / 2
	var second [][]Phones
	var done sync.WaitGroup
	done.Go(func() { second = sayAll(names[middle:]) })
	x.add(sayAll(names[:middle]), 0)
	done.Wait()
	x.add(second, middle)
	slices.SortFunc(x.ways, func(v, w way) int { return cmp.Compare(v.opening, w.opening) })
	x.fill()
	return x
}

// sayAll pronounces names.
func sayAll(names []string) [][]Phones {
	n := namer{said: make(map[string][]Phones, len(names))}
	all := make([][]Phones, len(names))
	for i, name := range names {
		all[i] = n.name(name)
	}
	return all
}

// add adds the ways of names, the first of which has the number given.
func (x *Index) add(said [][]Phones, first int) {
	for i, ways := range said {
		for _, p := range ways {
			lo := uint32(len(x.phones))
			x.phones = append(x.phones, p...)
			x.losses = appendLosses(x.losses, p)
			x.ways = append(x.ways, way{uint32(first + i), lo, uint32(len(x.phones)), int32(weigh(p)), openingOf(p)})
		}
	}
}

// fill sorts the postings into buckets: it counts first, then places them.
func (x *Index) fill() {
	size := 1 << 8
	for size < 4*len(x.ways) {
		size *= 2
	}
	x.mask = uint32(size - 1)
	x.starts = make([]uint32, size+1)
	keys := make([]uint64, 0, maxSkeleton+3)
	for i := range x.ways {
		s, _ := summarize(x.say(i))
		for _, k := range s.keys(keys[:0]) {
			b, _ := x.bucket(k)
			x.starts[b+1]++
		}
	}
	for b := range size {
		x.starts[b+1] += x.starts[b]
	}
	x.posts = make([]posting, x.starts[size])
	next := slices.Clone(x.starts)
	for i := range x.ways {
		s, v := summarize(x.say(i))
		for _, k := range s.keys(keys[:0]) {
			b, check := x.bucket(k)
			x.posts[next[b]] = posting{v, check, uint32(i)}
			next[b]++
		}
	}
}

// bucket returns where a key's postings stand, and the check that tells them
// from those of another key there.
func (x *Index) bucket(key uint64) (b, check uint32) {
	key *= 0x9E3779B97F4A7C15
	key ^= key >> 29
	return uint32(key) & x.mask, uint32(key >> 32)
}

func (x *Index) say(way int) Phones {
	w := &x.ways[way]
	return x.phones[w.lo:w.hi]
}
