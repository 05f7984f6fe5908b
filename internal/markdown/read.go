package markdown

import (
	"bytes"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Read reads the list in src, in Markdown or in a language of package markup. It never fails: a file that is not a list yields no
// sections or no entries. It accepts a byte order mark, Windows line endings and a
// missing final newline. src is not changed.
//
// Links are Markdown links, bare addresses and <a href>. Of other HTML, only headings,
// list items and summaries are read. Lines that open more than fifty blocks and headings longer than
// 4096 bytes are skipped. Read takes time linear in the length of src.
func Read(src []byte) *List {
	if l, ok := readFolder(src); ok {
		return l
	}
	if l, ok := readData(src); ok {
		return l
	}
	if l, ok := readMarkup(src); ok {
		return l
	}
	return readMarkdown(src)
}

func readMarkdown(src []byte) *List {
	body := bytes.TrimPrefix(src, []byte("\ufeff"))
	body = tame(body)
	r := &reader{src: body, lines: lineStarts(body)}
	for n := newParser().Parse(text.NewReader(body)).FirstChild(); n != nil; n = n.NextSibling() {
		r.block(n)
	}
	r.close(len(body))
	r.takeLoose()
	r.takeHeadings()
	if bom := len(src) - len(body); bom > 0 {
		r.list.shift(bom)
	}
	return &r.list
}

// reader is the state of one Read. Its positions are bytes of src.
type reader struct {
	src   []byte
	lines []int // start of each line
	list  List
	open  bool     // the last section of list is still growing
	bold  bool     // its heading is a bold line
	intro []string // paragraphs of its introduction so far
	loose []loose  // paragraphs that may be entries

	headed int // level of the last section whose heading is not a summary
	folded int // number of <details> that are open
}

// block reads the next block of the document.
func (r *reader) block(n ast.Node) {
	if h, ok := n.(*ast.Heading); ok {
		r.section(h, r.title(h), h.Level)
		return
	}
	if h, ok := n.(*ast.HTMLBlock); ok {
		r.htmlBlock(h)
		return
	}
	if !r.open {
		return // text before the first heading belongs to no section
	}
	if title, level := r.boldTitle(n); title != "" {
		r.section(n, title, level)
		return
	}
	sec := &r.list.Sections[len(r.list.Sections)-1]
	texts := r.paragraphs(nil, n)
	sec.Bare = sec.Bare && len(texts) > 0
	if len(sec.Entries) == 0 {
		r.intro = append(r.intro, texts...)
	}
	r.paragraph(n, Paragraph)
	r.walk(n, 0)
}

// close ends the last section at the given byte.
func (r *reader) close(end int) {
	if !r.open {
		return
	}
	sec := &r.list.Sections[len(r.list.Sections)-1]
	sec.End = end
	sec.Entries = withoutContents(sec.Entries)
	setParents(sec.Entries)
	sec.Intro = strings.Join(r.intro, " ")
	r.open, r.intro = false, nil
}

// shift moves all positions except 0 by n bytes, the length of a byte order mark, which
// belongs to the first line.
func (l *List) shift(n int) {
	move := func(p *int) {
		if *p > 0 {
			*p += n
		}
	}
	for i := range l.Sections {
		s := &l.Sections[i]
		move(&s.Start)
		move(&s.End)
		for j := range s.Entries {
			e := &s.Entries[j]
			move(&e.Start)
			move(&e.End)
			move(&e.Tail)
			for k := range e.Cells {
				move(&e.Cells[k].Start)
				move(&e.Cells[k].End)
			}
		}
	}
}

// lineStarts returns the start of each line of src.
func lineStarts(src []byte) []int {
	starts := []int{0}
	for i, c := range src {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// line returns the number, from 1, of the line that contains the byte at pos.
func (r *reader) line(pos int) int {
	return sort.Search(len(r.lines), func(i int) bool { return r.lines[i] > pos })
}

// lineStart returns the start of the line that contains the byte at pos.
func (r *reader) lineStart(pos int) int { return r.lines[r.line(pos)-1] }

// lineEnd returns the end of the line that contains the byte at pos, including its line
// ending.
func (r *reader) lineEnd(pos int) int {
	if i := r.line(pos); i < len(r.lines) {
		return r.lines[i]
	}
	return len(r.src)
}
