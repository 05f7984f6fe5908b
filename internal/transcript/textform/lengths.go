package textform

import (
	"bytes"
	"slices"
	"strings"

	"namedrop/internal/transcript/speech"
)

// paragraphs decides what separates paragraphs: blank lines or, in a text without any,
// line breaks if the lines are long. Captions are joined.
func (r *reader) paragraphs(s *survey) {
	blanks, lines, longest := 0, 0, 0
	for i := range r.rows {
		row := &r.rows[i]
		if row.text == nil || row.skip {
			blanks++
			continue
		}
		if lines == 0 {
			blanks = 0 // blank lines at the top do not count
		}
		lines++
		longest = max(longest, speech.Size(row.text))
	}
	for i := len(r.rows) - 1; i >= 0 && (r.rows[i].text == nil || r.rows[i].skip); i-- {
		blanks--
	}
	sizes, open := r.sizes(s)
	switch {
	case s.timed:
		s.captions = areCaptions(sizes, open, 25)
	case blanks > 0 || lines < 2:
	case longest >= longLine && !areCaptions(sizes, open, 10):
		s.singles = true
	default:
		s.loose = lines > 1
	}
	s.loose = s.loose || s.captions
}

// longLine is a length in bytes that only soft-wrapped lines reach. Hard-wrapped lines
// end near 80, 100 or 120.
const longLine = 160

// sizes returns the length of each piece of text after a time, or of each line of a
// text without times, and how many of them do not end a sentence.
func (r *reader) sizes(s *survey) (sizes []int, open int) {
	var last []byte
	end := func() {
		if len(last) > 0 && !endsSentence(last) {
			open++
		}
	}
	for i := range r.rows {
		row := &r.rows[i]
		if row.text == nil || row.skip || row.chapter || row.speaker {
			continue
		}
		text := r.View(row.text)
		if row.accepted {
			text = text[min(row.head.n, len(text)):]
		}
		if row.inner.shape != "" && s.believes(row.inner) {
			continue
		}
		if row.accepted && row.head.timed() || !s.timed {
			end()
			last = nil
			sizes = append(sizes, 0)
		}
		if len(text) > 0 && len(sizes) > 0 {
			last = text
			sizes[len(sizes)-1] += len(text)
		}
	}
	end()
	return sizes, open
}

// areCaptions reports whether pieces of these sizes are captions: nine in ten are
// short, and at least one in share ends within a sentence.
func areCaptions(sizes []int, open, share int) bool {
	const few, short = 4, 170
	if len(sizes) < few || open*share < len(sizes) {
		return false
	}
	sorted := slices.Sorted(slices.Values(sizes))
	return sorted[len(sorted)*9/10] <= short
}

// endsSentence reports whether b ends a sentence, ignoring quotation marks and brackets
// after it.
func endsSentence(b []byte) bool {
	b = bytes.TrimRight(b, `"')]”’» `)
	return len(b) > 0 && strings.IndexByte(".?!", b[len(b)-1]) >= 0 || bytes.HasSuffix(b, []byte("。"))
}
