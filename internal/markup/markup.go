// Package markup translates lists in reStructuredText and AsciiDoc to Markdown, and entries
// back.
//
// [Of] recognises the language of a list by its links. [Language.Markdown] translates a
// list line by line: each line of the result stands for the line with the same number, so
// that positions at the start of a line can be converted. Only what lists consist of is
// translated: titles, items, links, link definitions, code and images. A row of a table
// becomes an item. What has another meaning in Markdown, such as directives and comments,
// becomes a blank line.
// [Writer.Entry] writes a Markdown entry in the language of the list, with the variants
// that the list uses, and refuses text that could be markup there.
//
// The package is pure and takes linear time. It does not parse Markdown, and does not
// translate whole documents faithfully.
package markup

import (
	"bytes"

	"namedrop/internal/pattern"
)

// Language is a markup language, by its name. The zero value is Markdown.
type Language string

// The languages other than Markdown.
const (
	ReStructuredText Language = "reStructuredText"
	AsciiDoc         Language = "AsciiDoc"
)

// Links of each language. A list is written in the language that most of its links have.
var (
	markdownLink = pattern.Lazy(`\]\((?:https?://|#)|(?m)^ {0,3}\[[^\[\]\n]+\]:[ \t]*<?https?://|(?i)<a\s[^<>]*href=`)
	restLink     = pattern.Lazy("`[^`<>\\n]+(?:\\n[ \\t]+)?[ \\t]*<https?://[^<>\\s]+>`_|(?m)^\\.\\. _[^\\n]+:[ \\t]+https?://|^__[ \\t]+https?://")
	asciiLink    = pattern.Lazy(`(?:https?://[^\s\[\]<>()]+|\{[A-Za-z0-9_-]+\})\[[^\[\]\n]+\]`)
)

// minLinks is the number of links in a language from which a list counts as written in it.
const minLinks = 3

// Of returns the language of a list.
func Of(src []byte) Language {
	var lang Language
	var links [][]int
	switch {
	case bytes.Contains(src, []byte("`_")) || bytes.Contains(src, []byte(".. _")):
		lang, links = ReStructuredText, restLink().FindAllIndex(src, -1)
	case hasTitle(src):
		lang, links = AsciiDoc, asciiLink().FindAllIndex(src, -1)
	}
	if len(links) < minLinks || len(links) <= len(markdownLink().FindAllIndex(src, len(links))) {
		return ""
	}
	return lang
}

// hasTitle reports whether a text has a title of AsciiDoc, as its lists have. It spares other
// lists the expressions.
func hasTitle(src []byte) bool {
	for _, title := range []string{"= ", "== ", "=== "} {
		if bytes.HasPrefix(src, []byte(title)) || bytes.Contains(src, []byte("\n"+title)) {
			return true
		}
	}
	return false
}

// Markdown translates a list or a part of it. The result has the same number of lines, with
// the same line endings.
func (l Language) Markdown(src []byte) []byte {
	translated, _ := l.Translate(src)
	return translated
}

// Translate is like Markdown, and also returns the lines, from 1, on which the rows of tables
// start, which it translates to items.
func (l Language) Translate(src []byte) (translated []byte, rows map[int]bool) {
	rows = map[int]bool{}
	switch l {
	case ReStructuredText:
		r := rest{lines: lines(src), defined: definitions(src), rows: rows}
		return join(src, r.translate()), rows
	case AsciiDoc:
		a := ascii{lines: lines(src), values: attributes(src), rows: rows}
		return join(src, a.translate()), rows
	}
	return src, nil
}

// lines returns the lines of a text without their endings.
func lines(src []byte) []string {
	var all []string
	for l := range bytes.Lines(src) {
		all = append(all, string(bytes.TrimRight(l, "\r\n")))
	}
	return all
}

// join returns the translated lines with the endings of the source. A translation may
// contain only the line break that its source has.
func join(src []byte, translated []string) []byte {
	var b bytes.Buffer
	n := 0
	for l := range bytes.Lines(src) {
		b.WriteString(translated[n])
		b.Write(l[len(bytes.TrimRight(l, "\r\n")):])
		n++
	}
	return b.Bytes()
}
