package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"namedrop/internal/pattern"
)

// section closes the section before the heading n and opens the section of n.
func (r *reader) section(n ast.Node, title string, level int) {
	r.headed = level
	r.sectionAt(r.lineStart(startOf(n)), title, level)
	_, r.bold = n.(*ast.Paragraph)
	if h, ok := n.(*ast.Heading); ok {
		r.list.Sections[len(r.list.Sections)-1].link = r.onlyLink(h)
	}
}

// sectionAt opens a section whose heading starts at a byte. Of several HTML headings on one
// line, the last one heads what follows.
func (r *reader) sectionAt(start int, title string, level int) {
	r.close(start)
	if last := len(r.list.Sections) - 1; last >= 0 && r.list.Sections[last].Start == start {
		r.list.Sections = r.list.Sections[:last]
	}
	r.list.Sections = append(r.list.Sections, Section{
		Title:  title,
		Level:  level,
		Parent: r.parent(level),
		Bare:   true,
		Start:  start,
	})
	r.open, r.bold = true, false
}

// maxBold is the maximum length in bytes of a bold line that may be a heading.
const maxBold = 60

// boldTitle returns the title and level of a bold paragraph that serves as the heading of
// a list or of headings that follow immediately. The title is "" if the paragraph is only
// a remark.
func (r *reader) boldTitle(n ast.Node) (title string, level int) {
	strong, ok := n.FirstChild().(*ast.Emphasis)
	if ok && strong.Level == 1 && strong.NextSibling() == nil { // bold and italic
		strong, ok = strong.FirstChild().(*ast.Emphasis)
	}
	if _, p := n.(*ast.Paragraph); !p || !ok || strong.Level != 2 || strong.NextSibling() != nil {
		return "", 0
	}
	title = strings.TrimSuffix(r.title(n), ":")
	if len(title) > maxBold || strings.ContainsAny(title, ".!?") || len(r.inline(n).links) > 0 {
		return "", 0
	}
	switch next := n.NextSibling().(type) {
	case *ast.Heading:
		return title, max(1, next.Level-1)
	case *ast.List:
		level := r.list.Sections[len(r.list.Sections)-1].Level
		if !r.bold {
			level++ // otherwise it has the level of the bold line before it
		}
		return title, level
	}
	return "", 0
}

// parent returns the nearest section above the given level.
func (r *reader) parent(level int) int {
	i := len(r.list.Sections) - 1
	for i >= 0 && r.list.Sections[i].Level >= level {
		i = r.list.Sections[i].Parent
	}
	return i
}

// paragraphs appends the text of a paragraph, or of the paragraphs in a quotation, to
// texts. It ignores other blocks.
func (r *reader) paragraphs(texts []string, n ast.Node) []string {
	switch n.(type) {
	case *ast.Paragraph:
		if text := r.inline(n).text(); !strings.HasPrefix(text, "|") { // a table
			texts = append(texts, text)
		}
	case *ast.Blockquote:
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			texts = r.paragraphs(texts, c)
		}
	}
	return texts
}

// title returns the text of a heading, without a link back to the top.
func (r *reader) title(h ast.Node) string {
	in := r.inline(h)
	var b strings.Builder
	for _, run := range in.runs {
		if !run.image && (run.link < 0 || !isAnchor(in.links[run.link])) {
			b.WriteString(run.text)
		}
	}
	if s := squeeze(titleID().ReplaceAllString(b.String(), "")); s != "" {
		return s
	}
	return in.text()
}

// titleID matches the identifier that some generators of pages take from the end of a
// heading: {#name}.
var titleID = pattern.Lazy(`\s*\{:?\s*#[\w-]+[^{}]*\}\s*$`)
