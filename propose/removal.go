package propose

import (
	"bytes"
	"slices"

	"namedrop/internal/markdown"
)

// Removal takes an entry out of a list, with the blank line that would be left
// twice. It is not ok for an entry that others are nested in, one whose number
// those behind it count on, and where the list would be read as another one.
func Removal(src []byte, list *markdown.List, section, entry int) (Edit, bool) {
	e := list.Sections[section].Entries[entry]
	cut := Edit{Start: e.Start, End: e.End}
	if e.Tail > e.End || numbered(src, e) && e.End < lastNumbered(src, list.Sections[section].Entries) {
		return cut, false
	}
	if isBlank(lineBefore(src, e.Start)) {
		if next, _, _ := bytes.Cut(src[e.End:], newline); isBlank(next) {
			cut.End = min(len(src), e.End+len(next)+1)
		}
	}
	before, after := reread(src, list.Sections[section], cut)
	names := namesOf(before)
	return cut, entry < len(names) && slices.Equal(namesOf(after), slices.Delete(names, entry, entry+1))
}

// lastNumbered is where the last entry with a number ends.
func lastNumbered(src []byte, es []markdown.Entry) int {
	for _, e := range slices.Backward(es) {
		if numbered(src, e) {
			return e.End
		}
	}
	return 0
}

// lineBefore is the line that ends at a byte. There is none before the first.
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
