package textform

import (
	"bytes"

	"namedrop/internal/transcript/speech"
)

// window is the start of a line without the marks of Markdown.
type window struct {
	text   []byte
	base   int   // offset of the text in the line, if nothing was removed
	pos    []int // otherwise the offset of each byte and of the end
	broken bool  // the last character was a line break
	bold   int   // length of the bold text at its start
}

// at returns the offset in the line of byte i of the window.
func (w window) at(i int) int {
	if w.pos == nil {
		return w.base + min(i, len(w.text))
	}
	if i >= len(w.text) {
		return w.pos[len(w.text)]
	}
	return w.pos[i]
}

// newWindow removes emphasis, escapes, and all but the text of links.
func newWindow(b []byte, md bool) window {
	const longest = 240
	var w window
	limit := min(len(b), longest)
	i := blockMark(b[:limit], md)
	if mark := turnMark(b[i:limit]); mark > 0 {
		i += mark
	}
	if !md && !bytes.ContainsAny(b[i:limit], "\r\n") {
		w.text, w.base = b[i:limit:limit], i
		return w
	}
	w.text, w.pos = make([]byte, 0, limit), make([]int, 0, limit+1)
	for i < limit {
		n := 0
		if md {
			n = w.markup(b, i)
		}
		if n == 0 {
			w.character(b[i], i)
			n = 1
		}
		i += n
	}
	w.pos = append(w.pos, min(i, len(b)))
	return w
}

// turnMark returns the length of ">>" at the start of b with the spaces after it.
func turnMark(b []byte) int {
	for _, mark := range []string{">>>", ">>", "&gt;&gt;"} {
		if rest, ok := bytes.CutPrefix(b, []byte(mark)); ok {
			return len(mark) + speech.Spaces(rest)
		}
	}
	return 0
}

// character adds a byte; a line break and the spaces after it become one space.
func (w *window) character(c byte, at int) {
	broken := len(w.text) > 0 && w.broken
	switch {
	case c == '\n' || c == '\r':
		if n := len(w.text); n > 0 && w.text[n-1] != ' ' {
			w.put(' ', at)
		}
		w.broken = true
	case (c == ' ' || c == '\t') && broken:
	default:
		w.put(c, at)
		w.broken = false
	}
}

func (w *window) put(c byte, at int) {
	w.text, w.pos = append(w.text, c), append(w.pos, at)
}

// markup returns the length of the mark at byte i of the line, 0 if there is none.
func (w *window) markup(b []byte, i int) int {
	rest := b[i:]
	switch {
	case bytes.HasPrefix(rest, []byte("**")), bytes.HasPrefix(rest, []byte("__")):
		if w.bold == 0 && len(w.text) > 0 {
			w.bold = len(w.text)
		}
		return run(rest, rest[0])
	case rest[0] == '*' && (len(w.text) == 0 || w.text[len(w.text)-1] == ':'):
		return 1
	case rest[0] == '\\' && len(rest) > 1 && isPunct(rest[1]):
		w.put(rest[1], i)
		return 2
	case rest[0] == '[':
		return w.link(b, i)
	case rest[0] == '<':
		return tagLen(rest)
	}
	return 0
}

// link reads "[text](address)" at byte i of the line.
func (w *window) link(b []byte, i int) int {
	const longest = 512
	rest := b[i:min(len(b), i+longest)]
	k := bytes.Index(rest, []byte("]("))
	if k < 0 || bytes.IndexByte(rest[1:k], '[') >= 0 {
		return 0
	}
	n := closing(rest[k+1:])
	if n == 0 {
		return 0
	}
	for j := 1; j < k; j++ {
		w.put(rest[j], i+j)
	}
	return k + 1 + n
}
