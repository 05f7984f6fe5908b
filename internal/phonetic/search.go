package phonetic

import (
	"encoding/binary"
	"math"
	"slices"
)

// Scratch is memory that Search reuses. The zero value is ready. It must not be
// used by two goroutines at the same time.
type Scratch struct {
	distance editDistance
	keys     []uint64
	related  []uint32 // the pronunciations to compare
	seen     []uint64 // a bit for each pronunciation in related
	best     []Match

	key []byte
}

// Search returns up to n names within a distance of bound, at most Bound, of p,
// the nearest first; equally near names are in the order given to Build. A
// smaller bound is faster. It misses names that are not related to p (see
// skeleton.go), and returns none for a p without consonants. The result may be
// shared: it must not be changed.
func (x *Index) Search(p Phones, n int, bound float64, s *Scratch) []Match {
	s.key = binary.LittleEndian.AppendUint64(s.key[:0], math.Float64bits(bound))
	s.key = append(binary.LittleEndian.AppendUint32(s.key, uint32(n)), p...)
	return x.memo.Get(s.key, func() []Match { return slices.Clone(x.search(p, n, bound, s)) })
}

// search is Search without the cache. The result is part of s.
func (x *Index) search(p Phones, n int, bound float64, s *Scratch) []Match {
	s.best = s.best[:0]
	skeleton, v := summarize(p)
	if skeleton.n == 0 || n <= 0 {
		return s.best
	}
	s.seen = append(s.seen[:0], make([]uint64, len(x.pronunciations)/64+1)...)
	s.related = s.related[:0]
	weight := totalCost(p)
	q := query{v, inventoryBound(weight), weight, n, min(bound, Bound)}
	s.distance.setTarget(p)
	s.keys = skeleton.keys(s.keys[:0])
	for _, k := range s.keys {
		x.gather(k, &q, s)
	}
	for _, i := range s.related {
		x.compare(int(i), &q, s)
	}
	return s.best
}

// query holds the parameters of a search.
type query struct {
	inventory            inventory
	maxInventoryDistance int
	weight               int
	n                    int
	bound                float64
}

// gather adds the related pronunciations among the postings of a key to those of
// the other keys. It is free of branches that a processor would mispredict.
func (x *Index) gather(key uint64, q *query, s *Scratch) {
	b, keyHash := x.bucket(key)
	posts := x.postings[x.starts[b]:x.starts[b+1]]
	n := len(s.related)
	s.related = slices.Grow(s.related, len(posts))[:n+len(posts)]
	for i := range posts {
		post := &posts[i]
		word, bit := post.pronunciation/64, post.pronunciation%64
		near := uint64(inventoryDistance(post.inventory, q.inventory)-q.maxInventoryDistance-1) >> 63
		same := (uint64(post.keyHash^keyHash) - 1) >> 63
		take := near & same &^ (s.seen[word] >> bit)
		s.seen[word] |= take << bit
		s.related[n] = post.pronunciation
		n += int(take)
	}
	s.related = s.related[:n]
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
	cost := s.distance.cost(x.phones[w.lo:w.hi], w.prefix, x.deletions[w.lo:w.hi], limit)
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
