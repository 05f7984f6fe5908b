package phonetic

import "slices"

// Costs of a segmentation, in tenths of a part: fewest parts that explain
// most letters. A short word is in a name by chance more often than a long one
// ("star" in starlette), and letters that nothing explains are dearest.
const (
	costMorpheme = 8
	costSingle   = 11 // a morpheme of one letter
	costWord     = 9  // five letters or more
	costWord4    = 11 // four letters
	costWord3    = 15 // three
	costInitial  = 14 // one letter before a word of four letters or more: "gevent"
	costUnknown  = 10 // a run of letters that nothing explains,
	costLetter   = 4  // and each of its letters
)

const (
	keptSegmentations = 2  // the best ones of a part; a third finds no more names
	longestPart       = 40 // a longer part is not cut
	longestWord       = 16 // the longest word that is looked for
)

// The kinds of spans.
const (
	spanUnknown  byte = iota
	spanMorpheme      // of morphemes.tsv
	spanWord          // a word of words.txt
	spanInitial       // such a word after one letter, which begins the part
)

// span is a stretch of a part; that of an initial is the word alone.
type span struct {
	lo, hi int8
	kind   byte
}

// path is a way to reach a place in a part: over a span, from the rank-th
// best path at its beginning.
type path struct {
	cost int
	span span
	rank int8
}

// segmenter finds the best segmentations of small letters by dynamic
// programming. The zero value is ready and can be used again and again.
type segmenter struct {
	best [longestPart + 1][]path // of each place, cheapest first
}

// segment returns the best segmentations, the very best first, each as its
// spans in order; nil for a part that is too long.
func (s *segmenter) segment(part string) [][]span {
	if len(part) > longestPart {
		return nil
	}
	for i := range len(part) + 1 {
		s.best[i] = s.best[i][:0]
	}
	s.best[0] = append(s.best[0], path{})
	for lo := range len(part) {
		h := hashStart
		for hi := lo + 1; hi <= len(part); hi++ {
			h = hashLetter(h, part[hi-1])
			s.word(part, lo, hi, h)
			s.morpheme(part, lo, hi, h)
			s.reach(span{int8(lo), int8(hi), spanUnknown}, costUnknown+costLetter*(hi-lo))
		}
	}
	all := make([][]span, len(s.best[len(part)]))
	for rank := range all {
		all[rank] = s.trace(len(part), rank)
	}
	return all
}

// word notes the stretch if it is a word; h is its hash.
func (s *segmenter) word(part string, lo, hi int, h uint32) {
	n := hi - lo
	if n < 3 || n > longestWord {
		return
	}
	if _, ok := loadLexicon().find(h, part[lo:hi]); !ok {
		return
	}
	cost := costWord
	switch n {
	case 3:
		cost = costWord3
	case 4:
		cost = costWord4
	}
	s.reach(span{int8(lo), int8(hi), spanWord}, cost)
	if lo == 1 && n >= 4 {
		s.keep(hi, path{costInitial + cost, span{1, int8(hi), spanInitial}, 0})
	}
}

// morpheme notes the stretch if it is a morpheme that fits there.
func (s *segmenter) morpheme(part string, lo, hi int, h uint32) {
	if hi-lo > longestMorpheme {
		return
	}
	m, ok := loadMorphemes().find(h, part[lo:hi])
	if !ok || !m.fits(lo == 0, hi == len(part)) {
		return
	}
	cost := costMorpheme
	if hi-lo == 1 {
		cost = costSingle
	}
	s.reach(span{int8(lo), int8(hi), spanMorpheme}, cost)
}

// reach notes the paths that end with a span. Two unknown runs in a row are
// one, so they are not built.
func (s *segmenter) reach(x span, cost int) {
	for rank, p := range s.best[x.lo] {
		if x.kind == spanUnknown && x.lo > 0 && p.span.kind == spanUnknown {
			continue
		}
		s.keep(int(x.hi), path{p.cost + cost, x, int8(rank)})
	}
}

// keep puts a path in its place among the best that end at a place. Of two
// as good, the one that came first stays ahead.
func (s *segmenter) keep(at int, p path) {
	best := s.best[at]
	i := len(best)
	for i > 0 && best[i-1].cost > p.cost {
		i--
	}
	if i == keptSegmentations {
		return
	}
	if len(best) == keptSegmentations {
		best = best[:keptSegmentations-1]
	}
	s.best[at] = slices.Insert(best, i, p)
}

// trace follows the rank-th best path back from a place.
func (s *segmenter) trace(at, rank int) []span {
	var spans []span
	for at > 0 {
		p := s.best[at][rank]
		spans = append(spans, p.span)
		if p.span.kind == spanInitial {
			break
		}
		at, rank = int(p.span.lo), int(p.rank)
	}
	slices.Reverse(spans)
	return spans
}

// explained reports whether words and morphemes make the whole of a part, at
// least one of them a morpheme.
func explained(spans []span) bool {
	known, named := true, false
	for _, s := range spans {
		known = known && s.kind != spanUnknown
		named = named || s.kind == spanMorpheme
	}
	return known && named
}
