package repair

import (
	"bytes"
	"slices"

	"namedrop/internal/markdown"
	"namedrop/propose/entry"
	"namedrop/propose/textedit"
)

// Removal removes an entry from a list, along with a blank line that would otherwise be
// doubled. ok is false if other entries are nested in the entry, if it has a number that
// the entries after it continue, or if the removal would change how the rest of the list
// is parsed.
func Removal(src []byte, list *markdown.List, section, index int) (textedit.Edit, bool) {
	e := list.Sections[section].Entries[index]
	cut := textedit.Edit{Start: e.Start, End: e.End}
	if e.Kind == markdown.Row {
		return cut, true
	}
	if e.Tail > e.End || entry.Numbered(src, e) && e.End < lastNumbered(src, list.Sections[section].Entries) {
		return cut, false
	}
	if isBlank(lineBefore(src, e.Start)) {
		if next, _, _ := bytes.Cut(src[e.End:], []byte("\n")); isBlank(next) {
			cut.End = min(len(src), e.End+len(next)+1)
		}
	}
	lo, hi, at := neighbours(list.Sections[section].Entries, index)
	before, after := reread(src, lo, max(hi, cut.End), cut)
	names := namesOf(before)
	return cut, at < len(names) && slices.Equal(namesOf(after), slices.Delete(names, at, at+1))
}

// neighbours returns the byte range of an entry and its neighbours, including an entry
// that it may be nested in, and its index among them.
func neighbours(es []markdown.Entry, index int) (lo, hi, at int) {
	first := max(0, index-1)
	for first > 0 && es[first].Depth > 0 {
		first--
	}
	last := min(len(es)-1, index+1)
	return es[first].Start, es[last].Tail, index - first
}

// lastNumbered returns the end of the last numbered entry.
func lastNumbered(src []byte, es []markdown.Entry) int {
	for _, e := range slices.Backward(es) {
		if entry.Numbered(src, e) {
			return e.End
		}
	}
	return 0
}

// lineBefore returns the line that ends at a byte, or nothing before the first line.
func lineBefore(src []byte, at int) []byte {
	if at == 0 {
		return nil
	}
	return src[bytes.LastIndexByte(src[:at-1], '\n')+1 : at]
}

func isBlank(line []byte) bool { return len(bytes.TrimSpace(line)) == 0 }

func namesOf(es []markdown.Entry) []string {
	var names []string
	for _, e := range es {
		names = append(names, e.Name)
	}
	return names
}
