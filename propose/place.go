package propose

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"namedrop/internal/markdown"
)

// place finds where in the group an entry goes, and writes it there in the form of its
// neighbour, so that both are in one list.
func (to target) place(p *Proposal, f form, position int) error {
	if len(to.entries) == 0 {
		return to.first(p, f)
	}
	top := to.top()
	at := to.slot(p, position)
	last := top[len(top)-1]
	next, before := last, at < len(top)
	if before {
		next = top[at]
	}
	line, err := to.line(p, f, next, before)
	if err != nil {
		return fmt.Errorf("section %q: %v", to.title, err)
	}
	p.Line = line
	if p.Order == Ranked && !p.Missing.Has(PartPlace) {
		if _, ok := starsOf([]byte(line)); !ok {
			p.miss(PartStars)
		}
	}
	if 2*to.detailed() > len(top) {
		p.miss(PartDetails)
	}
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

// line is the entry of a proposal with the marker, before another or behind it.
func (to target) line(p *Proposal, f form, beside markdown.Entry, before bool) (string, error) {
	switch beside.Kind {
	case markdown.Row, markdown.HTMLItem:
		if f.line != "" {
			return strings.Repeat(" ", to.indent(beside)) + f.line, nil
		}
	}
	switch beside.Kind {
	case markdown.Row:
		return to.row(p, beside), nil
	case markdown.Paragraph:
		return f.entry(p, to.src), nil
	case markdown.Heading:
		return "", errors.New("its entries are headings; such an entry must be written by hand")
	case markdown.Quote:
		return "", errors.New("its entries are quotations; such an entry must be written by hand")
	case markdown.HTMLItem:
		return to.htmlItem(p, f, beside)
	}
	m, err := markerOf(to.src, beside)
	if err != nil {
		return "", err
	}
	if m.number != "" && !before { // in front of another it takes that one's number
		m.marker = strings.Replace(m.marker, m.number, following(to.src, to.top()), 1)
	}
	return m.indent + m.marker + m.space + f.entry(p, to.src), nil
}

// indent is the white space in front of an entry.
func (to target) indent(e markdown.Entry) int {
	raw := to.src[e.Start:e.End]
	return len(raw) - len(bytes.TrimLeft(raw, " "))
}

// detailed counts the entries that have notes nested in them: items without a link, or
// of a name that others have too, such as "Documentation".
func (to target) detailed() int {
	names := map[string]int{}
	for _, e := range to.entries {
		names[e.Name]++
	}
	has := map[int]bool{}
	for _, e := range to.sec().Entries {
		if e.Parent >= 0 && (e.URL == "" || names[e.Name] > 1) && to.sec().Entries[e.Parent].URL != "" {
			has[e.Parent] = true
		}
	}
	return len(has)
}

// htmlItem is an item of HTML for a proposal, made of one beside it.
func (to target) htmlItem(p *Proposal, f form, beside markdown.Entry) (string, error) {
	raw := strings.TrimRight(string(to.src[beside.Start:beside.End]), "\r\n")
	m := htmlItemForm.FindStringSubmatchIndex(raw)
	if m == nil || strings.Contains(raw, "\n") {
		return "", errors.New("its entries are HTML of more than one line; such an entry must be written by hand")
	}
	text := ""
	if d := f.description(p); d != "" {
		text = cmp.Or(raw[m[6]:m[7]], " - ") + html.EscapeString(cmp.Or(p.Description, "TODO: describe "+p.Name))
	}
	return raw[:m[2]] + html.EscapeString(p.Link) + raw[m[3]:m[4]] + html.EscapeString(p.Name) + raw[m[5]:m[6]] + text + raw[m[8]:], nil
}

// htmlItemForm is an item of HTML: its address, its name, the separator, and its end.
var htmlItemForm = regexp.MustCompile(`(?i)^\s*<li[^<>]*>\s*<a\s[^<>]*?href="([^"]*)"[^<>]*>(?:<[bi]>)?([^<>]*)(?:</[bi]>)?</a>(\s*[-–—:]?\s*)[^<>]*((?:</li>)?)$`)

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
			return slot(ks, rankKey(p.Candidate.Stars))
		}
		p.miss(PartPlace)
		return len(top)
	}
	key := collation(to.all)
	if !to.isAlphabetical(key) {
		return len(top)
	}
	p.Order = Alphabetical
	return slot(keys(top, key), key(p.Name))
}

// first places the first entry of a section below its introduction, in the
// manner of the list's first section that has some.
func (to target) first(p *Proposal, f form) error {
	like := to.all[slices.IndexFunc(to.all, func(g group) bool { return g.label < 0 && len(g.entries) > 0 })].top()[0]
	if like.Kind != markdown.Item && like.Kind != markdown.Paragraph {
		return fmt.Errorf("section %q: it is empty, and the list has no items to write one like; such an entry must be written by hand", to.title)
	}
	line, err := to.line(p, f, like, false)
	if err != nil {
		return fmt.Errorf("section %q: %v", to.title, err)
	}
	sec, eol := to.sec(), lineEnding(to.src, like)
	end := sec.Start + len(bytes.TrimRight(to.src[sec.Start:sec.End], " \t\r\n"))
	p.Order, p.Line = Appended, line
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
	if len(top) == 0 {
		return "1"
	}
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
