package transcript

import (
	"bytes"
	"strings"
)

// readChangelog reads the Markdown of the Changelog's podcasts: "**Name:**
// text" paragraphs, of which some begin with a time in brackets or hold one.
// A speaker and a time govern what follows, up to the next.
func readChangelog(w *writer) error {
	fresh := true
	speaker := ""
	for l := range w.lines() {
		p := w.trim(l.span)
		if p.start == p.end {
			fresh = true
			continue
		}
		w.space()
		p.start += blockMark(w.bytes(p))
		name, n := boldSpeaker(w.bytes(p))
		if n > 0 {
			speaker = name
			p.start += n
		}
		if fresh || n > 0 {
			w.begin(speaker)
		}
		fresh = false
		w.inline(p)
	}
	return nil
}

// boldSpeaker reads "**Name:**" or "**Name**:" at the start of b and returns
// its length, 0 if there is none. A break has no speaker.
func boldSpeaker(b []byte) (name string, n int) {
	const longest = 120
	inner, ok := bytes.CutPrefix(b, []byte("**"))
	if !ok {
		return "", 0
	}
	end := bytes.Index(inner[:min(len(inner), longest)], []byte("**"))
	if end < 1 {
		return "", 0
	}
	n = end + len("****")
	raw, colon := bytes.CutSuffix(inner[:end], []byte(":"))
	if !colon {
		if n == len(b) || b[n] != ':' {
			return "", 0
		}
		n++
	}
	if name = speakerName(bytes.ReplaceAll(raw, []byte(`\`), nil)); name == "Break" {
		name = ""
	}
	return name, n
}

// blockMark returns the length of what makes the line b a heading, a
// quotation or a list item.
func blockMark(b []byte) int {
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

// bracketed reads a time in brackets at the start of b, which may be escaped,
// and returns its length, 0 if there is none.
func bracketed(b []byte) (st stamp, n int) {
	inner := bytes.TrimPrefix(b, []byte(`\`))
	inner, ok := bytes.CutPrefix(inner, []byte("["))
	if !ok {
		return stamp{}, 0
	}
	k := clockLen(inner)
	rest := bytes.TrimPrefix(inner[k:], []byte(`\`))
	if k == 0 || len(rest) == 0 || rest[0] != ']' {
		return stamp{}, 0
	}
	st, ok = parseClock(string(inner[:k]))
	if !ok {
		return stamp{}, 0
	}
	return st, len(b) - len(rest) + 1
}
