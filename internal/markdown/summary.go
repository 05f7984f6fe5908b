package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"namedrop/internal/pattern"
)

// invitation matches a summary that only asks the reader to open it.
var invitation = pattern.Lazy(`(?i)^\W*(?:(?:click|tap|press|expand|show|view|see|open|toggle|hide|collapse|details|more)\b|展开|点击)`)

// maxFolded is the number of nested <details> that are told apart. It bounds how deep
// sections are nested.
const maxFolded = 6

// fold follows the <details> elements that are open.
func (r *reader) fold(closes bool) {
	if closes {
		r.folded = max(0, r.folded-1)
	} else {
		r.folded = min(maxFolded, r.folded+1)
	}
}

// summary opens a section for the summary of a <details> element that contains entries or
// headings. The text is what the summary contains, rest is what follows it in its block,
// and at is a byte of its last line. A summary that is a link is an entry or no title, and
// one that invites to open it says nothing about its contents.
func (r *reader) summary(n *ast.HTMLBlock, at int, text, rest []byte) {
	title := plain(text)
	if title == "" || len(title) > maxBold || hrefValue().Match(text) || invitation().MatchString(title) || !r.holdsSections(n, rest) {
		return
	}
	r.sectionAt(r.lineStart(at), title, r.headed+max(1, r.folded))
	r.list.Sections[len(r.list.Sections)-1].Bare = false
}

// within matches the tags that show whether a <details> element contains entries or another
// such element, or ends first.
var within = pattern.Lazy(`(?i)<(/details|li|summary)\b`)

// holdsSections reports whether a list, a table, a heading or another summary follows the
// summary of a block before its element ends. It looks no further than the next summary.
func (r *reader) holdsSections(n *ast.HTMLBlock, rest []byte) bool {
	if m := within().FindSubmatch(rest); m != nil {
		return m[1][0] != '/'
	}
	for next := n.NextSibling(); next != nil; next = next.NextSibling() {
		switch b := next.(type) {
		case *ast.List, *ast.Heading, *extast.Table:
			return true
		case *ast.HTMLBlock:
			if m := within().FindSubmatch(b.Lines().Value(r.src)); m != nil {
				return m[1][0] != '/'
			}
		}
	}
	return false
}
