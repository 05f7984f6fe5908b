package markdown

import (
	"bytes"
	"html"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"namedrop/internal/markup"
	"namedrop/internal/pattern"
)

// Reference is an address that a document links to or embeds, anywhere in the document:
// in a list or a table, before the first heading, in a link definition, in an HTML
// attribute, or bare in the text.
type Reference struct {
	URL        string // not resolved, with Markdown and HTML escapes decoded
	Start, End int    // byte range of the address in the source; approximate if the source does not contain it literally
	Line       int    // of the address, from 1
	Column     int    // in characters, from 1
	Image      bool   // it is embedded, not linked
}

// Anchors is the set of places in a document that a link to "#name" can target.
type Anchors map[string]bool

// variation removes the character that selects the coloured form of an emoji. GitHub
// keeps it in anchors even when it drops the emoji, and lists write anchors with and
// without it.
var variation = strings.NewReplacer("\ufe0f", "")

// Has reports whether an anchor exists, ignoring case as GitHub does. The top of the page
// and "readme" always exist.
func (a Anchors) Has(name string) bool {
	name = anchor(name)
	return name == "" || name == "top" || name == "readme" || a[name]
}

// anchor normalizes a name for Anchors. It ignores the hyphen that remains of the space
// before an emoji at the end of a heading.
func anchor(name string) string {
	return strings.TrimPrefix(strings.TrimRight(variation.Replace(strings.ToLower(name)), "-"), "user-content-")
}

// References returns all addresses of a document in file order, and the anchors that
// GitHub gives its headings and HTML elements. It skips the lines that Read skips. Each
// definition is one reference, whether or not it is used; links that use a definition are
// not listed separately.
func References(src []byte) ([]Reference, Anchors) {
	if l := markup.Of(src); l != "" {
		translated := l.Markdown(src)
		refs, anchors := references(translated)
		return located(src, translated, refs), anchors
	}
	return references(src)
}

func references(src []byte) ([]Reference, Anchors) {
	body := bytes.TrimPrefix(src, []byte("\ufeff"))
	body = tame(body)
	s := &seeker{reader: reader{src: body, lines: lineStarts(body)}, bom: len(src) - len(body), anchors: Anchors{}, used: map[string]int{}, column: 1}
	doc := newParser().Parse(text.NewReader(body))
	s.seek(doc)
	slices.SortStableFunc(s.found, func(a, b Reference) int { return a.Start - b.Start })
	return s.found, s.anchors
}

// seeker collects references and anchors. Its reader is only used for positions.
type seeker struct {
	reader
	bom     int // length in bytes of the byte order mark before src
	found   []Reference
	anchors Anchors
	used    map[string]int // number of headings with each anchor so far
	counted int            // byte up to which column counts characters
	column  int
}

// seek collects the references in n. It returns the end of the markup of n, or -1 if it
// is unknown.
func (s *seeker) seek(n ast.Node) (end int) {
	end = -1
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		end = max(end, s.seek(c))
	}
	switch n := n.(type) {
	case *ast.Text:
		return n.Segment.Stop
	case *ast.Heading:
		s.heading(s.title(n), s.inline(n).text())
	case *ast.AutoLink:
		return s.auto(n)
	case *ast.Link:
		return s.link(n, max(end, n.Pos()+1), n.Destination, n.Reference, false)
	case *ast.Image:
		return s.link(n, max(end, n.Pos()+2), n.Destination, n.Reference, true)
	case *ast.LinkReferenceDefinition:
		s.definition(n)
	case *ast.RawHTML:
		if segments := n.Segments; segments.Len() > 0 {
			end = segments.At(segments.Len() - 1).Stop
			s.html(segments.At(0).Start, end)
		}
	case *ast.HTMLBlock:
		if start := startOf(n); n.Lines().Len() > 0 || n.HasClosure() {
			s.html(start, s.blockEnd(n))
		}
	}
	return end
}

// add records an address at src[start:end].
func (s *seeker) add(url string, start, end int, image bool) {
	start = max(start, 0)
	end = max(end, start)
	if from := s.lineStart(start); s.counted < from || s.counted > start {
		s.counted, s.column = from, 1
	}
	s.column += utf8.RuneCount(s.src[s.counted:start])
	s.counted = start
	s.found = append(s.found, Reference{URL: url, Start: start + s.bom, End: end + s.bom, Line: s.line(start), Column: s.column, Image: image})
}

