// Package markdown reads an awesome list: its sections, the entries in them
// and every link, each with the bytes of the file where it stands.
//
// [Read] takes any Markdown and finds as much of a list in it as there is;
// [References] finds every address in it, in entries or not, and what can be
// led to inside of it.
// Nothing is printed back from what was read: the caller keeps the bytes, and edits a
// list by splicing them at the positions given here. So a list that is read and
// written without an edit is the same file.
//
// Parsing is goldmark's (github.com/yuin/goldmark); this package is the only
// one that imports it. It knows nothing of packages, podcasts or proposals,
// and imports nothing of this module.
package markdown

// List is an awesome list as it was read. The zero value is a list without
// sections. It holds no reference to the source, is not changed after Read,
// and is safe for many goroutines.
type List struct {
	Sections []Section // in the order of the file, parents before children
}

// Section is a heading and what stands below it, up to the next heading of
// any level. Text before the first heading belongs to no section. A line of
// nothing but bold text is a heading too if a list or a heading follows. Headings
// written in HTML are headings.
type Section struct {
	Title   string  // of the heading, without markup: "Web Frameworks"
	Level   int     // 1 to 6; a bold line is one above the heading or one below the section that it stands at
	Parent  int     // index into List.Sections, -1 at the top
	Intro   string  // the paragraphs before the first entry, as plain text
	Bare    bool    // nothing but paragraphs stands in it
	Start   int     // byte offset of the heading's line
	End     int     // byte offset of the next heading's line, or the file's length
	Entries []Entry // in the order of the file; nested ones follow their parent

	link string // address of a heading that is nothing but a link
}

// Kind says in which syntax an entry is written.
type Kind int

// The kinds of entries.
const (
	Item      Kind = iota // of a Markdown list
	Row                   // of a table in Markdown
	Paragraph             // of its own
	Quote                 // a paragraph in a quotation
	Heading               // a heading that is a link, with what stands below it
	HTMLItem              // <li>
)

// Entry is one entry of the list: its own lines, without those of nested items.
// An item with neither text nor link is no Entry, and neither is one that only
// leads to a place in the same file, as those of a table of contents do. Rows are
// entries if most rows of their table have a link. Paragraphs that begin with a link,
// and headings that are links, are entries if the list is mostly made of them.
type Entry struct {
	Kind        Kind
	Name        string // text of the leading link without markup: "aiohttp"; without one, the text before the separator
	URL         string // destination of the leading link, not resolved; "" without one
	Description string // plain text after the leading link and its separator
	Links       []Link // all of the entry's own links, badges too, the leading one first
	Parent      int    // index into the section's Entries of the one that it is nested in, -1 if in none
	Depth       int    // 0 for an item of an outermost list
	Line        int    // line number of the item's first line, from 1
	Start, End  int    // bytes of the item's own lines, the last line ending included
	Tail        int    // where the item ends with all that is nested in it; End if nothing is
	Cells       []Cell // of a Row, one for each column
}

// Cell is a cell of a row.
type Cell struct {
	Column     string // title of the column, without markup
	Text       string // plain text, links included
	Start, End int    // bytes between the pipes, without the white space around the text; both 0 for a cell that is missing
}

// Link is a link inside an entry.
type Link struct {
	Text string // without markup
	URL  string // destination; of a reference link the definition's
}
