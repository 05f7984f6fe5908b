package propose

import (
	"bytes"
	"slices"
)

// contextLines is how many lines of context a diff has on either side.
const contextLines = 3

// Patch writes all proposals as one unified diff of the file at path, which is
// slash-separated and relative to where the diff is applied. It is "" for no
// proposals.
func Patch(path string, src []byte, ps []Proposal) string {
	return unified(path, diff(src, Apply(src, ps...)), contextLines, contextLines)
}

// Patches writes each proposal as a unified diff of its own. Each applies to
// src alone, and they apply one after the other, in any order, because the
// context of one never spans the place of another. Proposals for the same place
// stand there in the order in which they were applied.
//
// The end of the file is the one place of which this cannot be said: a diff
// there must match the file's last line. If several proposals go there, each
// of their diffs supposes that those given before it were applied.
func Patches(path string, src []byte, ps []Proposal) []string {
	spans := make([]span, len(ps))
	for i, p := range ps {
		spans[i] = changed(diff(src, Apply(src, p)))
	}
	tail := tailOf(spans, countLines(src))
	out := make([]string, len(ps))
	var before []Proposal // those of the tail that were given before
	for i, p := range ps {
		if spans[i].hi < tail {
			lead, trail := room(spans[i], slices.Delete(slices.Clone(spans), i, i+1))
			out[i] = unified(path, diff(src, Apply(src, p)), lead, trail)
			continue
		}
		ls := diff(Apply(src, before...), Apply(src, append(before, p)...))
		lead, _ := room(changed(ls), above(spans, tail))
		out[i] = unified(path, ls, lead, contextLines)
		before = append(before, p)
	}
	return out
}

// span is what a diff changes: the lines from lo up to hi of the old text,
// counted from 0. Of an insertion both are the line before which it is made.
type span struct{ lo, hi int }

// changed is the span from the first change of a diff to its last.
func changed(ls []line) span {
	s, at := span{-1, -1}, 0
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

// tailOf is the first line from which on proposals must build on each other, or
// a line behind the file if none must. lines is the number of lines in the
// file. Where the last has no newline, it is changed by what is added after it,
// so that even what stands before it cannot be told from the end.
func tailOf(spans []span, lines int) int {
	tail, n := lines+1, 0
	for _, s := range spans {
		if s.hi == lines {
			tail = min(tail, s.lo)
		}
	}
	for _, s := range spans {
		if s.hi >= tail {
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
// are the most that its default leniency overlooks.
func room(s span, others []span) (lead, trail int) {
	lead, trail = contextLines, contextLines
	for _, o := range others {
		switch {
		case o == s:
			lead, trail = 0, min(trail, contextLines-1)
		case o.hi <= s.lo:
			lead = min(lead, s.lo-o.hi)
		case o.lo >= s.hi:
			trail = min(trail, o.lo-s.hi)
		}
	}
	if lead > 0 {
		lead, trail = min(lead, trail), min(lead, trail)
	}
	return lead, trail
}
