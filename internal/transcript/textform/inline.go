package textform

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"namedrop/internal/pattern"
	"namedrop/internal/transcript/speech"
)

// cut is a run of Markdown that is replaced: markup, a time in brackets, or an entity.
type cut struct {
	speech.Span
	stamp speech.Stamp
	text  string // text of an entity
}

// piece is a run of text on a line, with the preceding time in brackets.
type piece struct {
	stamp speech.Stamp
	text  []speech.Run
}

// inline reads a line of Markdown: its text without markup, split at times in brackets.
func inline(src speech.Source, p speech.Span) []piece {
	m := markdown{Source: src, end: p.End, open: map[delimiter]speech.Span{}, ticks: ticks(src, p)}
	for i := p.Start; i < p.End; {
		i += max(m.special(i), 1)
	}
	slices.SortFunc(m.cuts, func(a, b cut) int { return cmp.Compare(a.Start, b.Start) })
	out := make([]piece, 1)
	add := func(runs ...speech.Run) {
		last := &out[len(out)-1]
		last.text = append(last.text, runs...)
	}
	for _, c := range m.cuts {
		if c.Start < p.Start { // inside a comment or a reference
			continue
		}
		add(speech.Verbatim(speech.Span{Start: p.Start, End: c.Start})...)
		p.Start = c.End
		if c.text != "" {
			add(speech.Run{Span: c.Span, Text: c.text})
		}
		if c.stamp.Text != "" {
			out = append(out, piece{stamp: c.stamp})
		}
	}
	add(speech.Verbatim(p)...)
	return out
}

// markdown finds the cuts in a line. Links and emphasis are found at their ends, so the
// cuts are not in order.
type markdown struct {
	speech.Source
	end      int
	cuts     []cut
	open     map[delimiter]speech.Span // emphasis that may still be closed
	brackets []speech.Span             // "[" or "![" that may still become a link
	ticks    map[int]int               // position of the last run of each number of backticks
}

// delimiter opens and closes emphasis: a character and its number.
type delimiter struct {
	char byte
	n    int
}

// drop records that n bytes at i are markup, and returns n.
func (m *markdown) drop(i, n int) int {
	if n > 0 {
		m.cuts = append(m.cuts, cut{Span: speech.Span{Start: i, End: i + n}})
	}
	return n
}

// special handles the byte at i and returns the number of bytes consumed.
func (m *markdown) special(i int) int {
	b := m.Data[i:m.end]
	switch b[0] {
	case '\\':
		return m.escape(i)
	case '[':
		if st, n := bracketed(b); n > 0 {
			m.cuts = append(m.cuts, cut{Span: speech.Span{Start: i, End: i + n}, stamp: st})
			return n
		}
		m.brackets = append(m.brackets, speech.Span{Start: i, End: i + 1})
	case '!':
		if len(b) > 1 && b[1] == '[' {
			m.brackets = append(m.brackets, speech.Span{Start: i, End: i + 2})
			return 2
		}
	case ']':
		return m.link(i)
	case '*', '_':
		return m.emphasis(i)
	case '`':
		return m.code(i)
	case '<':
		if bytes.HasPrefix(b, []byte("<!--")) {
			if k := bytes.Index(b[:min(len(b), longComment)], []byte("-->")); k > 0 {
				return m.drop(i, k+len("-->"))
			}
		}
		return m.drop(i, tagLen(b))
	case '&':
		text, n := m.Entity(speech.Span{Start: i, End: m.end})
		if n > 0 {
			m.cuts = append(m.cuts, cut{Span: speech.Span{Start: i, End: i + n}, text: text})
		}
		return n
	}
	return 1
}

// escape reads a backslash: an escaped time, an escaped character, or itself.
func (m *markdown) escape(i int) int {
	b := m.Data[i:m.end]
	if st, n := bracketed(b); n > 0 {
		m.cuts = append(m.cuts, cut{Span: speech.Span{Start: i, End: i + n}, stamp: st})
		return n
	}
	if len(b) > 1 && isPunct(b[1]) {
		m.drop(i, 1)
		return 2
	}
	return 1
}

// isPunct reports whether c is ASCII punctuation, which Markdown allows to escape.
func isPunct(c byte) bool { return c > ' ' && c < 0x7f && !speech.IsAlnum(c) }

// link reads "](address)" or "][reference]" and drops all but the text of the link. If
// the text is a time, it counts as one.
func (m *markdown) link(i int) int {
	const longest = 512 // bytes of an address, so that a line of "[](" stays linear
	if len(m.brackets) == 0 {
		return 1
	}
	open := m.brackets[len(m.brackets)-1]
	m.brackets = m.brackets[:len(m.brackets)-1]
	rest := m.Data[i+1 : min(m.end, i+longest)]
	n := 0
	switch {
	case len(rest) == 0:
	case rest[0] == '(':
		n = closing(rest)
	case rest[0] == '[': // a reference
		n = 1 + bytes.IndexByte(rest[:min(len(rest), 80)], ']')
	}
	if n == 0 {
		return 1
	}
	inner := m.Data[open.End:i]
	if st, k, _ := timeAt(inner); k > 0 && k == len(inner) {
		m.cuts = append(m.cuts, cut{Span: speech.Span{Start: open.Start, End: i + 1 + n}, stamp: st})
		return 1 + n
	}
	m.drop(open.Start, open.End-open.Start)
	return m.drop(i, 1+n)
}

