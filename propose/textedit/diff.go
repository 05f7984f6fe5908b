package textedit

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// line is one line of a diff. op is ' ', '-' or '+'; text includes the line ending.
type line struct {
	op   byte
	text string
}

// part is the part of a comparison with all changes. It has so many unchanged lines on
// either side that no diff needs more.
type part struct {
	before int // lines of both texts before it
	lines  []line
}

// diff compares two texts line by line.
func diff(old, new []byte) part {
	head, tail := equalLines(old, new)
	return part{bytes.Count(old[:head], newline), compare(old[head:len(old)-tail], new[head:len(new)-tail])}
}

// compare compares all lines of two texts. It disables the time limit of the diff
// library, which would make the result depend on the machine; the texts differ in a few
// lines only.
func compare(old, new []byte) (ls []line) {
	d := &diffmatchpatch.DiffMatchPatch{}
	a, b, texts := d.DiffLinesToRunes(string(old), string(new))
	for _, section := range d.DiffCharsToLines(d.DiffMainRunes(a, b, false), texts) {
		op := byte(' ')
		switch section.Type {
		case diffmatchpatch.DiffDelete:
			op = '-'
		case diffmatchpatch.DiffInsert:
			op = '+'
		}
		for text := range strings.Lines(section.Text) {
			ls = append(ls, line{op, text})
		}
	}
	return ls
}

// ChangedLines returns the numbers, from 1, of the lines of new that are not in old.
func ChangedLines(old, new []byte) map[int]bool {
	p := diff(old, new)
	changed, n := map[int]bool{}, p.before
	for _, l := range p.lines {
		if l.op != '-' {
			n++
		}
		if l.op == '+' {
			changed[n] = true
		}
	}
	return changed
}

// unified prints a comparison as a unified diff with at most lead lines of context before each
// change and trail lines after it. It returns "" if nothing changes.
func unified(path string, p part, lead, trail int) string {
	var b strings.Builder
	ls, old, new, done := p.lines, p.before+1, p.before+1, 0 // line numbers of ls[done]
	for done < len(ls) {
		first := nextChange(ls, done)
		if first == len(ls) {
			break
		}
		last := first
		for i := nextChange(ls, last+1); i < len(ls) && i-last-1 <= lead+trail; i = nextChange(ls, last+1) {
			last = i
		}
		lo, hi := max(done, first-lead), min(len(ls), last+1+trail)
		old, new = old+lo-done, new+lo-done // only context lies between them
		o, n := writeHunk(&b, ls[lo:hi], old, new)
		old, new, done = old+o, new+n, hi
	}
	if b.Len() == 0 {
		return ""
	}
	return "--- " + fileName("a/"+path) + "\n+++ " + fileName("b/"+path) + "\n" + b.String()
}

// nextChange returns the index of the first line at or after i that is not context.
func nextChange(ls []line, i int) int {
	for i < len(ls) && ls[i].op == ' ' {
		i++
	}
	return i
}

// writeHunk prints one hunk that starts at the given line numbers, and returns how many
// lines it covers in each text.
func writeHunk(b *strings.Builder, ls []line, old, new int) (o, n int) {
	for _, l := range ls {
		if l.op != '+' {
			o++
		}
		if l.op != '-' {
			n++
		}
	}
	fmt.Fprintf(b, "@@ -%s +%s @@\n", hunkRange(old, o), hunkRange(new, n))
	for _, l := range ls {
		b.WriteByte(l.op)
		b.WriteString(l.text)
		if !strings.HasSuffix(l.text, "\n") {
			b.WriteString("\n\\ No newline at end of file\n")
		}
	}
	return o, n
}

// hunkRange formats a start and a count for a hunk header: the count is omitted if it is
// 1, and the start is the line before if the count is 0.
func hunkRange(start, count int) string {
	switch count {
	case 0:
		return fmt.Sprintf("%d,0", start-1)
	case 1:
		return fmt.Sprint(start)
	}
	return fmt.Sprintf("%d,%d", start, count)
}

// fileName formats a name for a header line. It quotes the name as git does if it
// contains characters that would end or hide it, and appends a tab if it contains a
// space, so that patch does not end the name at the space.
func fileName(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == '"' || r == '\\' || r == 0x7f }) {
		return quote(name)
	}
	if strings.Contains(name, " ") {
		return name + "\t"
	}
	return name
}

func quote(name string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range []byte(name) {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < ' ' || c == 0x7f:
			fmt.Fprintf(&b, "\\%03o", c)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}
