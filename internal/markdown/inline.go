package markdown

import (
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"namedrop/internal/pattern"
)

// run is a piece of plain text inside a block.
type run struct {
	text  string
	link  int  // index of the link it belongs to, -1 outside links
	image bool // it is the alternative text of an image
}

// inline is the content of one or more paragraphs as plain text and links.
type inline struct {
	runs   []run
	links  []Link
	badges []bool // for each link, whether it shows only an image or a symbol
}

// entry reads the paragraphs of one item.
func (r *reader) entry(parts []ast.Node) Entry {
	in := r.inline(parts...)
	return in.entry(in.leading())
}

// entry returns the entry for a text with the given leading link, or without one if lead
// is -1.
func (in *inline) entry(lead int) Entry {
	if lead < 0 {
		name, rest := split(in.text())
		return Entry{Name: name, Description: rest, Links: in.links}
	}
	l, name, text := in.links[lead], in.name(lead), withoutAttributes(in.after(lead))
	if own, about, ok := in.described(lead); ok {
		return Entry{Name: own, URL: l.URL, Description: about, Links: append([]Link{l}, append(in.links[:lead:lead], in.links[lead+1:]...)...)}
	}
	if before, ok := in.bracketed(lead); ok {
		name = before
		if _, rest, closed := strings.Cut(text, ")"); closed {
			text = rest
		}
	}
	before := ""
	if name == l.Text {
		before = squeeze(in.before(lead))
	}
	return Entry{
		Name:        name,
		URL:         l.URL,
		Before:      before,
		Description: trimSeparator(text),
		Links:       append([]Link{l}, append(in.links[:lead:lead], in.links[lead+1:]...)...),
	}
}

// LeadingAttributes returns the attributes at the start of a text, which some generators of
// pages take from behind a link, as in {:target="_blank"}; "" for none.
func LeadingAttributes(s string) string { return attributes().FindString(s) }

func withoutAttributes(s string) string { return s[len(LeadingAttributes(s)):] }

var attributes = pattern.Lazy(`^\{(?::[^{}]*|[.#][\w-]+[^{}]*|[\w-]+=[^{}]*)\}`)

// bracketed returns the name before a link in brackets, as in "name - ([repository](url),
// [site](url)) text". ok is false for other links.
func (in *inline) bracketed(link int) (name string, ok bool) {
	before, ok := strings.CutSuffix(strings.TrimSpace(in.before(link)), "(")
	name = strings.TrimRight(squeeze(before), separators+", ")
	return name, ok && strings.ContainsFunc(name, unicode.IsLetter) && len(name) <= maxBold
}

// described returns the name and the description before a link whose text says only what it
// leads to, as in "name - text. [GitHub](url)", or before an address at the end. ok is false
// for other links.
func (in *inline) described(link int) (name, about string, ok bool) {
	text := in.links[link].Text
	if text == "" || !isImpersonal(text) || strings.Contains(text, "://") && (len(in.links) > 1 || in.after(link) != "") {
		return "", "", false
	}
	name, about = split(in.before(link))
	about = strings.TrimRight(about, separators+"[( ")
	ok = strings.ContainsFunc(name, unicode.IsLetter) && strings.ContainsFunc(about, unicode.IsLetter) && !prose().MatchString(name) && !prose().MatchString(about) &&
		len(strings.Fields(name)) <= maxName && len(name) <= maxBold
	return name, about, ok
}

// titled returns the name before a link that is a bare address or whose text says only what
// it leads to, as in "name - <url>" and "name: [site](url)". ok is false for other links.
func (in *inline) titled(link int) (name string, ok bool) {
	l := in.links[link]
	if l.URL != l.Text && l.URL != "http://"+l.Text && !isImpersonal(l.Text) {
		return "", false
	}
	name = strings.TrimRight(squeeze(in.before(link)), separators+"[( ")
	return name, strings.ContainsFunc(name, unicode.IsLetter) && len(strings.Fields(name)) <= maxName && len(name) <= maxBold &&
		!strings.ContainsAny(name, ":：") && !prose().MatchString(name)
}

// maxName is the maximum number of words of a name that is not a link.
const maxName = 4

// prose matches words before a link that belong to a sentence rather than to a name.
var prose = pattern.Lazy(`(?i)^(?:see|for|check|visit|read|click|please|also|go)\b|\b(?:see|at|in|from|to|on|via|by|of|for|the|is|are|and|or|with|use|visit|read|here|as)$`)

// inline flattens the content of blocks. Blocks without text add nothing.
func (r *reader) inline(blocks ...ast.Node) *inline {
	in := &inline{}
	for _, b := range blocks {
		switch b.(type) {
		case *ast.Paragraph, *ast.TextBlock, *ast.Heading, *extast.TableCell:
			r.flatten(in, b, -1, false)
			in.add(" ", -1, false) // a paragraph ends a word
		}
	}
	in.nameLinks()
	return in
}

