// Package textedit makes edits of a file and shows them as diffs.
//
// An edit replaces a range of bytes, so that everything else in the file stays as it is.
// Diffs are unified diffs that git apply and patch accept: one for all edits, or one for
// each change that applies alone and together with the others. Word diffs compare two
// lines for a reader.
//
// The package is pure. It is the only importer of go-diff (github.com/sergi/go-diff), whose
// own patch format is not accepted by git.
package textedit

import "slices"

// Edit replaces the bytes of a list from Start up to End with Text. For an insertion,
// Start equals End.
type Edit struct {
	Start, End int
	Text       string
}

// Splice returns src with all edits made. The edits may be given in any order but must
// not overlap; insertions at the same byte are made in the order given. src is not
// changed.
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

// Diff returns edits as one unified diff of the file at path, which is slash-separated
// and relative to the directory where the diff is applied. It returns "" if nothing
// changes. If the path ends in a slash, the source is a bundle of a folder (see
// [markdown.Bundle]), and the diff is that of its files.
func Diff(path string, src []byte, edits ...Edit) string {
	if isFolder(path) {
		return folderDiff(src, Splice(src, edits...))
	}
	return unified(path, diff(src, Splice(src, edits...)), contextLines, contextLines)
}

// Diffs returns each change, made of one or more edits, as a unified diff of its own. No
// two changes may touch the same line, but several may insert at the same place.
//
// Each diff applies to src alone. The diffs also apply one after the other, in any order
// if an unchanged line separates the changes, because the context of a diff never
// includes the place of another change. If two changes are adjacent, the upper one must
// be applied first: its context is a line that the lower one changes. Applying the diffs
// in the order of the file therefore always works. Insertions at the same place appear in
// the order in which they are applied. If an insertion has no context before it, the diff
// removes and re-adds the blank lines after it, so that its context is a line that
// identifies the place.
//
// The end of the file is the only place where a diff cannot always apply alone, because
// it must match the last line of the file. If several changes insert there, each of their
// diffs assumes that the earlier ones have been applied.
func Diffs(path string, src []byte, changes [][]Edit) []string {
	if isFolder(path) {
		return folderDiffs(path, src, changes)
	}
	parts, spans := make([]part, len(changes)), make([]span, len(changes))
	for i, c := range changes {
		parts[i] = diff(src, Splice(src, c...))
		spans[i] = changed(parts[i])
		spans[i].grows = !slices.ContainsFunc(c, func(e Edit) bool { return e.Start != e.End })
	}
	lines := countLines(src)
	tail := tailOf(spans, lines)
	out := make([]string, len(changes))
	var before []Edit // changes at the end of the file given so far
	for i, c := range changes {
		if s := spans[i]; !s.grows || s.hi < tail {
			others := slices.Delete(slices.Clone(spans), i, i+1)
			lead, trail := room(s, others, lines)
			if lead == 0 && s.grows {
				parts[i].lines = anchored(parts[i].lines, trail, free(s, others, lines))
			}
			out[i] = unified(path, parts[i], lead, trail)
			continue
		}
		p := diff(Splice(src, before...), Splice(src, append(before, c...)...))
		lead, _ := room(changed(p), above(spans, tail), lines)
		out[i] = unified(path, p, lead, contextLines)
		before = append(before, c...)
	}
	return out
}
