package pronounce

import "slices"

// Costs of a segmentation. The best one has few spans and few unknown letters.
// Short words cost more, because they are more often in a name by chance ("star"
// in starlette).
const (
	costMorpheme = 8
	costSingle   = 11 // a morpheme of one letter
	costWord     = 9  // five letters or more
	costWord4    = 11 // four letters
	costWord3    = 15 // three
	costInitial  = 14 // one letter before a word of four letters or more: "gevent"
	costUnknown  = 10 // an unknown run of letters,
	costLetter   = 4  // plus each of its letters
)

const (
	keptSegmentations = 2  // for a part; more find no more names
	longestPart       = 40 // a longer part is not segmented
	longestWord       = 16 // in letters
)

// The kinds of spans.
const (
	spanUnknown  byte = iota
	spanMorpheme      // in morphemes.tsv
	spanWord          // in words.txt
	spanInitial       // a word after the first letter of the part
)

// span is a segment of a part; that of spanInitial is the word without the
// letter.
type span struct {
	lo, hi int8
	kind   byte
}

// path is a segmentation of a prefix of a part: its last span, and the rank of
// the path that it extends.
type path struct {
	cost int
	span span
	rank int8
}

// segmenter finds the best segmentations of lower-case letters by dynamic
// programming. The zero value is ready and reusable.
type segmenter struct {
	best [longestPart + 1][]path // of each prefix, the cheapest first
}

// segment returns the best segmentations of a part, the cheapest first; nil for a
// part that is too long.
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
			s.extendPaths(span{int8(lo), int8(hi), spanUnknown}, costUnknown+costLetter*(hi-lo))
		}
	}
	all := make([][]span, len(s.best[len(part)]))
	for rank := range all {
		all[rank] = s.trace(len(part), rank)
	}
	return all
}

// word extends the paths by part[lo:hi] if it is a word; h is its hash.
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
	s.extendPaths(span{int8(lo), int8(hi), spanWord}, cost)
	if lo == 1 && n >= 4 {
		s.keep(hi, path{costInitial + cost, span{1, int8(hi), spanInitial}, 0})
	}
}

// morpheme extends the paths by part[lo:hi] if it is a morpheme that fits there.
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
	s.extendPaths(span{int8(lo), int8(hi), spanMorpheme}, cost)
}

// extendPaths extends all paths that end where a span begins by the span, except
// an unknown span by another.
func (s *segmenter) extendPaths(x span, cost int) {
	for rank, p := range s.best[x.lo] {
		if x.kind == spanUnknown && x.lo > 0 && p.span.kind == spanUnknown {
			continue
		}
		s.keep(int(x.hi), path{p.cost + cost, x, int8(rank)})
	}
}

// keep inserts a path into the best ones of a prefix. Of equally good paths the
// first one stays ahead.
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

// trace returns the spans of the path with the given rank.
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

// covered reports whether words and morphemes cover the whole part, with at least
// one morpheme.
func covered(spans []span) bool {
	known, named := true, false
	for _, s := range spans {
		known = known && s.kind != spanUnknown
		named = named || s.kind == spanMorpheme
	}
	return known && named
}
