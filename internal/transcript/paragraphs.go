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

// Captions are split for display, a few words each. They are joined into paragraphs as
// long as those of edited transcripts, so that a name and its context are in the same
// paragraph. Text without paragraphs is split into the same lengths.
const (
	fullParagraph = 200              // bytes after which the end of a sentence ends the paragraph
	longParagraph = 1500             // maximum bytes of a paragraph of captions
	longPause     = 10 * time.Second // pause between the starts of sentences that ends the paragraph; many formats have no end times
	longText      = 8000             // bytes from which the paragraphs of a text are split
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

// captionSize returns the length of the first caption of lines.
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

// cutLines splits lines at the ends of sentences, so that paragraphs of captions end
// with a sentence, independent of the bounds of captions. The lines of a file with
// paragraphs are split only if a paragraph is too long.
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

// isSingle reports whether the whole text is in one line.
func isSingle(lines []speech.Line) bool {
	texts := 0
	for _, l := range lines {
		if len(l.Text) > 0 {
			texts++
		}
	}
	return texts == 1
}

// fill adds the text of runs, split at ends, to the last lines of out.
func fill(out []speech.Line, runs []speech.Run, ends []int) []speech.Line {
	lines := out[len(out)-len(ends):]
	at, k := 0, 0 // bytes of text so far, and the current line
	for _, r := range runs {
		for {
			n := r.Len()
			if k == len(lines)-1 || at+n <= ends[k] {
				lines[k].Text = append(lines[k].Text, r)
				at += n
				break
			}
			cut := ends[k] - at
			if r.Text != "" { // not split
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

// sentences returns the ends of the sentences of a text, and of parts of long
// sentences.
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

// writer makes paragraphs. Only writer makes segments, so it guarantees what Paragraph
// and Segment document.
type writer struct {
	speech.Source
	out []Paragraph

	// The current paragraph.
	speaker  string
	text     []byte
	segments []Segment
	gap      bool          // white space followed the last segment
	start    time.Duration // start of the last caption
	current  speech.Line   // current line
}

// line writes a line, which starts a caption of a size or continues one.
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

// breaks reports whether l starts a paragraph.
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

// sentenceEnd reports whether b ends with the end of a sentence, ignoring quotation
// marks and brackets after it.
func sentenceEnd(b []byte) bool {
	b = bytes.TrimRight(b, `"')]”’»`)
	return len(b) > 0 && strings.IndexByte(".?!", b[len(b)-1]) >= 0 || bytes.HasSuffix(b, []byte("。"))
}

// flush ends the current paragraph. An empty one is dropped.
func (w *writer) flush() {
	if len(w.segments) > 0 {
		w.out = append(w.out, Paragraph{w.speaker, string(w.text), slices.Clone(w.segments)})
	}
	w.text, w.segments, w.gap = w.text[:0], w.segments[:0], false
}

// copy writes bytes of the file unchanged. Control characters, including line breaks,
// count as white space, and invalid UTF-8 becomes U+FFFD.
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

// decoded writes text that replaces the bytes of the file at p.
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

// printable returns the length of b up to the first control character or invalid byte.
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
