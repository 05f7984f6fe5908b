package textedit

import (
	"bytes"
	"slices"
	"strings"
)

// contextLines is the maximum number of lines of context on either side of a change.
const contextLines = 3

// span is the range of lines that a diff changes: from lo up to hi of the old text,
// counted from 0. For an insertion, lo and hi are the line before which it is made.
type span struct {
	lo, hi int
	grows  bool // it contains only insertions
}

// changed returns the span from the first to the last change of a diff.
func changed(p part) span {
	s, at := span{lo: -1, hi: -1}, p.before
	for _, l := range p.lines {
		if l.op != ' ' && s.lo < 0 {
			s.lo = at
		}
		if l.op != '+' {
			at++
		}
		if l.op != ' ' {
			s.hi = at
		}
	}
	return s
}

// tailOf returns the first line from which insertions depend on each other, or a line
// past the end if none do. lines is the number of lines in the file. If the last line has
// no newline, an insertion after it changes that line, so that insertions before it also
// count as being at the end.
func tailOf(spans []span, lines int) int {
	tail, n := lines+1, 0
	for _, s := range spans {
		if s.grows && s.hi == lines {
			tail = min(tail, s.lo)
		}
	}
	for _, s := range spans {
		if s.grows && s.hi >= tail {
			n++
		}
	}
	if n < 2 {
		return lines + 1
	}
	return tail
}

// countLines counts the lines of src, including a last line without newline.
func countLines(src []byte) int {
	n := bytes.Count(src, newline)
	if len(src) > 0 && !bytes.HasSuffix(src, newline) {
		n++
	}
	return n
}

// above returns the spans that end before a line.
func above(spans []span, line int) []span {
	return slices.DeleteFunc(slices.Clone(spans), func(s span) bool { return s.hi >= line })
}

// room returns how many lines of context a diff may have on either side without
// overlapping the span of another change. A diff with reduced context gets the same
// number on both sides, because patch assumes that a hunk with less context before it
// belongs at the start of the file. It ignores a difference of two lines by default.
// There may be no room at all between neighbours, but a diff that is not at the end of
// the file needs one line after its change; see [Diffs].
func room(s span, others []span, lines int) (lead, trail int) {
	lead, trail = contextLines, contextLines
	for _, o := range others {
		switch {
		case o.lo == s.lo && o.hi == s.hi:
			lead, trail = 0, min(trail, contextLines-1)
		case o.hi <= s.lo:
			lead = min(lead, s.lo-o.hi)
		case o.lo >= s.hi:
			trail = min(trail, o.lo-s.hi)
		}
	}
	if trail == 0 && s.hi < lines {
		trail = 1
	}
	if lead == 0 {
		trail = min(trail, contextLines-1)
	}
	if lead > 0 {
		lead, trail = min(lead, trail), min(lead, trail)
	}
	return lead, trail
}

// free returns how many lines after a change are neither changed nor needed as context by
// another.
func free(s span, others []span, lines int) int {
	next := lines
	for _, o := range others {
		if o.lo > s.hi {
			next = min(next, o.lo-1)
		}
	}
	return next - s.hi
}

// anchored makes the position of an insertion unambiguous if it has no context before it
// and only blank lines after it, which occur many times in a list. It makes up to free
// blank lines part of the change, so that the context is the text after them.
func anchored(ls []line, trail, free int) []line {
	first := nextChange(ls, 0)
	last := first
	for last < len(ls) && ls[last].op != ' ' {
		last++
	}
	n := 0
	for n < free && last+n < len(ls) && strings.TrimSpace(ls[last+n].text) == "" {
		n++
	}
	if n < trail {
		return ls // the context contains a line that is not blank
	}
	out := slices.Clone(ls[:first])
	for _, l := range ls[last : last+n] {
		out = append(out, line{'-', l.text})
	}
	out = append(out, ls[first:last]...)
	for _, l := range ls[last : last+n] {
		out = append(out, line{'+', l.text})
	}
	return append(out, ls[last+n:]...)
}
