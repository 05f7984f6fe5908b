package propose

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/propose/entry"
	"namedrop/propose/listform"
	"namedrop/propose/outline"
)

// place decides where in the group an entry goes, and formats it like its neighbour, so
// that both belong to one list.
func (to target) place(p *Proposal, f form, position int) error {
	if len(to.Entries) == 0 {
		return to.first(p, f)
	}
	if to.inFolder() {
		return to.placeFile(p, f)
	}
	top := to.Top()
	name := p.Name
	if !strings.Contains(f.Lead, "{name}") {
		name = p.Link // entries are read under their address
	}
	at := to.slot(p, name, position)
	if top[0].Kind == markdown.Heading {
		return to.inSection(to.placeHeading(p, f, at))
	}
	last := top[len(top)-1]
	next, before := last, at < len(top)
	if before {
		next = top[at]
	}
	line, err := to.line(p, f, next, before)
	if err != nil {
		return to.inSection(err)
	}
	p.Line = line
	if p.Order == outline.Ranked && !p.Missing.Has(entry.PartPlace) {
		if _, ok := starsOf([]byte(line)); !ok && (p.Candidate.Stars == 0 || next.Kind != markdown.Row) {
			p.miss(entry.PartStars)
		}
	}
	if 2*to.detailed() > len(top) {
		p.miss(entry.PartDetails)
	}
	eol, gap := lineEnding(to.src, next), to.gap()
	if end := to.stackEnd(); end != "" {
		p.Line = strings.TrimSuffix(p.Line, strings.TrimLeft(end, " \t"))
		switch _, broken := markdown.HardBreak(to.src[last.Start:last.End]); {
		case before:
			p.At, p.Insert = next.Start, p.Line+end+eol
		case broken < 0: // the last line of the paragraph needs a break first
			p.At, p.Insert = last.Start+len(bytes.TrimRight(to.src[last.Start:last.End], " \t\r\n")), end+eol+p.Line
		default:
			p.At, p.Insert = last.Tail, p.Line+end+eol
		}
		return nil
	}
	switch {
	case before:
		p.At, p.Insert = next.Start, p.Line+eol+gap
	case !bytes.HasSuffix(to.src[:last.Tail], newline):
		p.At, p.Insert = last.Tail, eol+gap+p.Line // the file still ends without a newline
	default:
		p.At, p.Insert = last.Tail, gap+p.Line+eol
	}
	return nil
}

// inSection names the section in an error.
func (to target) inSection(err error) error {
	if err != nil {
		return fmt.Errorf("section %q: %v", to.Title, err)
	}
	return nil
}

// stackEnd returns what ends the lines of a paragraph in which each line is an entry, or ""
// if entries are not written like that.
func (to target) stackEnd() string {
	top := to.Top()
	for i := 1; i < len(top); i++ {
		if top[i].Kind == markdown.Paragraph && top[i-1].End == top[i].Start {
			mark, _ := markdown.HardBreak(to.src[top[i-1].Start:top[i-1].End])
			return strings.TrimRight(mark, "\r\n")
		}
	}
	return ""
}

// line returns a proposal's entry with its marker, for the position before or after
// another entry.
func (to target) line(p *Proposal, f form, beside markdown.Entry, before bool) (string, error) {
	switch beside.Kind {
	case markdown.Row, markdown.HTMLItem, markdown.Record:
		if f.line != "" {
			return strings.Repeat(" ", to.indent(beside)) + f.line, nil
		}
	}
	switch beside.Kind {
	case markdown.Row:
		return to.row(p, beside, before), nil
	case markdown.Record:
		return to.record(p, beside)
	case markdown.Paragraph:
		return f.entry(p, to.src), nil
	case markdown.Heading:
		return "", errHeading
	case markdown.Quote:
		return "", errors.New("its entries are quotations; such an entry must be written by hand")
	case markdown.ForeignRow:
		return "", fmt.Errorf("its entries are rows of a table in %s; such an entry must be written by hand", to.list.Markup)
	case markdown.HTMLItem:
		return to.htmlItem(p, f, beside)
	}
	m, err := entry.MarkerOf(to.src, beside)
	if err != nil {
		return "", err
	}
	if m.Number != "" && !before { // an entry inserted before another takes its number
		m.Marker = strings.Replace(m.Marker, m.Number, following(to.src, to.Top()), 1)
	}
	return m.Indent + m.Marker + m.Space + f.entry(p, to.src), nil
}

// indent returns the width of the white space before an entry.
func (to target) indent(e markdown.Entry) int {
	raw := to.src[e.Start:e.End]
	return len(raw) - len(bytes.TrimLeft(raw, " "))
}

