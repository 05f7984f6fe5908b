package phonetic

import (
	"encoding/binary"
	"math"
	"slices"
)

// Scratch is memory that Search uses again and again. The zero value is
// ready; it must not be used by two goroutines at once.
type Scratch struct {
	edits   edits
	keys    []uint64
	related []uint32 // the ways to compare in full
	seen    []uint64 // a bit for each of them
	best    []Match

	question []byte
}

// Search returns up to n names that sound like p, the nearest first and of
// equals the first given to Build, all within the bound, which is at most
// Bound; a smaller one is searched faster. It misses names that are not related
// to p (see skeleton.go). The result is empty for a p without consonants; it may
// be shared and must not be changed.
func (x *Index) Search(p Phones, n int, bound float64, s *Scratch) []Match {
	s.question = binary.LittleEndian.AppendUint64(s.question[:0], math.Float64bits(bound))
	s.question = append(binary.LittleEndian.AppendUint32(s.question, uint32(n)), p...)
	return x.memo.Get(s.question, func() []Match { return slices.Clone(x.search(p, n, bound, s)) })
}

// search is Search without the memo. The result lies in s.
func (x *Index) search(p Phones, n int, bound float64, s *Scratch) []Match {
	s.best = s.best[:0]
	skeleton, v := summarize(p)
	if skeleton.n == 0 || n <= 0 {
		return s.best
	}
	s.seen = append(s.seen[:0], make([]uint64, len(x.ways)/64+1)...)
	s.related = s.related[:0]
	weight := weigh(p)
	q := query{v, mayDiffer(weight), weight, n, min(bound, Bound)}
	s.edits.against(p)
	s.keys = skeleton.keys(s.keys[:0])
	for _, k := range s.keys {
		x.gather(k, &q, s)
	}
	for _, way := range s.related {
		x.compare(int(way), &q, s)
	}
	return s.best
}

// query is what is searched for.
type query struct {
	inventory inventory
	differ    int
	weight    int
	n         int
	bound     float64
}

// gather adds the related ways among the postings of a key to those of the
// other keys. It holds no branch, which a processor could not foresee.
func (x *Index) gather(key uint64, q *query, s *Scratch) {
	b, check := x.bucket(key)
	posts := x.posts[x.starts[b]:x.starts[b+1]]
	n := len(s.related)
	s.related = slices.Grow(s.related, len(posts))[:n+len(posts)]
	for i := range posts {
		post := &posts[i]
		word, bit := post.way/64, post.way%64
		near := uint64(apart(post.inventory, q.inventory)-q.differ-1) >> 63
		same := (uint64(post.check^check) - 1) >> 63
		take := near & same &^ (s.seen[word] >> bit)
		s.seen[word] |= take << bit
		s.related[n] = post.way
		n += int(take)
	}
	s.related = s.related[:n]
}

// compare notes a way if it is near enough to be among the best.
func (x *Index) compare(i int, q *query, s *Scratch) {
	w := &x.ways[i]
	bound := q.bound
	if len(s.best) == q.n {
		bound = s.best[q.n-1].Distance
	}
	weight := max(q.weight, int(w.weight))
	limit := int32(bound*float64(weight)) + 1 // rounded up, so that a cost of just the bound is not cut off
	cost := s.edits.cost(x.phones[w.lo:w.hi], w.opening, x.losses[w.lo:w.hi], limit)
	if cost > limit {
		return
	}
	if d := ratio(int(cost), weight); d <= bound {
		s.note(Match{int(w.name), d}, q.n)
	}
}

// note puts a match in its place among the best n, each name once.
func (s *Scratch) note(m Match, n int) {
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