// nameLinks gives each link its text, or the alternative text of its image.
func (in *inline) nameLinks() {
	shown, images := make([]strings.Builder, len(in.links)), make([]strings.Builder, len(in.links))
	for _, r := range in.runs {
		switch {
		case r.link < 0:
		case r.image:
			images[r.link].WriteString(r.text)
		default:
			shown[r.link].WriteString(r.text)
		}
	}
	in.badges = make([]bool, len(in.links))
	for i := range in.links {
		text := squeeze(shown[i].String())
		if in.badges[i] = !strings.ContainsFunc(text, func(r rune) bool { return !notWord(r) }); text == "" {
			text = squeeze(images[i].String())
		}
		in.links[i].Text = text
	}
}

// flatten appends the children of n to in, as parts of the given link or image.
func (r *reader) flatten(in *inline, n ast.Node, link int, image bool) {
	outside := link
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			in.add(r.textOf(c), link, image)
		case *ast.CodeSpan:
			r.flatten(in, c, link, image)
		case *ast.AutoLink:
			r.autoLink(in, c, link, image)
		case *ast.Image:
			r.flatten(in, c, link, true)
		case *ast.Link:
			if image { // a link inside the alternative text of an image is never shown
				r.flatten(in, c, link, image)
				continue
			}
			in.links = append(in.links, Link{URL: unescape(string(c.Destination))})
			r.flatten(in, c, len(in.links)-1, false)
		case *ast.RawHTML:
			link = r.rawHTML(in, c, link, outside, image)
		default: // emphasis and the like
			r.flatten(in, c, link, image)
		}
	}
}

// autoLink appends an address that is its own link text. Mail addresses are treated as
// text.
func (r *reader) autoLink(in *inline, c *ast.AutoLink, link int, image bool) {
	if c.AutoLinkType == ast.AutoLinkURL && link < 0 && !image {
		in.links = append(in.links, Link{URL: string(c.URL(r.src))})
		link = len(in.links) - 1
	}
	in.add(string(c.Label(r.src)), link, image)
}

// textOf returns the text of a node, with escapes decoded outside code.
func (r *reader) textOf(t *ast.Text) string {
	s := string(t.Segment.Value(r.src))
	if _, code := t.Parent().(*ast.CodeSpan); !code {
		s = unescape(s)
	}
	if t.SoftLineBreak() || t.HardLineBreak() {
		s += " "
	}
	return s
}

func (in *inline) add(text string, link int, image bool) {
	in.runs = append(in.runs, run{text, link, image})
}

// text returns all text except that of images.
func (in *inline) text() string {
	return in.collect(func(r run) bool { return !r.image })
}

func (in *inline) collect(want func(run) bool) string {
	var b strings.Builder
	for _, r := range in.runs {
		if want(r) {
			b.WriteString(r.text)
		}
	}
	return squeeze(b.String())
}

// leading returns the link that the entry is about: the first that is not a badge or, if
// all are badges, the first badge. It is -1 if the text before the link is already a name
// and a separator, as in "name - see [the docs](url)", unless the link belongs to the name;
// see titled.
func (in *inline) leading() int {
	for i := range in.links {
		if in.badges[i] || isAnchor(in.links[i]) {
			continue
		}
		if _, ok := in.bracketed(i); ok {
			return i
		}
		if _, _, ok := in.described(i); ok {
			return i
		}
		name, rest := split(in.before(i) + "x")
		if _, ok := in.titled(i); !ok && rest != "" && strings.ContainsFunc(name, unicode.IsLetter) {
			return -1
		}
		return i
	}
	if len(in.links) > 0 && !strings.ContainsFunc(in.text(), func(r rune) bool { return !notWord(r) }) {
		return 0
	}
	return -1
}

// name returns the text of the leading link, or the name before it.
func (in *inline) name(lead int) string {
	if name, ok := in.titled(lead); ok {
		return name
	}
	l := in.links[lead]
	if name, _ := split(in.before(lead)); name != "" && (l.URL == l.Text || l.URL == "http://"+l.Text) {
		return name
	}
	return l.Text
}

// before returns the text before a link, without badges.
func (in *inline) before(link int) string {
	var b strings.Builder
	for _, r := range in.runs {
		if r.link == link {
			break
		}
		if !r.image {
			b.WriteString(r.text)
		}
	}
	return b.String()
}

// after returns the text after a link, without badges.
func (in *inline) after(link int) string {
	past := false
	return in.collect(func(r run) bool {
		past = past || r.link == link
		return past && r.link != link && !r.image
	})
}
