package transcript

import (
	"bytes"
	"html"
	"slices"
	"unicode"
	"unicode/utf8"
)

// writer collects the paragraphs that a reader finds. It alone makes segments,
// and so keeps what Paragraph and Segment promise: a reader only says which
// bytes of the file are text, and in what order.
type writer struct {
	source
	out []Paragraph

	// The paragraph under way.
	speaker  string
	text     []byte
	segments []Segment
	gap      bool // white space came after the last segment

	// What governs the text that comes next.
	stamp       stamp
	probability float64
}

// begin ends the paragraph under way and begins one of the speaker. A
// paragraph into which nothing is written does not come about.
func (w *writer) begin(speaker string) {
	w.flush()
	w.speaker = speaker
}

// flush ends the paragraph under way.
func (w *writer) flush() {
	if len(w.segments) > 0 {
		w.out = append(w.out, Paragraph{w.speaker, string(w.text), slices.Clone(w.segments)})
	}
	w.text, w.segments, w.gap = w.text[:0], w.segments[:0], false
}

// space puts white space between what was written and what comes.
func (w *writer) space() { w.gap = true }

// copy writes bytes of the file as they are. Control characters, line breaks
// among them, count as white space.
func (w *writer) copy(start, end int) {
	for start < end {
		n := printable(w.data[start:end])
		w.run(span{start, start + n})
		start += n
		if start < end {
			_, size := utf8.DecodeRune(w.data[start:end])
			start += size
			w.gap = true
		}
	}
}

// run writes a run of bytes without control characters.
func (w *writer) run(p span) {
	t := w.trim(p)
	w.gap = w.gap || t.start > p.start
	if t.start == t.end {
		w.gap = w.gap || p.start < p.end
		return
	}
	w.add(w.bytes(t), t)
	w.gap = t.end < p.end
}

// decoded writes text that stands in the file, at p, in another spelling.
func (w *writer) decoded(text string, p span) {
	if r, n := utf8.DecodeRuneInString(text); n == len(text) && (unicode.IsSpace(r) || isBreak(r)) {
		w.gap = true
		return
	}
	w.add([]byte(text), p)
}

// entityAt reads the HTML entity that begins p, and returns its length, 0 if
// there is none.
func (s source) entityAt(p span) (text string, n int) {
	const longest = 40 // HTML's own names have up to 33 bytes
	b := s.bytes(p)
	name, _, ok := bytes.Cut(b[1:min(len(b), longest)], []byte(";"))
	if !ok || !isName(name) {
		return "", 0
	}
	n = len(name) + len("&;")
	text = html.UnescapeString(string(b[:n]))
	switch {
	case len(text) >= n: // unknown; and so long a run would pass for a verbatim one
		return "", 0
	case len(text) > 1 && text[len(text)-1] == ';': // only part of the name was one
		return "", 0
	}
	return text, n
}

// isName reports whether b may name an entity, as "amp" and "#39" do.
func isName(b []byte) bool {
	for _, c := range b {
		if c != '#' && !isAlnum(c) {
			return false
		}
	}
	return len(b) > 0
}

// isAlnum reports whether c is an ASCII letter or digit.
func isAlnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// add makes a segment.
func (w *writer) add(text []byte, p span) {
	if w.gap && len(w.text) > 0 {
		w.text = append(w.text, ' ')
	}
	w.gap = false
	lo := len(w.text)
	w.text = append(w.text, text...)
	w.segments = append(w.segments, Segment{
		Lo: lo, Hi: len(w.text), Start: p.start, End: p.end,
		Stamp: w.stamp.text, Time: w.stamp.time, Probability: w.probability,
	})
}

// printable returns the length of what precedes the first control character
// of b.
func printable(b []byte) int {
	for i, c := range b {
		if c >= ' ' && c < 0x7f {
			continue
		}
		if r, _ := utf8.DecodeRune(b[i:]); isBreak(r) {
			return i
		}
	}
	return len(b)
}

// isBreak reports whether r may not stand in a paragraph: the control
// characters, and the two line breaks that are none.
func isBreak(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
}
