package textform

import (
	"bytes"
	"strings"

	"namedrop/internal/transcript/captions"
	"namedrop/internal/transcript/speech"
)

// row is a line of the text.
type row struct {
	text     []speech.Run // trimmed; nil for a blank line
	head     head
	inner    head // after the time of the head, as in "0:00 Name  0:05"
	heading  int  // the level of a Markdown heading, 0 for none
	fresh    bool // the first line after a blank one
	chapter  bool // an entry of a list of chapters
	speaker  bool // only a name
	skip     bool // not speech
	accepted bool // the head is accepted
}

// writer writes the lines of the rows.
type writer struct {
	*reader
	survey
	stamp   speech.Stamp // stamp of the following text
	headed  speech.Stamp // of the last head with a name
	speaker string
	turn    bool // the next line starts a paragraph
	named   bool // because the speaker changes
	begun   bool // a line had a time
}

// write makes lines of the rows.
func (r *reader) write(s survey) {
	w := &writer{reader: r, survey: s}
	for i := range r.rows {
		w.row(i)
	}
}

// row writes a row.
func (w *writer) row(i int) {
	row := &w.rows[i]
	if row.fresh || w.singles {
		w.turn = true
	}
	text := row.text
	switch {
	case row.skip || text == nil:
		return
	case row.chapter:
		w.chapter(row)
		return
	case row.speaker:
		w.name(speech.Name(bytes.TrimRight(w.plainText(i), ": ")))
		return
	case row.accepted:
		text = w.head(row)
	case row.heading > 0:
		w.headingRow(row)
		return
	}
	w.text(text, row.heading > 0)
}

// name sets the speaker of the following text.
func (w *writer) name(name string) {
	if strings.EqualFold(name, "break") { // of the Changelog's shows
		name = ""
	}
	w.named = w.named || name != w.speaker
	w.speaker, w.turn = name, true
}

// head applies the head of a row and returns the text after it.
func (w *writer) head(row *row) []speech.Run {
	h := row.head
	n := h.n
	size := speech.Size(row.text)
	switch {
	case h.timed() && h.speaker != "":
		w.stamp, w.headed = h.stamp, h.stamp
		w.name(h.speaker)
	case h.timed():
		w.stamp = later(h.stamp, w.headed)
		w.turn = true
		if h.next != "" && w.isSpeaker(h.next) {
			w.name(h.next)
			n = h.nextLen
		}
		if inner := row.inner; inner.shape != "" && w.believes(inner) {
			w.stamp, w.headed = inner.stamp, inner.stamp
			w.name(inner.speaker)
			n = h.n + inner.n
		}
	default:
		w.name(h.speaker)
	}
	return speech.Slice(row.text, n, size)
}

// later returns the stamp with the later time, or a if they are equal.
func later(a, b speech.Stamp) speech.Stamp {
	if b.Time > a.Time {
		return b
	}
	return a
}

// text writes text.
func (w *writer) text(runs []speech.Run, heading bool) {
	if len(runs) == 0 {
		return
	}
	for _, piece := range w.piecesOf(runs) {
		if piece.stamp.Text != "" {
			w.stamp = piece.stamp
		}
		for _, line := range w.voices(piece.text) {
			w.line(line)
		}
	}
}

// piecesOf removes the markup of Markdown.
func (w *writer) piecesOf(runs []speech.Run) []piece {
	if !w.md || len(runs) != 1 || runs[0].Text != "" {
		return []piece{{text: runs}}
	}
	p := w.Trim(runs[0].Span)
	p.Start += markdownMark(w.Bytes(p))
	return inline(w.Source, p)
}

// voices splits text at voice tags that were left over from WebVTT.
func (w *writer) voices(runs []speech.Run) []speech.Line {
	if len(runs) == 1 && runs[0].Text == "" && (bytes.Contains(w.Bytes(runs[0].Span), []byte("<v")) || bytes.Contains(w.Bytes(runs[0].Span), []byte("</v>"))) {
		return captions.Markup(w.Source, runs[0].Span, true)
	}
	return []speech.Line{{Text: runs}}
}

// line writes a line.
func (w *writer) line(l speech.Line) {
	if l.Named {
		w.speaker = l.Speaker
	}
	if len(bytes.TrimSpace(w.View(l.Text))) == 0 {
		return
	}
	l.Speaker, l.Named, l.Start, l.Whole = w.speaker, true, w.stamp, true
	first := l.Start.Text != "" && !w.begun
	l.Turn, l.Fresh = w.turn && !w.captions || w.named || first, w.turn || w.loose
	w.turn, w.named, w.begun = false, false, w.begun || first
	w.out.Lines = append(w.out.Lines, l)
}
