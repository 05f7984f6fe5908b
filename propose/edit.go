package propose

import "slices"

// Edit replaces the bytes of a list from Start up to End by Text. An insertion
// has both at the same byte.
type Edit struct {
	Start, End int
	Text       string
}

// Edit is the change to the list that a proposal is.
func (p Proposal) Edit() Edit { return Edit{p.At, p.At, p.Insert} }

// Splice returns src with all edits made. They may stand in any order but must
// not overlap; insertions at the same byte are made in the order given. src is
// not changed.
func Splice(src []byte, edits ...Edit) []byte {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b Edit) int { return a.Start - b.Start })
	var out []byte
	done := 0
	for _, e := range edits {
		out = append(out, src[done:e.Start]...)
		out = append(out, e.Text...)
		done = e.End
	}
	return append(out, src[done:]...)
}

// Diff writes edits as one unified diff of the file at path, which is
// slash-separated and relative to where the diff is applied. It is "" if
// nothing changes.
func Diff(path string, src []byte, edits ...Edit) string {
	return unified(path, diff(src, Splice(src, edits...)), contextLines, contextLines)
}

// Diffs writes each change, which is one edit or several, as a unified diff of
// its own. No two changes may touch the same line, but insertions may go to the
// same place.
//
// Each diff applies to src alone, and they apply one after the other, in any
// order where an unchanged line stands between two changes, because the context
// of one never spans the place of another. Of two changes that follow each
// other at once, the upper goes first: a diff needs a line behind its change to
// be found, and that is one that the lower is going to change. So the order of
// the file is always right. Insertions at the same place stand there in the
// order in which they were applied. With no context in front, blank lines behind
// them are taken out and put back, so that a line that says where they are is
// the context.
//
// The end of the file is the one place where a diff cannot always stand alone:
// it must match the file's last line. If several insertions go there, each of
// their diffs supposes that those given before it were applied.
func Diffs(path string, src []byte, changes [][]Edit) []string {
	spans := make([]span, len(changes))
	for i, c := range changes {
		spans[i] = changed(diff(src, Splice(src, c...)))
		spans[i].grows = !slices.ContainsFunc(c, func(e Edit) bool { return e.Start != e.End })
	}
	lines := countLines(src)
	tail := tailOf(spans, lines)
	out := make([]string, len(changes))
	var before []Edit // those of the tail that were given before
	for i, c := range changes {
		if s := spans[i]; !s.grows || s.hi < tail {
			others := slices.Delete(slices.Clone(spans), i, i+1)
			lead, trail := room(s, others, lines)
			ls := diff(src, Splice(src, c...))
			if lead == 0 && s.grows {
				ls = anchored(ls, trail, free(s, others, lines))
			}
			out[i] = unified(path, ls, lead, trail)
			continue
		}
		ls := diff(Splice(src, before...), Splice(src, append(before, c...)...))
		lead, _ := room(changed(ls), above(spans, tail), lines)
		out[i] = unified(path, ls, lead, contextLines)
		before = append(before, c...)
	}
	return out
}
