package phonetic

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"

	"namedrop/internal/phonetic/pronounce"
)

// Scratch is memory that Search reuses. The zero value is ready. It must not be
// used by two goroutines at the same time.
type Scratch struct {
	distance editDistance
	keys     []uint64
	related  []uint64 // a bit for each pronunciation to compare; all 0 between searches
	best     []Match

	key []byte
}

// Search returns up to n names within a distance of bound, at most Bound, of p,
// the nearest first; equally near names are in the order given to Build. A
// smaller bound is faster. It misses names that are not related to p (see
// skeleton.go), and returns none for a p without consonants. The result may be
// shared: it must not be changed.
func (x *Index) Search(p pronounce.Phones, n int, bound float64, s *Scratch) []Match {
	s.key = binary.LittleEndian.AppendUint64(s.key[:0], math.Float64bits(bound))
	s.key = append(binary.LittleEndian.AppendUint32(s.key, uint32(n)), p...)
	return x.memo.Get(s.key, func() []Match { return slices.Clone(x.search(p, n, bound, s)) })
}

// search is Search without the cache. The result is part of s.
func (x *Index) search(p pronounce.Phones, n int, bound float64, s *Scratch) []Match {
	s.best = s.best[:0]
	skeleton, v := summarize(p)
	if skeleton.n == 0 || n <= 0 {
		return s.best
	}
	if words := len(x.inventories)/(64*block)*block + block; len(s.related) != words {
		s.related = make([]uint64, words)
	}
	weight := totalCost(p)
	q := query{v, inventoryBound(weight, bound), weight, n, min(bound, Bound)}
	s.keys = skeleton.keys(s.keys[:0])
	for _, k := range s.keys {
		x.gather(k, &q, s)
	}
	x.compareRelated(p, &q, s)
	return s.best
}

// compareRelated compares the related pronunciations in their order, which editDistance
// makes use of, and unmarks them.
func (x *Index) compareRelated(p pronounce.Phones, q *query, s *Scratch) {
	at, ready := 0, false
	for rest := s.related; len(rest) >= block; rest = rest[block:] {
		if rest[0]|rest[1]|rest[2]|rest[3] != 0 {
			if !ready {
				s.distance.setTarget(p)
				ready = true
			}
			for i, word := range rest[:block] {
				for ; word != 0; word &= word - 1 {
					x.compare(64*(at+i)+bits.TrailingZeros64(word), q, s)
				}
			}
			clear(rest[:block])
		}
		at += block
	}
}

// block is the number of words of Scratch.related that are looked at together: most are 0.
const block = 4

// query holds the parameters of a search.
type query struct {
	inventory            inventory
	maxInventoryDistance int
	weight               int
	n                    int
	bound                float64
}

// gather marks the related pronunciations among the postings of a key.
func (x *Index) gather(key uint64, q *query, s *Scratch) {
	b, keyHash := x.bucket(key)
	inventories, related, inventory, most := x.inventories, s.related, q.inventory, q.maxInventoryDistance+1
	for _, post := range x.postings[x.starts[b]:x.starts[b+1]] {
		if post.keyHash != keyHash {
			continue
		}
		// Without a branch, because a processor would mispredict it.
		near := uint64(inventoryDistance(inventories[post.pronunciation], inventory)-most) >> 63
		related[post.pronunciation/64] |= near << (post.pronunciation % 64)
	}
}

// compare inserts a pronunciation into the results if it is near enough.
func (x *Index) compare(i int, q *query, s *Scratch) {
	w := &x.pronunciations[i]
	bound := q.bound
	if len(s.best) == q.n {
		bound = s.best[q.n-1].Distance
	}
	weight := max(q.weight, int(w.weight))
	limit := int32(bound*float64(weight)) + 1 // rounded up to include the bound itself
	cost := s.distance.cost(x.sounds[w.lo:], int(x.pronunciations[i+1].lo-w.lo), limit)
	if cost > limit {
		return
	}
	if d := normalizedCost(int(cost), weight); d <= bound {
		s.insert(Match{int(w.name), d}, q.n)
	}
}

// insert inserts a match into the best n, with each name once.
func (s *Scratch) insert(m Match, n int) {
	at := len(s.best)
	for i, b := range s.best {
		if b.Name == m.Name {
			if b.Distance <= m.Distance {
				return
			}
			at = i
			break
		}
	}
	switch {
	case at < len(s.best): // the same name, but nearer
	case len(s.best) < n:
		s.best = append(s.best, m)
	case !m.before(s.best[n-1]):
		return
	default:
		at = n - 1
	}
	for at > 0 && m.before(s.best[at-1]) {
		s.best[at] = s.best[at-1]
		at--
	}
	s.best[at] = m
}

func (m Match) before(o Match) bool {
	return m.Distance < o.Distance || m.Distance == o.Distance && m.Name < o.Name
}
