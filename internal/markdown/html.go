package markdown

import (
	"bytes"
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"

	"namedrop/internal/pattern"
)

// tag matches an HTML tag, or a comment, which has no name. Neither can begin inside the
// other, so finding all of them takes linear time.
var tag = pattern.Lazy(`(?s)<!--.*?(?:-->|\z)|<(/?)([A-Za-z][A-Za-z0-9]*)((?:[^<>"']|"[^"<>]*"|'[^'<>]*')*)>`)

// hrefValue matches the value of a tag's href attribute.
var hrefValue = pattern.Lazy(`(?i)\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=` + "`" + `]+))`)

func href(attributes []byte) string {
	m := hrefValue().FindSubmatch(attributes)
	if m == nil {
		return ""
	}
	return html.UnescapeString(string(bytes.Join(m[1:], nil)))
}

// rawHTML handles a tag inside a text: <a href> opens a link, </a> closes it. It returns
// the link that the following text belongs to.
func (r *reader) rawHTML(in *inline, n *ast.RawHTML, link, outside int, image bool) int {
	m := tag().FindSubmatch(n.Segments.Value(r.src))
	if m == nil || len(m[2]) == 0 {
		return link
	}
	name, closes := strings.ToLower(string(m[2])), len(m[1]) > 0
	switch {
	case name == "a" && closes:
		return outside
	case name == "a" && !image && link < 0 && href(m[3]) != "":
		in.links = append(in.links, Link{URL: href(m[3])})
		return len(in.links) - 1
	case name == "b" || name == "strong" || name == "i" || name == "em" || name == "code" || name == "sup" || name == "sub":
		return link // a tag within a word
	}
	in.add(" ", link, image)
	return link
}

// htmlBlock reads the headings, summaries and list items of an HTML block.
func (r *reader) htmlBlock(n *ast.HTMLBlock) {
	start := startOf(n)
	if n.Lines().Len() == 0 && !n.HasClosure() {
		return
	}
	end := r.blockEnd(n)
	if r.open {
		r.list.Sections[len(r.list.Sections)-1].Bare = false
	}
	block := r.src[start:end]
	var item *htmlItem
	heading, level, summary := -1, 0, -1
	for _, m := range tag().FindAllSubmatchIndex(block, -1) {
		if m[4] < 0 {
			continue // a comment
		}
		name, closes := strings.ToLower(string(block[m[4]:m[5]])), m[2] < m[3]
		switch {
		case len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6':
			if !closes {
				heading, level, summary = m[1], int(name[1]-'0'), -1
			} else if heading >= 0 {
				r.htmlHeading(start+m[0], plain(block[heading:m[0]]), level)
				heading = -1
			}
		case name == "details":
			r.fold(closes)
		case name == "summary" && !closes:
			summary = m[1]
		case name == "summary" && summary >= 0:
			r.summary(n, start+m[0], block[summary:m[0]], block[m[1]:])
			summary = -1
		case opensItem[name] && !closes, closesItems[name] && closes:
			r.htmlItem(item, block, start, m[0])
			if item = nil; opensItem[name] {
				item = &htmlItem{tag: name, start: m[0], text: m[1]}
			}
		case item != nil && (name == "li" || name == "tr"):
			item.stop = m[1]
			r.htmlItem(item, block, start, m[0])
			item = nil
		case item != nil && name == "a" && !closes && item.url != "":
			item.others++
		case item != nil && name == "a" && !closes && item.url == "":
			item.url, item.name = href(block[m[6]:m[7]]), m[1]
		case item != nil && name == "a" && closes && item.after == 0 && item.url != "":
			item.label, item.after = plain(block[item.name:m[0]]), m[1]
		}
	}
}

// opensItem holds the elements that may be entries: items, rows, and terms with their
// definitions. closesItems holds those that contain them.
var (
	opensItem   = map[string]bool{"li": true, "tr": true, "dt": true}
	closesItems = map[string]bool{"ul": true, "ol": true, "table": true, "dl": true}
)

// htmlHeading opens a section for a heading on the line that contains a byte.
func (r *reader) htmlHeading(at int, title string, level int) {
	if title != "" {
		r.headed = level
		r.sectionAt(r.lineStart(at), title, level)
		r.list.Sections[len(r.list.Sections)-1].Bare = false
	}
}

// htmlItem is the part of an item that has been read so far. Positions are relative to the
// block.
type htmlItem struct {
	tag               string
	others            int // links after the first
	start, text, stop int
	url, label        string
	name, after       int // start of the link text, and end of the link
}

// htmlItem adds an item that ends at a byte of the block.
func (r *reader) htmlItem(i *htmlItem, block []byte, offset, end int) {
	if i == nil || !r.open {
		return
	}
	stop := max(i.stop, i.start+len(bytes.TrimRight(block[i.start:end], " \t\r\n")))
	lo, hi := r.lineStart(offset+i.start), r.lineEnd(max(offset+i.start, offset+stop-1))
	e := Entry{Kind: HTMLItem, Line: r.line(lo), Start: lo, End: hi, Tail: hi}
	if i.url != "" && i.after > 0 {
		e.Name, e.URL, e.Description = i.label, i.url, trimSeparator(plain(block[i.after:end]))
		e.Links = []Link{{Text: i.label, URL: i.url}}
	} else {
		e.Name, e.Description = split(plain(block[i.text:end]))
	}
	if i.tag != "li" && (e.URL == "" || e.Name == "" || e.Description == "" || i.others >= maxOthers) {
		return // a head, or a row of pictures
	}
	sec := &r.list.Sections[len(r.list.Sections)-1]
	if last := len(sec.Entries) - 1; e.Name == "" && e.URL == "" || last >= 0 && sec.Entries[last].End > e.Start {
		return // several items on one line cannot be edited by lines
	}
	sec.Entries = append(sec.Entries, e)
}

// maxOthers is the number of further links from which a row is not about its first one.
const maxOthers = 3

// plain returns the text of HTML without tags.
func plain(s []byte) string {
	return squeeze(html.UnescapeString(string(tag().ReplaceAll(s, []byte(" ")))))
}