// auto records an address that is its own link text, unless it is a mail address.
func (s *seeker) auto(n *ast.AutoLink) int {
	label := n.Label(s.src)
	start := n.Pos()
	if start < 0 {
		return -1
	}
	if i := bytes.Index(s.src[start:min(len(s.src), start+len(label)+2)], label); i >= 0 {
		start += i
	}
	if n.AutoLinkType == ast.AutoLinkURL && bytes.HasPrefix(s.src[start:], label) {
		end := start + len(label)
		url := string(n.URL(s.src))
		if url != string(label) {
			end = start // the URL of "www.a.example" is longer than its text
		}
		s.add(url, start, end, false)
	}
	return start + len(label)
}

// link records the address of a link or an image that has its own. The text of the link
// ends at or shortly before the bracket, which is searched for from end.
func (s *seeker) link(n ast.Node, end int, destination []byte, ref *ast.ReferenceLink, image bool) int {
	if end < 0 || end > len(s.src) {
		return -1
	}
	i := bytes.IndexByte(s.src[end:], ']')
	if i < 0 {
		return end
	}
	end += i + 1
	if ref != nil { // the address is in the definition
		if ref.Type != ast.ReferenceLinkShortcut {
			if i := bytes.IndexByte(s.src[end:], ']'); i >= 0 {
				end += i + 1
			}
		}
		return end
	}
	url := unescape(string(destination))
	start, stop := s.destination(end, destination)
	if start < 0 {
		s.add(url, n.Pos(), n.Pos(), image)
		return end
	}
	s.add(url, start, stop, image)
	if i := bytes.IndexByte(s.src[stop:], ')'); i >= 0 {
		return stop + i + 1
	}
	return stop
}

// beforeAddress matches what separates the text of a link, or the label of a definition,
// from the address.
var beforeAddress = pattern.Lazy(`^[(:][ \t\r\n>]*<?`)

// destination returns the range of an address that follows immediately, or -1 if none
// does.
func (s *seeker) destination(from int, destination []byte) (start, end int) {
	m := beforeAddress().FindIndex(s.src[from:])
	if m == nil || len(destination) == 0 {
		return -1, -1
	}
	start = from + m[1]
	if !bytes.HasPrefix(s.src[start:], destination) {
		return -1, -1
	}
	return start, start + len(destination)
}

// definition records the address of a link definition.
func (s *seeker) definition(n *ast.LinkReferenceDefinition) {
	pos := max(n.Pos(), 0)
	start, end := -1, -1
	if i := bytes.Index(s.src[pos:], []byte("]:")); i >= 0 {
		start, end = s.destination(pos+i+1, n.Destination)
	}
	if start < 0 {
		start, end = pos, pos
	}
	s.add(unescape(string(n.Destination)), start, end, false)
}

// attribute matches HTML attributes that link, embed, or define an anchor, and comments,
// which are skipped.
var attribute = pattern.Lazy(`(?is)<!--.*?(?:-->|$)|\s(href|src|id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=` + "`" + `]+))`)

// Patterns for HTML headings and tags.
var (
	htmlHeading = pattern.Lazy(`(?is)<h[1-6](?:\s[^>]*)?>(.*?)</h[1-6]`)
	htmlTag     = pattern.Lazy(`<[^>]*>`)
)

// html records the addresses and anchors of the HTML in src[from:to].
func (s *seeker) html(from, to int) {
	for _, m := range attribute().FindAllSubmatchIndex(s.src[from:to], -1) {
		if m[2] < 0 {
			continue // a comment
		}
		start, end := from+max(m[4], m[6], m[8]), from+max(m[5], m[7], m[9])
		name, written := strings.ToLower(string(s.src[from+m[2]:from+m[3]])), string(s.src[start:end])
		switch {
		case name == "id" || name == "name":
			s.anchors[anchor(html.UnescapeString(written))] = true
		case start < end:
			s.add(html.UnescapeString(written), start, end, name == "src")
		}
	}
	for _, m := range htmlHeading().FindAllSubmatch(s.src[from:to], -1) {
		s.heading(squeeze(html.UnescapeString(htmlTag().ReplaceAllString(string(m[1]), ""))))
	}
}

// heading records the anchors of a heading. GitHub derives them from its text, in which
// ":name:" may or may not be an emoji, so both variants are recorded. The texts are those
// with and without a link back to the top.
func (s *seeker) heading(texts ...string) {
	var slugs []string
	for _, t := range texts {
		for _, slug := range []string{anchor(Slug(t)), anchor(slug(t))} {
			if !slices.Contains(slugs, slug) {
				slugs = append(slugs, slug)
			}
		}
	}
	for _, slug := range slugs {
		name := slug
		if n := s.used[slug]; n > 0 {
			name = slug + "-" + strconv.Itoa(n)
		}
		s.used[slug]++
		s.anchors[name] = true
	}
}
