package markdown

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"namedrop/internal/pattern"
)

// table adds the rows of a table to the open section, if most of them have a link and the
// table is not in a list item, whose entry would contain the same bytes.
func (r *reader) table(t ast.Node, depth int) (first, end int) {
	end = r.lineEnd(startOf(t))
	var columns []string
	var rows []Entry
	linked := 0
	for n := t.FirstChild(); n != nil; n = n.NextSibling() {
		if _, ok := n.(*extast.TableHeader); ok {
			columns = r.columns(n)
			continue
		}
		start := r.lineStart(startOf(n))
		e := r.row(n, columns)
		e.Depth, e.Line = depth, r.line(start)
		e.Start, e.End = start, r.lineEnd(start)
		e.Tail, end = e.End, max(end, e.End)
		if e.URL != "" {
			linked++
		}
		rows = append(rows, e)
	}
	if sec := &r.list.Sections[len(r.list.Sections)-1]; depth == 0 && 2*linked > len(rows) {
		sec.Entries = append(sec.Entries, rows...)
	}
	return -1, end
}

// columns returns the titles of a table's columns.
func (r *reader) columns(header ast.Node) []string {
	var titles []string
	for c := header.FirstChild(); c != nil; c = c.NextSibling() {
		titles = append(titles, r.inline(c).text())
	}
	return titles
}

// row reads a row of a table.
func (r *reader) row(n ast.Node, columns []string) Entry {
	var cells []Cell
	all, lead, leadCell := &inline{}, -1, -1
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		in := r.inline(c)
		cell := Cell{Text: in.text()}
		if i := len(cells); i < len(columns) {
			cell.Column = columns[i]
		}
		if lines := c.Lines(); lines.Len() > 0 {
			cell.Start, cell.End = lines.At(0).Start, lines.At(0).Stop
		}
		if l := in.leading(); l >= 0 && lead < 0 && !isAnchor(in.links[l]) {
			lead, leadCell = len(all.links)+l, len(cells)
		}
		all.links = append(all.links, in.links...)
		cells = append(cells, cell)
	}
	e := Entry{Kind: Row, Cells: cells, Links: all.links}
	if lead >= 0 {
		e.URL = all.links[lead].URL
		e.Name = all.links[lead].Text
		e.Links = append([]Link{all.links[lead]}, append(all.links[:lead:lead], all.links[lead+1:]...)...)
	}
	name := nameCell(cells, leadCell, e.Name)
	if name >= 0 && name != leadCell {
		e.Name = cells[name].Text
	}
	i := describing(cells, name)
	if i >= 0 {
		e.Description = cells[i].Text
	}
	if i < 0 || !describes().MatchString(cells[i].Column) {
		if text := besideName(cells, name, e.Name); text != "" {
			e.Description = text
		}
	}
	return e
}

// besideName returns the description in the cell that has the name, "" if there is none.
func besideName(cells []Cell, name int, text string) string {
	if name < 0 || text == "" {
		return ""
	}
	rest, ok := strings.CutPrefix(cells[name].Text, text)
	if rest = trimSeparator(rest); !ok || !strings.Contains(rest, " ") {
		return ""
	}
	return rest
}

// impersonal lists link texts that state what a link leads to.
var impersonal = []string{"link", "here", "repo", "repository", "code", "source", "source code", "github", "gitlab", "pypi",
	"web", "website", "webpage", "home", "homepage", "site", "url", "doc", "docs", "documentation"}

// isImpersonal reports whether the text of a link states what it leads to rather than the
// name of a project: such a word, an address, or no letters.
func isImpersonal(text string) bool {
	if !strings.ContainsFunc(text, unicode.IsLetter) {
		return true
	}
	lower := strings.ToLower(text)
	return slices.Contains(impersonal, lower) ||
		(strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")) && !strings.Contains(text, "\n")
}

// names matches the titles of columns of names.
var names = pattern.Lazy(`(?i)^(?:name|project|title|tool|library|package|software|app)s?\b`)

// nameCell returns the cell with the name of a row's subject: the cell of the leading
// link or, if the link's text is a description or is not a name, another cell. It returns -1 if
// there is none.
func nameCell(cells []Cell, lead int, text string) int {
	if lead >= 0 && describes().MatchString(cells[lead].Column) {
		for i, c := range cells {
			if names().MatchString(c.Column) && c.Text != "" {
				return i
			}
		}
	}
	if lead >= 0 && !isImpersonal(text) {
		return lead
	}
	for i, c := range cells {
		if i != lead && c.Text != "" {
			return i
		}
	}
	return lead
}

// describes matches words in titles of columns that contain descriptions.
var describes = pattern.Lazy(`(?i)descri|about|summary|purpose|details|notes?\b|comment|features?\b|what|介绍|描述|说明|简介|概要|説明`)

// describing returns the cell that describes a row's subject, chosen by the title of its
// column or, failing that, the cell with the longest text of several words. It returns -1
// if there is none.
func describing(cells []Cell, name int) int {
	best, most := -1, 0
	for i, c := range cells {
		if i == name {
			continue
		}
		if describes().MatchString(c.Column) {
			return i
		}
		if n := utf8.RuneCountInString(c.Text); n > most && (strings.Contains(c.Text, " ") || n > 12) {
			best, most = i, n
		}
	}
	return best
}
