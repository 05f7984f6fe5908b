package markdown

import (
	"bytes"
	"sort"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// Read reads the list in src. It never fails: what is no list has no sections
// or no entries. A byte order mark, Windows line ends and a missing final
// newline are taken as they are; src is not changed.
//
// Links are those of Markdown, bare addresses included; HTML is passed over.
func Read(src []byte) *List {
	body := bytes.TrimPrefix(src, []byte("\ufeff"))
	p := goldmark.New(goldmark.WithExtensions(extension.Linkify, extension.Strikethrough, extension.TaskList)).Parser()
	r := &reader{src: body, lines: lineStarts(body)}
	for n := p.Parse(text.NewReader(body)).FirstChild(); n != nil; n = n.NextSibling() {
		r.block(n)
	}
	r.close(len(body))
	if bom := len(src) - len(body); bom > 0 {
		r.list.shift(bom)
	}
	return &r.list
}

// reader is the state of one Read. Its positions are bytes of src.
type reader struct {
	src   []byte
	lines []int // where each line starts
	list  List
	open  bool // whether the last section of list is still growing
}

// block takes the next block of the document.
func (r *reader) block(n ast.Node) {
	if h, ok := n.(*ast.Heading); ok {
		r.heading(h)
		return
	}
	if !r.open {
		return // text before the first heading belongs to no section
	}
	sec := &r.list.Sections[len(r.list.Sections)-1]
	if len(sec.Entries) == 0 {
		sec.Intro = join(sec.Intro, r.intro(n))
	}
	r.walk(n, 0)
}

// heading closes the section before h and opens that of h.
func (r *reader) heading(h *ast.Heading) {
	start := r.lineStart(startOf(h))
	r.close(start)
	r.list.Sections = append(r.list.Sections, Section{
		Title:  r.title(h),
		Level:  h.Level,
		Parent: r.parent(h.Level),
		Start:  start,
	})
	r.open = true
}

// parent finds the nearest section above the given level.
func (r *reader) parent(level int) int {
	i := len(r.list.Sections) - 1
	for i >= 0 && r.list.Sections[i].Level >= level {
		i = r.list.Sections[i].Parent
	}
	return i
}

// close ends the last section at the given byte.
func (r *reader) close(end int) {
	if !r.open {
		return
	}
	sec := &r.list.Sections[len(r.list.Sections)-1]
	sec.End = end
	sec.Entries = withoutContents(sec.Entries)
	r.open = false
}

// intro is the text of a paragraph, quoted or not; "" for any other block.
func (r *reader) intro(n ast.Node) string {
	switch n.(type) {
	case *ast.Paragraph:
		return r.inline(n).text()
	case *ast.Blockquote:
		s := ""
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			s = join(s, r.intro(c))
		}
		return s
	}
	return ""
}

// title is the text of a heading, without a link back to the top.
func (r *reader) title(h *ast.Heading) string {
	in := r.inline(h)
	var b strings.Builder
	for _, run := range in.runs {
		if !run.image && (run.link < 0 || !isAnchor(in.links[run.link])) {
			b.WriteString(run.text)
		}
	}
	if s := squeeze(b.String()); s != "" {
		return s
	}
	return in.text()
}

// withoutContents drops what only leads to places in the same file. Where that
// is most of a section, the section is a table of contents: the rest of it,
// labels and the odd link to a file beside it, is dropped too.
func withoutContents(es []Entry) []Entry {
	var keep []Entry
	anchors, links := 0, 0
	for _, e := range es {
		switch {
		case len(e.Links) == 0:
			keep = append(keep, e)
		case anchored(e.Links):
			anchors++
		default:
			links++
			keep = append(keep, e)
		}
	}
	if anchors > links {
		return nil
	}
	return keep
}

// anchored reports whether all links lead to places in the same file.
func anchored(links []Link) bool {
	for _, l := range links {
		if !isAnchor(l) {
			return false
		}
	}
	return true
}

func isAnchor(l Link) bool { return strings.HasPrefix(l.URL, "#") }

// shift moves all positions but 0 by n bytes: a byte order mark belongs to the
// first line.
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
		}
	}
}

// lineStarts lists where each line of src starts.
func lineStarts(src []byte) []int {
	starts := []int{0}
	for i, c := range src {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// line is the number, from 1, of the line that holds the byte at pos.
func (r *reader) line(pos int) int {
	return sort.Search(len(r.lines), func(i int) bool { return r.lines[i] > pos })
}

// lineStart is where the line that holds the byte at pos starts.
func (r *reader) lineStart(pos int) int { return r.lines[r.line(pos)-1] }

// lineEnd is where the line that holds the byte at pos ends, its line ending
// included.
func (r *reader) lineEnd(pos int) int {
	if i := r.line(pos); i < len(r.lines) {
		return r.lines[i]
	}
	return len(r.src)
}
