// Package textform reads transcripts that are text for people: what Otter, Rev,
// Riverside, Descript, Zoom, Teams, Fireflies and others export, what whisper
// prints, Markdown archives, copied panels of players, and pages in HTML.
//
// None of these forms is written down anywhere, so they are recognised by
// counting. Each line may begin with a head: a time, a name, or both, in one of
// the shapes of [parseHead]. A shape is believed if it occurs often enough
// for what it claims (see survey); otherwise its words are text. A list of
// chapters is told from timed speech, and front matter is kept apart.
package textform

import (
	"bytes"
	"strings"
	"time"
	"unicode/utf8"

	"namedrop/internal/transcript/captions"
	"namedrop/internal/transcript/speech"
)

// Result is what was found in a file.
type Result struct {
	Form     string // "timed", "plain", "changelog" for Markdown with speakers in bold, "html"
	Lines    []speech.Line
	Title    string    // "" if unknown
	Date     time.Time // zero if unknown
	Chapters []Chapter
	Note     string // what was lost, in a sentence; "" for nothing
}

// Chapter is an entry of a table of contents.
type Chapter struct {
	Title string
	Time  time.Duration
}

// row is a line of the text.
type row struct {
	text     []speech.Run // trimmed; nil for a blank line
	head     head
	inner    head // behind the time of the head, as in "0:00 Name  0:05"
	heading  int  // the level of a Markdown heading, 0 for none
	fresh    bool // the first line behind a blank one
	chapter  bool // an entry of a list of chapters
	speaker  bool // nothing but a name
	skip     bool // no speech
	accepted bool // the head is one
}

// reader is the state of reading a file.
type reader struct {
	speech.Source
	rows []row
	md   bool // the text is Markdown
	out  Result
}

// Read reads a text. It does not fail: what has no form is plain text.
func Read(src speech.Source) Result {
	r := &reader{Source: src}
	r.split(r.frontMatter())
	r.out.Form = "plain"
	r.understand()
	return r.out
}

// understand finds the heads and writes the lines.
func (r *reader) understand() {
	for i := range r.rows {
		if row := &r.rows[i]; row.text != nil && !row.skip {
			row.head = parseHead(r.View(row.text), r.md)
			row.inner = r.inner(row)
		}
	}
	r.preface()
	r.chapterLists()
	s := r.survey()
	r.write(s)
}

// plainText returns the beginning of a row without marks.
func (r *reader) plainText(i int) []byte { return newWindow(r.View(r.rows[i].text), r.md).text }

// split makes rows of the lines of the file from byte begin on.
func (r *reader) split(begin int) {
	r.md = isMarkdown(r.Source, begin)
	fresh := true
	cut := stripper{md: r.md}
	for l := range r.Lines() {
		if l.End <= begin && begin > 0 {
			continue
		}
		p := r.Trim(l.Span)
		var row row
		if p.Start < p.End && !cut.strips(r.Bytes(p)) {
			row.text = speech.Verbatim(p)
			row.fresh, fresh = fresh, false
			if r.md {
				row.heading = headingLevel(r.Bytes(p))
			}
		} else {
			fresh = true
		}
		r.rows = append(r.rows, row)
	}
}

// headingLevel returns the level of a heading of Markdown, 0 for none.
func headingLevel(b []byte) int {
	n := run(b, '#')
	if n > 6 || n == len(b) || b[n] != ' ' {
		return 0
	}
	return n
}

// isMarkdown reports whether marks of Markdown stand where only it has them: a
// speaker in bold, a heading, a link, an escaped time, a fence, a comment, or
// front matter.
func isMarkdown(src speech.Source, begin int) bool {
	if begin > 0 {
		return true
	}
	fresh := true
	for l := range src.Lines() {
		b := bytes.TrimSpace(src.Bytes(l.Span))
		if len(b) < 3 {
			fresh = fresh || len(b) == 0
			continue
		}
		if bytes.HasPrefix(b, []byte("```")) || bytes.HasPrefix(b, []byte("<!--")) || l.Number < 50 && headingLevel(b) > 0 {
			return true
		}
		start := b[blockMark(b[:min(len(b), 20)], true):]
		if bytes.HasPrefix(b, []byte("<br>")) || bytes.HasPrefix(b, []byte("<br/>")) || fresh && boldHead(start) || escapedTime(start) || linkedTime(start) || linkForm(start) {
			return true
		}
		fresh = false
	}
	return false
}

