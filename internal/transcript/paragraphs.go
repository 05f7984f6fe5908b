package transcript

import (
	"bytes"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"namedrop/internal/transcript/speech"
)

// Captions are cut for the eye, a few words each. They are joined into
// paragraphs of the length that people give them in edited transcripts, so
// that a name and what is said about it stand together. Text that nobody cut
// into paragraphs is cut by the same lengths.
const (
	fullParagraph = 200              // bytes after which a sentence end ends the paragraph
	longParagraph = 1500             // bytes that no further caption may exceed
	longPause     = 10 * time.Second // from the start of a sentence to the next: ends the paragraph. Many forms tell no end
	longText      = 8000             // bytes of a text that has paragraphs, above which it is cut all the same
)

// compose joins lines into paragraphs.
func compose(src speech.Source, lines []speech.Line) []Paragraph {
	lines = cutLines(src, lines)
	w := &writer{Source: src}
	for i, l := range lines {
		if len(l.Text) > 0 {
			w.line(l, captionSize(lines[i:]))
		}
	}
	w.flush()
	return w.out
}

// captionSize returns the length of the caption that lines begin with.
func captionSize(lines []speech.Line) int {
	if !lines[0].Fresh {
		return 0
	}
	n := 0
	for i, l := range lines {
		if i > 0 && (l.Fresh || l.Turn || n > longParagraph) {
			break
		}
		n += speech.Size(l.Text)
	}
	return n
}

// cutLines cuts lines at the ends of sentences, so that a paragraph of captions
// ends where a sentence does, wherever the captions begin. The lines of a file that
// has paragraphs are cut only if no paragraph is as long.
func cutLines(src speech.Source, lines []speech.Line) []speech.Line {
	single := isSingle(lines)
	out := make([]speech.Line, 0, len(lines))
	for _, l := range lines {
		size := speech.Size(l.Text)
		switch {
		case l.Whole && !l.Turn && !l.Fresh, l.Whole && l.Turn && size <= longText && !(single && size > longParagraph):
			out = append(out, l)
			continue
		case !l.Whole:
			l.Fresh = !l.Glued
		}
		ends := sentences(src.View(l.Text))
		runs := l.Text
		for range ends {
			l.Text = nil
			out = append(out, l)
			l.Fresh, l.Turn, l.Named, l.Glued = true, false, false, false
		}
		out = fill(out, runs, ends)
	}
	return out
}

// isSingle reports whether all of the text stands in one line.
func isSingle(lines []speech.Line) bool {
	texts := 0
	for _, l := range lines {
		if len(l.Text) > 0 {
			texts++
		}
	}
	return texts == 1
}

// fill puts the text of runs, cut at ends, into the last lines of out.
func fill(out []speech.Line, runs []speech.Run, ends []int) []speech.Line {
	lines := out[len(out)-len(ends):]
	at, k := 0, 0 // bytes of text seen, and the line under way
	for _, r := range runs {
		for {
			n := r.Len()
			if k == len(lines)-1 || at+n <= ends[k] {
				lines[k].Text = append(lines[k].Text, r)
				at += n
				break
			}
			cut := ends[k] - at
			if r.Text != "" { // not divided
				lines[k].Text = append(lines[k].Text, r)
				at += n
				k++
				break
			}
			lines[k].Text = append(lines[k].Text, speech.Verbatim(speech.Span{Start: r.Start, End: r.Start + cut})...)
			r.Start += cut
			at += cut
			k++
			if r.Start == r.End {
				break
			}
		}
	}
	return out
}

// sentences returns the ends of the sentences of a text, and of its parts where
// sentences are long or unknown.
func sentences(b []byte) []int {
	const long = 300
	var ends []int
	last := 0
	for i, c := range b {
		if c == ' ' && (sentenceEnd(b[max(last, i-8):i]) || i-last >= long) {
			ends = append(ends, i)
			last = i
		}
	}
	return append(ends, len(b))
}