// longComment limits the search for the end of a comment on a line.
const longComment = 512

// tagLen returns the length of the HTML tag at the start of b, 0 if there is none.
func tagLen(b []byte) int {
	m := htmlTag().Find(b[:min(len(b), 300)])
	return len(m)
}

var htmlTag = pattern.Lazy(`(?i)^</?(?:a|b|i|u|em|strong|br|p|div|span|sup|sub|small|mark|cite|time|hr|img|details|summary|kbd|blockquote|center|script|iframe|video|audio|source)(?:\s[^<>]*)?/?>`)

// closing returns the length of the parenthesis at the start of b, 0 if it is not
// closed. An address may contain pairs of parentheses.
func closing(b []byte) int {
	depth := 0
	for i, c := range b {
		switch c {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 {
			return i + 1
		}
	}
	return 0
}

// emphasis reads a run of "*" or "_". Two underscores are not emphasis here: in texts
// about Python they are part of names like __init__.
func (m *markdown) emphasis(i int) int {
	char := m.Data[i]
	n := run(m.Data[i:m.end], char)
	if n > 3 || char == '_' && n > 1 {
		return n
	}
	before, _ := utf8.DecodeLastRune(m.Data[:i])
	after, _ := utf8.DecodeRune(m.Data[i+n : m.end])
	closes := i > 0 && !unicode.IsSpace(before)
	opens := i+n < m.end && !unicode.IsSpace(after)
	if char == '_' { // snake_case
		closes, opens = closes && !isWord(after), opens && !isWord(before)
	}
	d := delimiter{char, n}
	if open, ok := m.open[d]; ok && closes {
		delete(m.open, d)
		m.drop(open.Start, n)
		return m.drop(i, n)
	}
	if opens {
		m.open[d] = speech.Span{Start: i, End: i + n}
	}
	return n
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// code drops a run of backticks and the matching one; the text between them is kept
// unchanged.
func (m *markdown) code(i int) int {
	n := run(m.Data[i:m.end], '`')
	last, ok := m.ticks[n]
	if !ok || last <= i {
		return n
	}
	for k := i + n; k < m.end; {
		step := run(m.Data[k:m.end], '`')
		if step == n {
			m.drop(i, n)
			m.drop(k, n)
			return k + n - i
		}
		k += max(step, 1)
	}
	return n
}

// ticks finds the last run of backticks of each length, so that no search for a
// matching run fails: a line of backticks must not take quadratic time.
func ticks(s speech.Source, p speech.Span) map[int]int {
	if bytes.IndexByte(s.Bytes(p), '`') < 0 {
		return nil
	}
	last := map[int]int{}
	for i := p.Start; i < p.End; {
		n := run(s.Data[i:p.End], '`')
		if n > 0 {
			last[n] = i
		}
		i += max(n, 1)
	}
	return last
}

// run returns the number of c at the start of b.
func run(b []byte, c byte) int {
	n := 0
	for n < len(b) && b[n] == c {
		n++
	}
	return n
}

// blockMark returns the length of the mark that makes the line b a heading, a quotation
// or a list item. In text that is not Markdown, "- " marks a change of speaker.
func blockMark(b []byte, md bool) int {
	n := 0
	if md {
		n = markdownMark(b)
	} else if bytes.HasPrefix(b, []byte("- ")) || bytes.HasPrefix(b, []byte("* ")) || bytes.HasPrefix(b, []byte("• ")) {
		n = bytes.IndexByte(b, ' ') + 1
		if clockAt(bytes.TrimLeft(b[n:], "([")) == 0 {
			return 0
		}
	}
	for n < len(b) && b[n] == ' ' && n > 0 {
		n++
	}
	return n
}

func markdownMark(b []byte) int {
	rest := bytes.TrimLeft(b, "#>")
	if n := len(b) - len(rest); n > 0 && n <= 6 && (len(rest) == 0 || rest[0] == ' ') {
		return n
	}
	if len(b) > 1 && strings.IndexByte("-*+", b[0]) >= 0 && b[1] == ' ' {
		return 1
	}
	if len(b) > 2 && len(bytes.Trim(b, "-")) == 0 { // a rule
		return len(b)
	}
	return 0
}

// bracketed returns the length of a time in square brackets at the start of b, which
// may be escaped; 0 if there is none.
func bracketed(b []byte) (st speech.Stamp, n int) {
	inner := bytes.TrimPrefix(b, []byte(`\`))
	inner, ok := bytes.CutPrefix(inner, []byte("["))
	if !ok {
		return speech.Stamp{}, 0
	}
	k := speech.ClockLen(inner)
	rest := bytes.TrimPrefix(inner[k:], []byte(`\`))
	if k == 0 || len(rest) == 0 || rest[0] != ']' || bytes.HasPrefix(rest, []byte("](")) {
		return speech.Stamp{}, 0
	}
	if st, ok = speech.ParseClock(string(inner[:k])); !ok || overSixty(st.Text) {
		return speech.Stamp{}, 0
	}
	return st, len(b) - len(rest) + 1
}

// overSixty reports whether the seconds of a clock exceed 59. Such a clock within text
// is not a time.
func overSixty(clock string) bool {
	whole, _, _ := strings.Cut(strings.ReplaceAll(clock, ",", "."), ".")
	return whole[strings.LastIndexByte(whole, ':')+1:] > "59"
}
