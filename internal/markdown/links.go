package markdown

import (
	"bytes"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Reference is an address that a document leads to or shows, wherever it
// stands: in a list or a table, before the first heading, in a definition that
// links refer to, as an attribute of HTML, or bare in the text.
type Reference struct {
	URL        string // not resolved, without Markdown's or HTML's escapes
	Start, End int    // bytes of the address as it is written; where it stands nowhere as such, both are near
	Line       int    // of the address, from 1
	Column     int    // in characters, from 1
	Image      bool   // it is shown, not led to
}

// Anchors are the places of a document that a link to "#name" can lead to.
type Anchors map[string]bool

// variation asks for the coloured form of the character before it. GitHub keeps
// it in anchors when the emoji itself is gone; lists are written with and without.
var variation = strings.NewReplacer("\ufe0f", "")

// Has reports whether there is a place of that name, in any case of letters, as
// on GitHub. There always are the top of the page and "readme".
func (a Anchors) Has(name string) bool {
	name = anchor(name)
	return name == "" || name == "top" || name == "readme" || a[name]
}

// anchor is a name as Anchors has it. What a picture behind a heading leaves of
// the space before it is not insisted on.
func anchor(name string) string {
	return strings.TrimPrefix(strings.TrimRight(variation.Replace(strings.ToLower(name)), "-"), "user-content-")
}

// References returns all addresses of a document in the order of the file, and
// the anchors that GitHub gives its headings and HTML elements. What Read does
// not read is not read here either. Each definition is one reference, whether
// it is used or not, and links that use it are none of their own.
func References(src []byte) ([]Reference, Anchors) {
	body := bytes.TrimPrefix(src, []byte("\ufeff"))
	body = tame(body)
	s := &seeker{reader: reader{src: body, lines: lineStarts(body)}, bom: len(src) - len(body), anchors: Anchors{}, used: map[string]int{}, column: 1}
	doc := newParser().Parse(text.NewReader(body))
	s.seek(doc)
	slices.SortStableFunc(s.found, func(a, b Reference) int { return a.Start - b.Start })
	return s.found, s.anchors
}

// seeker collects references and anchors. Its reader is there for positions.
type seeker struct {
	reader
	bom     int // bytes in front of src
	found   []Reference
	anchors Anchors
	used    map[string]int // how many headings had an anchor so far
	counted int            // up to here, the characters of the line are in column
	column  int
}

// seek takes what stands in n. It returns where the markup of n ends as far as
// that is known, -1 if it is not.
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

// add notes an address that stands at src[start:end].
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

// auto notes an address that is its own text. A mail address is none.
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
			end = start // "www.a.example" stands for more than it says
		}
		s.add(url, start, end, false)
	}
	return start + len(label)
}

// link notes the address of a link or an image that has one of its own. Its
// text ends at or shortly before the bracket that is looked for from end on.
func (s *seeker) link(n ast.Node, end int, destination []byte, ref *ast.ReferenceLink, image bool) int {
	if end < 0 || end > len(s.src) {
		return -1
	}
	i := bytes.IndexByte(s.src[end:], ']')
	if i < 0 {
		return end
	}
	end += i + 1
	if ref != nil { // its address is the definition's
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

// beforeAddress is what stands between the text of a link, or the label of a
// definition, and the address.
var beforeAddress = regexp.MustCompile(`^[(:][ \t\r\n>]*<?`)

// destination is where an address stands that follows at once, -1 if it does
// not.
func (s *seeker) destination(from int, destination []byte) (start, end int) {
	m := beforeAddress.FindIndex(s.src[from:])
	if m == nil || len(destination) == 0 {
		return -1, -1
	}
	start = from + m[1]
	if !bytes.HasPrefix(s.src[start:], destination) {
		return -1, -1
	}
	return start, start + len(destination)
}

// definition notes the address that links refer to.
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

// attribute finds what HTML leads to, shows, and can be led to, and comments,
// which are passed over.
var attribute = regexp.MustCompile(`(?is)<!--.*?(?:-->|$)|\s(href|src|id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=` + "`" + `]+))`)

// heading of HTML, and what stands in its tags.
var (
	htmlHeading = regexp.MustCompile(`(?is)<h[1-6](?:\s[^>]*)?>(.*?)</h[1-6]`)
	htmlTag     = regexp.MustCompile(`<[^>]*>`)
)

// html notes the addresses and anchors of the HTML in src[from:to].
func (s *seeker) html(from, to int) {
	for _, m := range attribute.FindAllSubmatchIndex(s.src[from:to], -1) {
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
	for _, m := range htmlHeading.FindAllSubmatch(s.src[from:to], -1) {
		s.heading(squeeze(html.UnescapeString(htmlTag.ReplaceAllString(string(m[1]), ""))))
	}
}

// heading gives a heading its anchors: as GitHub names it by its text, and as it
// would if what looks like an emoji's name is none. The text is that with or
// without a link back to the top.
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