// writer makes paragraphs. It alone makes segments, and so keeps what Paragraph
// and Segment promise.
type writer struct {
	speech.Source
	out []Paragraph

	// The paragraph under way.
	speaker  string
	text     []byte
	segments []Segment
	gap      bool          // white space came after the last segment
	start    time.Duration // of the last caption
	current  speech.Line   // whose text is being written
}

// line writes a line, which begins a caption of a size or goes on with one.
func (w *writer) line(l speech.Line, size int) {
	switch {
	case w.breaks(l, size):
		w.flush()
		w.speaker = l.Speaker
	case !l.Glued:
		w.gap = true
	}
	w.current = l
	w.start = l.Start.Time
	for _, r := range l.Text {
		if r.Text != "" {
			w.decoded(r.Text, r.Span)
		} else {
			w.copy(r.Span)
		}
	}
}

// breaks reports whether l begins a paragraph.
func (w *writer) breaks(l speech.Line, size int) bool {
	n := len(w.text)
	switch {
	case l.Turn, l.Speaker != w.speaker, l.Fresh && n+size > longParagraph:
		return true
	case !l.Fresh && n < longText, l.Glued, !sentenceEnd(w.text):
		return false
	}
	return n >= fullParagraph || l.Start.Text != "" && l.Start.Time-w.start > longPause
}

// sentenceEnd reports whether b ends with a sentence, quotes and brackets
// after it aside.
func sentenceEnd(b []byte) bool {
	b = bytes.TrimRight(b, `"')]”’»`)
	return len(b) > 0 && strings.IndexByte(".?!", b[len(b)-1]) >= 0 || bytes.HasSuffix(b, []byte("。"))
}

// flush ends the paragraph under way. One into which nothing was written does
// not come about.
func (w *writer) flush() {
	if len(w.segments) > 0 {
		w.out = append(w.out, Paragraph{w.speaker, string(w.text), slices.Clone(w.segments)})
	}
	w.text, w.segments, w.gap = w.text[:0], w.segments[:0], false
}

// copy writes bytes of the file as they are. Control characters, line breaks
// among them, count as white space; what is no UTF-8 becomes U+FFFD.
func (w *writer) copy(p speech.Span) {
	for p.Start < p.End {
		n := printable(w.Bytes(p))
		w.run(speech.Span{Start: p.Start, End: p.Start + n})
		if p.Start += n; p.Start == p.End {
			return
		}
		r, size := utf8.DecodeRune(w.Bytes(p))
		if r == utf8.RuneError && size == 1 {
			w.add([]byte("\uFFFD"), speech.Span{Start: p.Start, End: p.Start + 1})
		} else {
			w.gap = true
		}
		p.Start += size
	}
}

// run writes a run of bytes without control characters.
func (w *writer) run(p speech.Span) {
	t := w.Trim(p)
	w.gap = w.gap || t.Start > p.Start
	if t.Start == t.End {
		w.gap = w.gap || p.Start < p.End
		return
	}
	w.add(w.Bytes(t), t)
	w.gap = t.End < p.End
}

// decoded writes text that stands in the file, at p, in another spelling.
func (w *writer) decoded(text string, p speech.Span) {
	if r, n := utf8.DecodeRuneInString(text); n == len(text) && (unicode.IsSpace(r) || speech.IsBreak(r)) {
		w.gap = true
		return
	}
	if p.Start < p.End {
		w.add([]byte(text), p)
	}
}

// add makes a segment.
func (w *writer) add(text []byte, p speech.Span) {
	if w.gap && len(w.text) > 0 {
		w.text = append(w.text, ' ')
	}
	w.gap = false
	lo := len(w.text)
	w.text = append(w.text, text...)
	w.segments = append(w.segments, Segment{
		Lo: lo, Hi: len(w.text), Start: p.Start, End: p.End,
		Stamp: w.current.Start.Text, Time: w.current.Start.Time, Probability: w.current.Probability,
	})
}

// printable returns the length of what precedes the first control character
// of b, or the first byte that is no UTF-8.
func printable(b []byte) int {
	for i := 0; i < len(b); {
		if c := b[i]; c >= ' ' && c < 0x7f {
			i++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		if speech.IsBreak(r) || r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(b)
}
