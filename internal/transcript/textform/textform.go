// Package textform reads transcripts in formats for people: exports of Otter, Rev,
// Riverside, Descript, Zoom, Teams, Fireflies and others, the output of whisper,
// Markdown archives, copied panels of players, and HTML pages.
//
// None of these formats is documented, so they are recognised by counting. Each line
// may start with a head: a time, a name or both, in one of the shapes of [parseHead]. A
// shape is accepted if it occurs often enough (see survey); otherwise its words are
// text. Lists of chapters are distinguished from timed speech, and front matter is read
// separately.
package textform

import (
	"time"
	"unicode/utf8"

	"namedrop/internal/transcript/speech"
)

// Result holds the contents of a file.
type Result struct {
	Form     string // "timed", "plain", "changelog" for Markdown with speakers in bold, "html"
	Lines    []speech.Line
	Title    string    // "" if unknown
	Date     time.Time // zero if unknown
	Chapters []Chapter
	Note     string // what was lost, in one sentence; "" for nothing
}

// Chapter is an entry of a table of contents.
type Chapter struct {
	Title string
	Time  time.Duration
}

// reader is the state of reading a file.
type reader struct {
	speech.Source
	rows []row
	md   bool // the text is Markdown
	out  Result
}

// Read reads a text. It does not fail: a text in no known format is plain text.
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

// plainText returns the start of a row without marks.
func (r *reader) plainText(i int) []byte { return newWindow(r.View(r.rows[i].text), r.md).text }

// split splits the file from byte begin into rows.
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

// shorten shortens a text for a title.
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
