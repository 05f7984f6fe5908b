package textedit

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"namedrop/internal/pattern"
)

// hunkHead matches the head of a hunk.
var hunkHead = pattern.Lazy(`(?m)^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@.*\n`)

// hunk is a hunk of a diff.
type hunk struct {
	start int      // first line, from 1
	lines []string // with their ends
}

// Join returns the diffs of different places of one file, as Diffs returns them for its
// changes, as one diff.
func Join(diffs ...string) string {
	if len(diffs) < 2 {
		return strings.Join(diffs, "")
	}
	head, hunks := "", []hunk(nil)
	for _, d := range diffs {
		at := hunkHead().FindStringSubmatchIndex(d)
		if at == nil {
			continue
		}
		head = d[:at[0]]
		start, _ := strconv.Atoi(d[at[2]:at[3]])
		hunks = append(hunks, hunk{start, slices.Collect(strings.Lines(d[at[1]:]))})
	}
	slices.SortStableFunc(hunks, func(a, b hunk) int { return a.start - b.start })
	added := 0
	for _, h := range merged(hunks) {
		old, now := h.count("+"), h.count("-")
		head += fmt.Sprintf("@@ -%s +%s @@\n%s", hunkRange(h.start, old), hunkRange(h.start+added, now), strings.Join(h.lines, ""))
		added += now - old
	}
	return head
}

// merged takes the context that two hunks share from the first one or, if it would have none
// left, makes one of them.
func merged(hunks []hunk) (all []hunk) {
	for _, h := range hunks {
		last := len(all) - 1
		if last >= 0 {
			all[last].yield(h.start)
		}
		if last < 0 || all[last].start+all[last].count("+") <= h.start {
			all = append(all, h)
			continue
		}
		shared := all[last].start + all[last].count("+") - h.start
		all[last].lines = append(all[last].lines, h.lines[min(shared, len(h.lines)):]...)
	}
	return all
}

// yield removes context at the end of a hunk that begins at or behind a line, but leaves one
// line of context.
func (h *hunk) yield(line int) {
	for last := len(h.lines) - 1; last > 0 && h.lines[last][0] == ' ' && h.lines[last-1][0] == ' ' && h.start+h.count("+") > line; last-- {
		h.lines = h.lines[:last]
	}
}

// count returns the number of lines without those that begin with a mark.
func (h hunk) count(mark string) int {
	n := 0
	for _, l := range h.lines {
		if !strings.HasPrefix(l, mark) && !strings.HasPrefix(l, "\\") {
			n++
		}
	}
	return n
}
