package transcript

import (
	"bytes"
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"
)

// cut is a run of Markdown that is not text: markup, or a time in brackets.
// An entity is text, spelled otherwise.
type cut struct {
	span
	stamp stamp
	text  string // what an entity stands for
}

// inline writes a line of Markdown as text.
func (w *writer) inline(p span) {
	m := markdown{source: w.source, end: p.end, open: map[delimiter]span{}, ticks: w.ticks(p)}
	for i := p.start; i < p.end; {
		i += max(m.special(i), 1)
	}
	slices.SortFunc(m.cuts, func(a, b cut) int { return cmp.Compare(a.start, b.start) })
	for _, c := range m.cuts {
		w.copy(p.start, c.start)
		p.start = c.end
		if c.text != "" {
			w.decoded(c.text, c.span)
		}
		if c.stamp.text != "" {
			w.stamp = c.stamp
			w.space()
		}
	}
	w.copy(p.start, p.end)
}

// markdown finds what is not text in a line. Links and emphasis are found at
// their ends, so the cuts come out of order.
type markdown struct {
	source
	end      int
	cuts     []cut
	open     map[delimiter]span // emphasis that may yet be closed
	brackets []span             // "[" or "![" that may yet be a link's
	ticks    map[int]int        // where the last run of so many backticks is
}

// delimiter is what opens and closes emphasis: a character, so many times.
type delimiter struct {
	char byte
	n    int
}

// drop notes that n bytes at i are markup, and returns n.
func (m *markdown) drop(i, n int) int {
	if n > 0 {
		m.cuts = append(m.cuts, cut{span: span{i, i + n}})
	}
	return n
}

// special looks at the byte at i and returns how many bytes it settled.
func (m *markdown) special(i int) int {
	b := m.data[i:m.end]
	switch b[0] {
	case '\\':
		return m.escape(i)
	case '[':
		if st, n := bracketed(b); n > 0 {
			m.cuts = append(m.cuts, cut{span: span{i, i + n}, stamp: st})
			return n
		}
		m.brackets = append(m.brackets, span{i, i + 1})
	case '!':
		if len(b) > 1 && b[1] == '[' {
			m.brackets = append(m.brackets, span{i, i + 2})
			return 2
		}
	case ']':
		return m.link(i)
	case '*', '_':
		return m.emphasis(i)
	case '`':
		return m.code(i)
	case '&':
		text, n := m.entityAt(span{i, m.end})
		if n > 0 {
			m.cuts = append(m.cuts, cut{span: span{i, i + n}, text: text})
		}
		return n
	}
	return 1
}

// escape reads a backslash: an escaped time, an escaped character, or itself.
func (m *markdown) escape(i int) int {
	b := m.data[i:m.end]
	if st, n := bracketed(b); n > 0 {
		m.cuts = append(m.cuts, cut{span: span{i, i + n}, stamp: st})
		return n
	}
	if len(b) > 1 && isPunct(b[1]) {
		m.drop(i, 1)
		return 2
	}
	return 1
}

// isPunct reports whether c is ASCII punctuation, all of which Markdown lets
// one escape.
func isPunct(c byte) bool { return c > ' ' && c < 0x7f && !isAlnum(c) }

// link reads "](address)" and drops all of the link but its text.
func (m *markdown) link(i int) int {
	const longest = 512 // bytes of an address, so that a line of "[](" stays linear
	if len(m.brackets) == 0 {
		return 1
	}
	open := m.brackets[len(m.brackets)-1]
	m.brackets = m.brackets[:len(m.brackets)-1]
	rest := m.data[i+1 : min(m.end, i+longest)]
	if len(rest) == 0 || rest[0] != '(' {
		return 1
	}
	n := closing(rest)
	if n == 0 {
		return 1
	}
	m.drop(open.start, open.end-open.start)
	return m.drop(i, 1+n)
}

// closing returns the length of the parenthesis that b begins with, 0 if it
// does not end. An address may hold pairs of its own.
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

// emphasis reads a run of "*" or "_". Two underscores are no emphasis here:
// who writes them about Python means __init__.
func (m *markdown) emphasis(i int) int {
	char := m.data[i]
	n := run(m.data[i:m.end], char)
	if n > 3 || char == '_' && n > 1 {
		return n
	}
	before, _ := utf8.DecodeLastRune(m.data[:i])
	after, _ := utf8.DecodeRune(m.data[i+n : m.end])
	closes := i > 0 && !unicode.IsSpace(before)
	opens := i+n < m.end && !unicode.IsSpace(after)
	if char == '_' { // snake_case
		closes, opens = closes && !isWord(after), opens && !isWord(before)
	}
	d := delimiter{char, n}
	if open, ok := m.open[d]; ok && closes {
		delete(m.open, d)
		m.drop(open.start, n)
		return m.drop(i, n)
	}
	if opens {
		m.open[d] = span{i, i + n}
	}
	return n
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// code reads a run of backticks and drops it together with its partner; what
// stands between them is text as it is.
func (m *markdown) code(i int) int {
	n := run(m.data[i:m.end], '`')
	last, ok := m.ticks[n]
	if !ok || last <= i {
		return n
	}
	for k := i + n; k < m.end; {
		step := run(m.data[k:m.end], '`')
		if step == n {
			m.drop(i, n)
			m.drop(k, n)
			return k + n - i
		}
		k += max(step, 1)
	}
	return n
}

// ticks finds the last run of backticks of each length, so that no search for
// a partner is in vain: a line of them must not take quadratic time.
func (s source) ticks(p span) map[int]int {
	if bytes.IndexByte(s.bytes(p), '`') < 0 {
		return nil
	}
	last := map[int]int{}
	for i := p.start; i < p.end; {
		n := run(s.data[i:p.end], '`')
		if n > 0 {
			last[n] = i
		}
		i += max(n, 1)
	}
	return last
}

// run counts how often c stands at the start of b.
func run(b []byte, c byte) int {
	n := 0
	for n < len(b) && b[n] == c {
		n++
	}
	return n
}