// detailed counts the entries with lines of code or text below the description, and those
// with nested notes: items without a link, or with a name that occurs elsewhere too, such as
// "Documentation".
func (to target) detailed() int {
	names := map[string]int{}
	for _, e := range to.Entries {
		names[e.Name]++
	}
	has := map[int]bool{} // by the byte where the entry starts
	for _, e := range to.Top() {
		if s, ok := entry.ShapeOf(to.src, e); ok && s.Details {
			has[e.Start] = true
		}
	}
	if len(has) == 1 { // one entry shows nothing about the others
		clear(has)
	}
	es := to.sec().Entries
	for _, e := range es {
		if e.Parent >= 0 && (e.URL == "" || names[e.Name] > 1) && es[e.Parent].URL != "" {
			has[es[e.Parent].Start] = true
		}
	}
	return len(has)
}

// slot returns the index of the top entry before which the new one goes, or the number of
// top entries if it goes at the end. The name is the one under which it is sorted. It records the order that was used, and marks the
// number of stars or the place as missing if the order depends on it. A position that a
// person chose is nonzero.
func (to target) slot(p *Proposal, name string, position int) int {
	top := to.Top()
	p.Order = outline.Appended
	if position > 0 {
		p.Order = outline.Placed
		return min(position-1, len(top))
	}
	if to.stated() == outline.Prepended {
		p.Order = outline.Prepended
		return 0
	}
	if ks, yes := to.ranked(); yes {
		p.Order = outline.Ranked
		if len(ks) == len(top) && p.Candidate.Stars > 0 {
			return outline.Slot(ks, rankKey(p.Candidate.Stars))
		}
		p.miss(entry.PartPlace)
		return len(top)
	}
	key := to.collation()
	if !to.isAlphabetical(key) {
		return len(top)
	}
	p.Order = outline.Alphabetical
	return outline.Slot(outline.Keys(top, key), key(name, p.Link))
}

// first inserts the first entry of a section below its introduction, in the format of the
// list's first section that has entries.
func (to target) first(p *Proposal, f form) error {
	like := to.all[slices.IndexFunc(to.all, func(g outline.Group) bool { return g.Label < 0 && len(g.Entries) > 0 })].Top()[0]
	if like.Kind != markdown.Item && like.Kind != markdown.Paragraph {
		return fmt.Errorf("section %q: it is empty, and the list has no items to write one like; such an entry must be written by hand", to.Title)
	}
	line, err := to.line(p, f, like, false)
	if err != nil {
		return fmt.Errorf("section %q: %v", to.Title, err)
	}
	sec, eol := to.sec(), lineEnding(to.src, like)
	end := sec.Start + len(bytes.TrimRight(to.src[sec.Start:sec.End], " \t\r\n"))
	p.Order, p.Line = outline.Appended, line
	p.At, p.Insert = end, eol+eol+p.Line
	if i := bytes.Index(to.src[end:sec.End], newline); i >= 0 {
		p.At, p.Insert = end+i+1, eol+p.Line+eol
	}
	return nil
}

// following returns the number after that of the last entry. If all entries have the same
// number, as Markdown allows, it returns that number.
func following(src []byte, top []markdown.Entry) string {
	if len(top) == 0 {
		return "1"
	}
	last, _ := entry.MarkerOf(src, top[len(top)-1])
	if len(top) > 1 {
		if m, _ := entry.MarkerOf(src, top[len(top)-2]); m.Number == last.Number {
			return last.Number
		}
	}
	n, _ := strconv.Atoi(last.Number)
	return strconv.Itoa(n + 1)
}

// lineEnding returns the line ending of an entry's first line, or the line ending used in
// the file if that line has none.
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

// gap returns what separates most entries of the group, or those of the list if the group has
// only one: nothing or a blank line.
func (to target) gap() string {
	var gaps listform.Votes
	if len(to.Entries) > 1 {
		addGaps(&gaps, to.src, to.Entries)
		return gaps.Winner("")
	}
	for _, g := range to.all {
		addGaps(&gaps, to.src, g.Entries)
	}
	return gaps.Winner("")
}

// addGaps counts what separates entries.
func addGaps(gaps *listform.Votes, src []byte, es []markdown.Entry) {
	for i := 1; i < len(es); i++ {
		gap := ""
		if es[i-1].End < es[i].Start {
			gap = string(src[es[i-1].End:es[i].Start])
		}
		if strings.Trim(gap, " \t>\r\n") == "" {
			gaps.Add(gap)
		}
	}
}
