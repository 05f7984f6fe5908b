package textform

import (
	"bytes"
	"strings"

	"namedrop/internal/transcript/speech"
)

// headingLevel returns the level of a heading of Markdown, 0 for none.
func headingLevel(b []byte) int {
	n := run(b, '#')
	if n > 6 || n == len(b) || b[n] != ' ' {
		return 0
	}
	return n
}

// isMarkdown reports whether a text has syntax that only Markdown has: a speaker in
// bold, a heading, a link, an escaped time, a fence, a comment, or front matter.
func isMarkdown(src speech.Source, begin int) bool {
	if begin > 0 {
		return true
	}
	fresh := true
	for l := range src.Lines() {
		b := bytes.TrimSpace(src.Bytes(l.Span))
		if len(b) < 3 {
			fresh = fresh || len(b) == 0
			continue
		}
		if bytes.HasPrefix(b, []byte("```")) || bytes.HasPrefix(b, []byte("<!--")) || l.Number < 50 && headingLevel(b) > 0 {
			return true
		}
		start := b[blockMark(b[:min(len(b), 20)], true):]
		if bytes.HasPrefix(b, []byte("<br>")) || bytes.HasPrefix(b, []byte("<br/>")) || fresh && boldHead(start) || escapedTime(start) || linkedTime(start) || linkForm(start) {
			return true
		}
		fresh = false
	}
	return false
}

// boldHead reports whether b begins with a speaker in bold, or with a time
// before one.
func boldHead(b []byte) bool {
	if st, n, _ := timeAt(b); st.Text != "" {
		b = bytes.TrimLeft(b[n:], " -–—")
	}
	if !bytes.HasPrefix(b, []byte("**")) {
		return false
	}
	w := newWindow(b, true)
	if w.bold == 0 {
		return false
	}
	rest := bytes.TrimSpace(w.text[w.bold:])
	inner := bytes.TrimSpace(w.text[:w.bold])
	_, n, _ := timeAt(rest)
	_, k, _ := timeAt(inner)
	h, ok := w.nameThenTime()
	return bytes.HasSuffix(inner, []byte(":")) || bytes.HasPrefix(rest, []byte(":")) || n > 0 || k > 0 || ok && h.n > 0
}

// escapedTime reports whether b begins with a time in escaped brackets.
func escapedTime(b []byte) bool {
	_, n := bracketed(b)
	return n > 0 && b[0] == '\\'
}

// linkedTime reports whether there is a time with a link near the start of b.
func linkedTime(b []byte) bool {
	b = b[:min(len(b), 120)]
	k := bytes.Index(b, []byte("]("))
	if k < 0 {
		return false
	}
	open := bytes.LastIndexByte(b[:k], '[')
	if open < 0 {
		return false
	}
	_, n, _ := timeAt(b[open+1 : k])
	return n > 0
}

// linkForm reports whether b holds a link to an address.
func linkForm(b []byte) bool {
	k := bytes.Index(b, []byte("](http"))
	return k > 0 && bytes.IndexByte(b[:k], '[') >= 0
}

// stripper finds the lines of Markdown that are not text.
type stripper struct {
	md      bool
	fence   []byte // end of the code block, nil outside of one
	comment bool
}

// strips reports whether a line is within a comment or a code block, defines a link, or
// is a directive of a site generator.
func (s *stripper) strips(b []byte) bool {
	switch {
	case !s.md:
		return false
	case s.comment:
		s.comment = !bytes.Contains(b, []byte("-->"))
		return true
	case s.fence != nil:
		if bytes.HasPrefix(b, s.fence) && len(bytes.Trim(b, "`~ ")) == 0 {
			s.fence = nil
		}
		return true
	case bytes.HasPrefix(b, []byte("```")), bytes.HasPrefix(b, []byte("~~~")):
		if bytes.IndexByte(b[3:], '`') < 0 {
			s.fence = b[:3]
		}
		return s.fence != nil
	case bytes.HasPrefix(b, []byte("<!--")):
		end := bytes.Index(b, []byte("-->"))
		s.comment = end < 0
		return end < 0 || end+len("-->") == len(b)
	}
	return isDefinition(b) || bytes.HasPrefix(b, []byte(":::")) || bytes.HasPrefix(b, []byte("{{<")) || bytes.HasPrefix(b, []byte("{%"))
}

// isDefinition reports whether b defines a reference: "[1]: https://…".
func isDefinition(b []byte) bool {
	if b[0] != '[' {
		return false
	}
	k := bytes.Index(b[:min(len(b), 60)], []byte("]: "))
	if k < 2 {
		return false
	}
	word, _, _ := strings.Cut(string(b[k+3:min(len(b), k+300)]), " ")
	return strings.HasPrefix(word, "http://") || strings.HasPrefix(word, "https://") || strings.HasPrefix(word, "#") || strings.HasPrefix(word, "/") || strings.HasPrefix(word, "<http")
}