// boldHead reports whether b begins with a speaker in bold, or with a time
// before one.
func boldHead(b []byte) bool {
	if st, n, _ := timeAt(b); st.Text != "" {
		b = bytes.TrimLeft(b[n:], " -–—")
	}
	if !bytes.HasPrefix(b, []byte("**")) {
		return false
	}
	w := newWindow(b, true)
	if w.bold == 0 {
		return false
	}
	rest := bytes.TrimSpace(w.text[w.bold:])
	inner := bytes.TrimSpace(w.text[:w.bold])
	_, n, _ := timeAt(rest)
	_, k, _ := timeAt(inner)
	h, ok := w.nameThenTime()
	return bytes.HasSuffix(inner, []byte(":")) || bytes.HasPrefix(rest, []byte(":")) || n > 0 || k > 0 || ok && h.n > 0
}

// escapedTime reports whether b begins with a time in escaped brackets.
func escapedTime(b []byte) bool {
	_, n := bracketed(b)
	return n > 0 && b[0] == '\\'
}

// linkedTime reports whether a time with a link stands near the beginning of b.
func linkedTime(b []byte) bool {
	b = b[:min(len(b), 120)]
	k := bytes.Index(b, []byte("]("))
	if k < 0 {
		return false
	}
	open := bytes.LastIndexByte(b[:k], '[')
	if open < 0 {
		return false
	}
	_, n, _ := timeAt(b[open+1 : k])
	return n > 0
}

// linkForm reports whether b holds a link to an address.
func linkForm(b []byte) bool {
	k := bytes.Index(b, []byte("](http"))
	return k > 0 && bytes.IndexByte(b[:k], '[') >= 0
}

// stripper finds the lines of Markdown that are no text.
type stripper struct {
	md      bool
	fence   []byte // what ends the code block, nil outside of one
	comment bool
}

// strips reports whether a line is inside a comment or a block of code, defines
// a link, or directs the generator of a site.
func (s *stripper) strips(b []byte) bool {
	switch {
	case !s.md:
		return false
	case s.comment:
		s.comment = !bytes.Contains(b, []byte("-->"))
		return true
	case s.fence != nil:
		if bytes.HasPrefix(b, s.fence) && len(bytes.Trim(b, "`~ ")) == 0 {
			s.fence = nil
		}
		return true
	case bytes.HasPrefix(b, []byte("```")), bytes.HasPrefix(b, []byte("~~~")):
		if bytes.IndexByte(b[3:], '`') < 0 {
			s.fence = b[:3]
		}
		return s.fence != nil
	case bytes.HasPrefix(b, []byte("<!--")):
		end := bytes.Index(b, []byte("-->"))
		s.comment = end < 0
		return end < 0 || end+len("-->") == len(b)
	}
	return isDefinition(b) || bytes.HasPrefix(b, []byte(":::")) || bytes.HasPrefix(b, []byte("{{<")) || bytes.HasPrefix(b, []byte("{%"))
}

// isDefinition reports whether b defines a reference: "[1]: https://…".
func isDefinition(b []byte) bool {
	if b[0] != '[' {
		return false
	}
	k := bytes.Index(b[:min(len(b), 60)], []byte("]: "))
	if k < 2 {
		return false
	}
	word, _, _ := strings.Cut(string(b[k+3:min(len(b), k+300)]), " ")
	return strings.HasPrefix(word, "http://") || strings.HasPrefix(word, "https://") || strings.HasPrefix(word, "#") || strings.HasPrefix(word, "/") || strings.HasPrefix(word, "<http")
}

// writer writes the lines of the rows.
type writer struct {
	*reader
	survey
	stamp   speech.Stamp // of what comes
	headed  speech.Stamp // of the last head with a name
	speaker string
	turn    bool // the line that comes begins a paragraph
	named   bool // because somebody else speaks
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

// name has the text that comes be said by somebody.
func (w *writer) name(name string) {
	if strings.EqualFold(name, "break") { // of the Changelog's shows
		name = ""
	}
	w.named = w.named || name != w.speaker
	w.speaker, w.turn = name, true
}

// head obeys the head of a row and returns the text behind it.
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

// later returns the stamp of the two that means the later time, a if they mean
// the same.
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

// voices splits text at voice tags of WebVTT that were left in it.
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

// shorten cuts a text for a title.
func shorten(s string) string {
	const longest = 200
	if len(s) <= longest {
		return s
	}
	n := longest
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
