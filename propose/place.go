package propose

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"namedrop/internal/markdown"
)

// place finds where on the group an entry goes, and the line and bytes that are
// inserted there. The marker is that of the neighbour, so that both are in one
// list.
func (to target) place(p *Proposal, entry string, position int) error {
	if len(to.entries) == 0 {
		return to.first(p, entry)
	}
	top := to.top()
	at := to.slot(p, position)
	last := top[len(top)-1]
	next, before := last, at < len(top)
	if before {
		next = top[at]
	}
	m, err := markerOf(to.src, next)
	if err != nil {
		return fmt.Errorf("section %q: %v", to.title, err)
	}
	if m.number != "" {
		m.marker = strings.Replace(m.marker, m.number, following(to.src, top), 1)
	}
	p.Line = m.indent + m.marker + m.space + entry
	eol, gap := lineEnding(to.src, next), gapOf(to.src, to.entries)
	switch {
	case before:
		p.At, p.Insert = next.Start, p.Line+eol+gap
	case !bytes.HasSuffix(to.src[:last.Tail], newline):
		p.At, p.Insert = last.Tail, eol+gap+p.Line // and the file still ends without a newline
	default:
		p.At, p.Insert = last.Tail, gap+p.Line+eol
	}
	return nil
}

// slot is the index among the top entries before which the new one goes, and
// their number where it goes to the end. It notes the order that it follows,
// and that a person must add the figure, or find the place, where it is by one.
// A position that a person chose is not 0.
func (to target) slot(p *Proposal, position int) int {
	top := to.top()
	p.Order = Appended
	if position > 0 {
		p.Order = Placed
		return min(position-1, len(top))
	}
	if ks, yes := to.ranked(); yes {
		p.Order = Ranked
		if len(ks) == len(top) && p.Candidate.Stars > 0 {
			p.miss(PartStars)
			return slot(ks, rankKey(p.Candidate.Stars))
		}
		p.miss(PartPlace)
		return len(top)
	}
	key := collation(to.all)
	if numbered(to.src, top[len(top)-1]) || !alphabetical(to.all, to.group, key) {
		return len(top)
	}
	p.Order = Alphabetical
	return slot(keys(top, key), key(p.Name))
}

// first places the first entry of a section below its introduction, in the
// manner of the list's first section that has some.
func (to target) first(p *Proposal, entry string) error {
	like := to.all[slices.IndexFunc(to.all, func(g group) bool { return g.label < 0 && len(g.entries) > 0 })].top()[0]
	m, err := markerOf(to.src, like)
	if err != nil {
		return fmt.Errorf("section %q: %v", to.title, err)
	}
	sec, eol := to.sec(), lineEnding(to.src, like)
	end := sec.Start + len(bytes.TrimRight(to.src[sec.Start:sec.End], " \t\r\n"))
	p.Order, p.Line = Appended, m.indent+m.marker+m.space+entry
	p.At, p.Insert = end, eol+eol+p.Line
	if i := bytes.Index(to.src[end:sec.End], newline); i >= 0 {
		p.At, p.Insert = end+i+1, eol+p.Line+eol
	}
	return nil
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
