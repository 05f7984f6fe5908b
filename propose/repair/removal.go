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
// the entries after it continue, if it is a row in another markup language, or if the
// removal would change how the rest of the list is parsed.
func Removal(src []byte, list *markdown.List, section, index int) (textedit.Edit, bool) {
	e := list.Sections[section].Entries[index]
	cut := textedit.Edit{Start: e.Start, End: e.End}
	if e.Kind == markdown.Row {
		return cut, keepsRest(src, list, section, index, cut)
	}
	if e.Kind == markdown.ForeignRow || e.Tail > e.End || entry.Numbered(src, e) && e.End < lastNumbered(src, list.Sections[section].Entries) {
		return cut, false
	}
	if isBlank(lineBefore(src, e.Start)) {
		if next, _, _ := bytes.Cut(src[e.End:], []byte("\n")); isBlank(next) {
			cut.End = min(len(src), e.End+len(next)+1)
		}
	}
	lo, hi, at := neighbours(list.Sections[section].Entries, index)
	before, after := reread(src, lo, pastText(src, max(hi, cut.End), list.Sections[section].End), cut)
	ok := at < len(before) && slices.EqualFunc(after, slices.Delete(before, at, at+1), same)
	return cut, ok && keepsRest(src, list, section, index, cut)
}

// maxWhole is the length of a list, in bytes, up to which the whole list is parsed again.
const maxWhole = 32 << 10

// keepsRest reports whether the other entries stay entries if one is removed: rows,
// paragraphs and headings are entries only if most of the table or the list are. In a long
// list, one entry hardly decides.
func keepsRest(src []byte, list *markdown.List, section, index int, cut textedit.Edit) bool {
	if len(src) > maxWhole {
		return true
	}
	var want []markdown.Entry
	for i, s := range list.Sections {
		for j, e := range s.Entries {
			if i != section || j != index {
				want = append(want, e)
			}
		}
	}
	return slices.EqualFunc(entriesOf(textedit.Splice(src, cut)), want, same)
}

// pastText returns the end of the paragraph that follows a byte: if it is indented, it may
// become part of the entry above when the one between them is removed. An item that is not
// indented ends it, because it never does.
func pastText(src []byte, at, end int) int {
	if end <= at {
		return at
	}
	blank := true
	for l := range bytes.Lines(src[at:end]) {
		if isBlank(l) && !blank || startsItem(l) {
			break
		}
		blank = blank && isBlank(l)
		at += len(l)
	}
	return at
}

// startsItem reports whether a line begins an item of a list that is not in another item.
func startsItem(line []byte) bool {
	return len(line) > 2 && bytes.IndexByte([]byte("-*+"), line[0]) >= 0 && line[1] == ' ' && line[2] > ' '
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
