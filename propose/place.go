package propose

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"namedrop/internal/markdown"
)

// place finds where in the section an entry goes, and the line and bytes that
// are inserted there. The marker is that of the neighbour, so that both are in
// one list.
func (to target) place(name, entry string) (line string, at int, insert string, err error) {
	top := outermost(to.sec().Entries)
	last := top[len(top)-1]
	next, before := last, false
	if !numbered(to.src, last) && alphabetical(to.list, to.index) {
		next, before = follower(top, name)
	}
	m, err := markerOf(to.src, next)
	if err != nil {
		return "", 0, "", fmt.Errorf("section %q: %v", to.sec().Title, err)
	}
	if m.number != "" {
		m.marker = strings.Replace(m.marker, m.number, following(to.src, top), 1)
	}
	line = m.indent + m.marker + m.space + entry
	eol, gap := lineEnding(to.src, next), gapOf(to.src, to.sec().Entries)
	switch {
	case before:
		return line, next.Start, line + eol + gap, nil
	case !bytes.HasSuffix(to.src[:last.Tail], newline):
		return line, last.Tail, eol + gap + line, nil // and the file still ends without a newline
	}
	return line, last.Tail, gap + line + eol, nil
}

// outermost are the entries that are nested in no other of the section.
func outermost(es []markdown.Entry) []markdown.Entry {
	var top []markdown.Entry
	for _, e := range es {
		switch {
		case len(top) > 0 && e.Depth > top[0].Depth:
			continue
		case len(top) > 0 && e.Depth < top[0].Depth:
			top = top[:0]
		}
		top = append(top, e)
	}
	return top
}

// Order is taken for intended from this many entries on, and in spite of one
// in so many that stands wrong.
const (
	minOrdered = 4
	maxWrong   = 10
)

// alphabetical reports whether the entries of a section stand in alphabetical
// order. A section too short to tell is alphabetical if it is in order and
// most of the list's longer sections are.
func alphabetical(list *markdown.List, section int) bool {
	top := outermost(list.Sections[section].Entries)
	if len(top) >= minOrdered {
		return ordered(top)
	}
	yes, long := 0, 0
	for _, s := range list.Sections {
		if es := outermost(s.Entries); len(es) >= minOrdered {
			long++
			if ordered(es) {
				yes++
			}
		}
	}
	return 2*yes > long && ordered(top)
}

// ordered reports whether entries are in order, but for one in ten.
func ordered(es []markdown.Entry) bool { return len(wrong(es)) <= len(es)/maxWrong }

// wrong are the indexes of the entries that sort after the next one.
func wrong(es []markdown.Entry) map[int]bool {
	w := map[int]bool{}
	for i := 1; i < len(es); i++ {
		if key(es[i-1].Name) > key(es[i].Name) {
			w[i-1] = true
		}
	}
	return w
}

// follower is the first entry that sorts after name, those that stand wrong
// left out, or else the last entry, after which name is appended.
func follower(top []markdown.Entry, name string) (next markdown.Entry, before bool) {
	skip := wrong(top)
	for i, e := range top {
		if !skip[i] && key(e.Name) > key(name) {
			return e, true
		}
	}
	return top[len(top)-1], false
}

// key is what an entry is sorted by: its name without regard to case and to
// punctuation in front.
func key(name string) string {
	return strings.ToLower(strings.TrimLeftFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}))
}

// marker is what stands in an item's first line before its text.
type marker struct{ indent, marker, number, space string }

var markerLine = regexp.MustCompile(`^(?:\x{feff})?([ \t>]*)([-*+]|(\d{1,9})[.)])([ \t]+)`)

func markerOf(src []byte, e markdown.Entry) (marker, error) {
	m := markerLine.FindSubmatch(src[e.Start:e.End])
	if m == nil {
		return marker{}, fmt.Errorf("line %d does not start with the marker of a list", e.Line)
	}
	return marker{string(m[1]), string(m[2]), string(m[3]), string(m[4])}, nil
}

func numbered(src []byte, e markdown.Entry) bool {
	m, err := markerOf(src, e)
	return err == nil && m.number != ""
}

// following is the number after that of the last entry. A list that gives all
// its entries the same number, as Markdown allows, goes on with that.
func following(src []byte, top []markdown.Entry) string {
	last, _ := markerOf(src, top[len(top)-1])
	if len(top) > 1 {
		if m, _ := markerOf(src, top[len(top)-2]); m.number == last.number {
			return last.number
		}
	}
	n, _ := strconv.Atoi(last.number)
	return strconv.Itoa(n + 1)
}

// lineEnding is that of an entry's first line, or of the file's where the entry
// has none.
func lineEnding(src []byte, e markdown.Entry) string {
	for _, b := range [][]byte{src[e.Start:e.End], src} {
		if i := bytes.IndexByte(b, '\n'); i > 0 && b[i-1] == '\r' {
			return "\r\n"
		} else if i >= 0 {
			return "\n"
		}
	}
	return "\n"
}

// gapOf is what most entries have between them: nothing, or a blank line.
func gapOf(src []byte, es []markdown.Entry) string {
	var gaps votes
	for i := 1; i < len(es); i++ {
		gap := ""
		if es[i-1].End < es[i].Start {
			gap = string(src[es[i-1].End:es[i].Start])
		}
		if strings.Trim(gap, " \t>\r\n") == "" {
			gaps.add(gap)
		}
	}
	return gaps.winner("")
}
