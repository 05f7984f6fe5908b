package speech

import (
	"bytes"
	"fmt"
	"html"
	"iter"
	"unicode"
)

// Source is the file being read: its bytes, and its name for messages.
type Source struct {
	Path string
	Data []byte // not to be changed
}

// BOM is the byte order mark that some editors write before UTF-8. In concatenated
// files it also occurs in the middle.
const BOM = "\xef\xbb\xbf"

// Span is a range of bytes of the file, half open.
type Span struct{ Start, End int }

// FileLine is a line of the file without its line ending and without a byte order mark
// at the start.
type FileLine struct {
	Span
	Number int // from 1
}

// Errorf returns an error about the byte at offset at: "path:line: message".
func (s Source) Errorf(at int, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", s.Path, s.LineAt(at), fmt.Sprintf(format, args...))
}

// LineAt returns the number, from 1, of the line that contains the byte at.
func (s Source) LineAt(at int) int {
	n := 0
	for l := range s.Lines() {
		if l.Start > at {
			break
		}
		n = l.Number
	}
	return max(n, 1)
}

// Lines yields the lines of the file, which may end with LF, CRLF or CR.
func (s Source) Lines() iter.Seq[FileLine] {
	return func(yield func(FileLine) bool) {
		lf := -1 // the next line feed: searched once, not for each CR
		for no, start := 1, 0; start < len(s.Data); no++ {
			for bytes.HasPrefix(s.Data[start:], []byte(BOM)) {
				start += len(BOM)
			}
			if lf < start {
				lf = start + index(s.Data[start:], '\n')
			}
			end := start + index(s.Data[start:lf], '\r')
			if (start < len(s.Data) || no == 1 && start == 0) && !yield(FileLine{Span{start, end}, no}) {
				return
			}
			start = end + 1
			if end+1 == lf { // the second half of CRLF
				start = lf + 1
			}
		}
	}
}

// index returns the offset of the first c in b, or the length of b.
func index(b []byte, c byte) int {
	if i := bytes.IndexByte(b, c); i >= 0 {
		return i
	}
	return len(b)
}

// Bytes returns the bytes of the span.
func (s Source) Bytes(p Span) []byte { return s.Data[p.Start:p.End] }

// Trim returns the span without white space at its ends.
func (s Source) Trim(p Span) Span {
	b := s.Bytes(p)
	left := bytes.TrimSpace(b)
	if len(left) == 0 {
		return Span{p.Start, p.Start}
	}
	p.Start += len(b) - len(bytes.TrimLeftFunc(b, unicode.IsSpace))
	return Span{p.Start, p.Start + len(left)}
}

// Entity reads the HTML entity at the start of p. It returns its length, 0 if there is
// none, and its text.
func (s Source) Entity(p Span) (text string, n int) {
	const longest = 40 // HTML's own names have up to 33 bytes
	b := s.Bytes(p)
	name, _, ok := bytes.Cut(b[1:min(len(b), longest)], []byte(";"))
	if !ok || !isEntityName(name) {
		return "", 0
	}
	n = len(name) + len("&;")
	text = html.UnescapeString(string(b[:n]))
	switch {
	case len(text) >= n: // unknown; such a long run would count as verbatim
		return "", 0
	case len(text) > 1 && text[len(text)-1] == ';': // only a part of the name is an entity
		return "", 0
	}
	return text, n
}

// isEntityName reports whether b may be the name of an entity, like "amp" and "#39".
func isEntityName(b []byte) bool {
	for _, c := range b {
		if c != '#' && !IsAlnum(c) {
			return false
		}
	}
	return len(b) > 0
}

// Escaped returns the runs of a text with HTML entities.
func (s Source) Escaped(p Span) []Run {
	var runs []Run
	from := p.Start
	for i := p.Start; i < p.End; i++ {
		if s.Data[i] != '&' {
			continue
		}
		if text, n := s.Entity(Span{i, p.End}); n > 0 {
			runs = append(append(runs, Verbatim(Span{from, i})...), Run{Span{i, i + n}, text})
			from = i + n
			i = from - 1
		}
	}
	return append(runs, Verbatim(Span{from, p.End})...)
}

// IsAlnum reports whether c is an ASCII letter or digit.
func IsAlnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// IsBreak reports whether r must not occur in a paragraph or name: control characters,
// line and paragraph separators, byte order marks.
func IsBreak(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == '\ufeff'
}
