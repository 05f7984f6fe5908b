package markdown

import (
	"bytes"
	"unicode/utf8"

	"namedrop/internal/markup"
)

// readMarkup reads a list in another markup language than Markdown. ok is false for
// Markdown. It reads the translation, whose lines stand for those of the source, and
// converts the positions, all of which are at the start or the end of a line.
func readMarkup(src []byte) (l *List, ok bool) {
	lang := markup.Of(src)
	if lang == "" {
		return nil, false
	}
	translated, l := Translate(src, lang)
	to := converter(src, translated)
	for i := range l.Sections {
		s := &l.Sections[i]
		s.Start, s.End = to(s.Start), to(s.End)
		for j := range s.Entries {
			e := &s.Entries[j]
			e.Start, e.End, e.Tail = to(e.Start), to(e.End), to(e.Tail)
		}
	}
	return l, true
}

// Translate translates a list in another markup language to Markdown, and reads the
// translation. Positions are those of the translation.
func Translate(src []byte, lang markup.Language) (translated []byte, l *List) {
	translated, rows := lang.Translate(src)
	l = readMarkdown(translated)
	l.Markup = lang
	for _, s := range l.Sections {
		for i := range s.Entries {
			if rows[s.Entries[i].Line] {
				s.Entries[i].Kind = ForeignRow
			}
		}
	}
	return translated, l
}

// converter returns a function that converts positions in a translation at the start of a
// line, or at the end of the text, to those in the source.
func converter(src, translated []byte) func(int) int {
	starts := lineStarts(src)
	r := &reader{src: translated, lines: lineStarts(translated)}
	return func(pos int) int {
		if pos >= len(translated) {
			return len(src)
		}
		return starts[r.line(pos)-1]
	}
}

// LineOf converts a position in the translation of a list to the one in its source. ok is
// false if the position is within a line.
func LineOf(src, translated []byte, pos int) (at int, ok bool) {
	if pos > 0 && pos < len(translated) && translated[pos-1] != '\n' {
		return 0, false
	}
	return converter(src, translated)(pos), true
}

// located converts references in a translation to those in the source. An address that a
// line of the source does not contain literally, because an attribute stands for it, gets
// the empty range at the start of the line.
func located(src, translated []byte, refs []Reference) []Reference {
	starts := lineStarts(src)
	r := &reader{src: translated, lines: lineStarts(translated)}
	for i, f := range refs {
		n := r.line(f.Start)
		from, address := starts[n-1], translated[f.Start:f.End]
		end := len(src)
		if n < len(starts) {
			end = starts[n]
		}
		before := bytes.Count(translated[r.lines[n-1]:f.Start], address)
		start := nth(src[from:end], address, before)
		if start < 0 {
			refs[i].Start, refs[i].End, refs[i].Column = from, from, 1
			continue
		}
		refs[i].Start, refs[i].End = from+start, from+start+len(address)
		refs[i].Column = utf8.RuneCount(src[from:from+start]) + 1
	}
	return refs
}

// nth returns the position of the occurrence of sub after n others, -1 if there is none.
func nth(s, sub []byte, n int) int {
	at := 0
	for ; len(sub) > 0; n-- {
		i := bytes.Index(s[at:], sub)
		if i < 0 {
			return -1
		}
		if n == 0 {
			return at + i
		}
		at += i + len(sub)
	}
	return -1
}
