// Package markdown reads an awesome list: its sections, their entries and every link,
// each with its byte range in the file.
//
// [Read] accepts any Markdown and extracts whatever list it contains. [References]
// returns every address in the document, inside entries or not, and every anchor.
// Documents are never re-rendered: the caller keeps the source and edits a list by
// splicing bytes at the positions returned here. A list that is read and written without
// an edit is therefore unchanged.
//
// Parsing uses goldmark (github.com/yuin/goldmark); the only package that
// imports it is this one, which knows nothing about packages, podcasts or proposals.
package markdown

import "namedrop/internal/markup"

// List is a parsed awesome list. The zero value is a list without sections. A List does
// not refer to the source, is not changed after Read, and is safe for concurrent use.
type List struct {
	Sections []Section       // in file order, parents before children
	Markup   markup.Language // in which it is written, "" for Markdown
}

// Section is a heading and its content, up to the next heading of any level. Text before
// the first heading belongs to no section. A line of only bold text counts as a heading
// if a list or a heading follows it. HTML headings count as headings, and so does the
// <summary> of a <details> element that contains entries or headings.
type Section struct {
	Title   string  // of the heading, without markup: "Web Frameworks"
	Level   int     // 1 to 6; for a bold line, one above the heading that follows or one below the current section; for a summary, below the heading above it
	Parent  int     // index into List.Sections, -1 at the top level
	Intro   string  // paragraphs before the first entry, as plain text
	Bare    bool    // it contains only paragraphs
	Start   int     // byte offset of the heading's line
	End     int     // byte offset of the next heading's line, or the length of the file
	Entries []Entry // in file order; nested ones follow their parent

	link string // address of a heading that consists of one link
}

// Kind is the syntax in which an entry is written.
type Kind int

// Kinds of entries.
const (
	Item       Kind = iota // of a Markdown list
	Row                    // of a Markdown table
	Paragraph              // a separate paragraph
	Quote                  // a paragraph in a quotation
	Heading                // a heading that is a link, with its content
	HTMLItem               // <li>, <tr> or <dt>
	ForeignRow             // of a table in another markup language
	Record                 // of a data file from which a list is generated
)

// Entry is one entry of the list: its own lines, without those of nested items. An item
// with neither text nor link is not an entry, and neither is one that only links to the
// same file, as in a table of contents. Table rows are entries if most rows of their
// table have a link. Paragraphs that begin with a link, and headings that are links, are
// entries if most of the list consists of them.
type Entry struct {
	Kind        Kind
	Name        string // text of the leading link without markup: "aiohttp"; without a link, the text before the separator
	URL         string // destination of the leading link, not resolved; "" if there is none
	Before      string // plain text before the leading link, unless it is the name: "add to"
	Description string // plain text after the leading link and its separator
	Links       []Link // all links of the entry itself, including badges, leading link first
	Parent      int    // index into the section's Entries of the parent entry, -1 if there is none
	Depth       int    // 0 for an item of an outermost list
	Line        int    // line number of the item's first line, from 1
	Start, End  int    // byte range of the item's own lines, including the last line ending
	Tail        int    // end of the item including nested items; equal to End if there are none
	Cells       []Cell // of a Row, one per column; of a Record, one per field
	Group       string // of a Record: the title of its category, "" for none
	File        string // of a Record in a file of its own: its path
}

// Cell is a cell of a table row, or a field of a record.
type Cell struct {
	Column     string // title of the column, without markup; key of the field
	Text       string // plain text, including the text of links
	Start, End int    // byte range between the pipes, without surrounding white space; both 0 for a missing cell
}

// Link is a link inside an entry.
type Link struct {
	Text string // without markup
	URL  string // destination; for a reference link, that of the definition
}
