package transcript

import "sort"

// Locate is the inverse of [Paragraph.Source]: it finds the paragraph that contains the
// bytes of the file from start to end, and their position in its text. A range that is
// partly outside the text is clipped, and a decoded run counts as a whole. ok is false
// if the range does not overlap the text of a paragraph.
func (t *Transcript) Locate(start, end int) (paragraph, lo, hi int, ok bool) {
	i := sort.Search(len(t.Paragraphs), func(i int) bool { return t.Paragraphs[i].end() > start })
	if i == len(t.Paragraphs) || start >= end {
		return 0, 0, 0, false
	}
	lo, hi = -1, -1
	for _, s := range t.Paragraphs[i].Segments {
		if s.End <= start || end <= s.Start {
			continue
		}
		from, to := s.text(start, s.Lo), s.text(end, s.Hi)
		if lo < 0 {
			lo = from
		}
		hi = to
	}
	return i, lo, hi, lo >= 0 && lo < hi
}

// end returns the offset in the file after the paragraph.
func (p Paragraph) end() int { return p.Segments[len(p.Segments)-1].End }

// text maps an offset of the file to one of the text if the segment is verbatim, and
// returns edge otherwise.
func (s Segment) text(i, edge int) int {
	if s.End-s.Start != s.Hi-s.Lo {
		return edge
	}
	return min(max(s.Lo+i-s.Start, s.Lo), s.Hi)
}
