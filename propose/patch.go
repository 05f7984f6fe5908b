package propose

import (
	"bytes"
	"slices"
)

// contextLines is how many lines of context a diff has on either side.
const contextLines = 3

// Patch writes all proposals as one unified diff, see [Diff].
func Patch(path string, src []byte, ps []Proposal) string { return Diff(path, src, edits(ps)...) }

// Patches writes each proposal as a unified diff of its own, see [Diffs]. They
// are insertions, so what is said there of neighbours does not concern them.
func Patches(path string, src []byte, ps []Proposal) []string {
	changes := make([][]Edit, len(ps))
	for i, p := range ps {
		changes[i] = []Edit{p.Edit()}
	}
	return Diffs(path, src, changes)
}

func edits(ps []Proposal) []Edit {
	es := make([]Edit, len(ps))
	for i, p := range ps {
		es[i] = p.Edit()
	}
	return es
}

// span is what a diff changes: the lines from lo up to hi of the old text,
// counted from 0. Of an insertion both are the line before which it is made.
type span struct {
	lo, hi int
	grows  bool // it comes from insertions only
}

// changed is the span from the first change of a diff to its last.
func changed(ls []line) span {
	s, at := span{lo: -1, hi: -1}, 0
	for _, l := range ls {
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

// tailOf is the first line from which on insertions must build on each other, or
// a line behind the file if none must. lines is the number of lines in the
// file. Where the last has no newline, it is changed by what is added after it,
// so that even what stands before it cannot be told from the end.
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

// countLines counts the lines of src, a last one without newline too.
func countLines(src []byte) int {
	n := bytes.Count(src, newline)
	if len(src) > 0 && !bytes.HasSuffix(src, newline) {
		n++
	}
	return n
}

// above are the spans that end before a line.
func above(spans []span, line int) []span {
	return slices.DeleteFunc(slices.Clone(spans), func(s span) bool { return s.hi >= line })
}

// room is how many lines of context a diff may have on either side so that it
// spans no other. A trimmed diff has the same number on both sides, for patch
// takes one with less in front to belong at the start of the file. Two lines
// are the most that its default leniency overlooks. Between neighbours there is
// room for none, but behind its change a diff that is not at the end needs one,
// see [Diffs].
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

// free is how many lines behind a change no other touches, nor needs for context.
func free(s span, others []span, lines int) int {
	next := lines
	for _, o := range others {
		if o.lo > s.hi {
			next = min(next, o.lo-1)
		}
	}
	return next - s.hi
}

// anchored makes an insertion findable that has no context in front, and behind it
// only blank lines, of which a list has many alike: they become a part of the
// change, so that its context is what follows them. At most so many are taken as
// are free.
func anchored(ls []line, trail, free int) []line {
	first := nextChange(ls, 0)
	last := first
	for last < len(ls) && ls[last].op != ' ' {
		last++
	}
	n := 0
	for n < free && last+n < len(ls) && isBlank([]byte(ls[last+n].text)) {
		n++
	}
	if n < trail {
		return ls // there is another among its context
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
