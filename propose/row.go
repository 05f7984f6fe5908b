package propose

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
	"namedrop/propose/entry"
	"namedrop/propose/listform"
)

// Patterns for column titles.
var (
	licenceColumn  = pattern.Lazy(`(?i)licen[cs]e|许可`)
	starsColumn    = pattern.Lazy(`(?i)\bstars?\b|⭐|★`)
	nameColumn     = pattern.Lazy(`(?i)^(?:name|project|tool|package|library|software|app)s?$`)
	languageColumn = pattern.Lazy(`(?i)^(?:programming )?language|语言`)
)

// row returns the source of a table row for a proposal, modelled on an adjacent row: its
// pipes and column widths are kept. Cells with unknown values are left empty, and are
// reported as missing if other rows fill them in.
func (to target) row(p *Proposal, like markdown.Entry, before bool) string {
	at, done := like.Start, ""
	for i, c := range like.Cells {
		if c.End == 0 && c.Start == 0 {
			continue
		}
		done += string(to.src[at:c.Start])
		text := ""
		if n := to.nextNumber(i); n != "" && !before {
			text = n
		} else {
			text = to.cell(p, like, i)
		}
		done += text
		at = c.End
		have, want := utf8.RuneCountInString(string(to.src[c.Start:c.End])), utf8.RuneCountInString(text)
		if have > want && to.isPadded(like, i) {
			done += strings.Repeat(" ", have-want)
		}
		for ; want > have && at+1 < like.End && to.src[at] == ' ' && to.src[at+1] == ' '; want-- {
			at++
		}
	}
	row := strings.TrimRight(done+string(to.src[at:like.End]), "\r\n")
	if raw := strings.TrimRight(string(to.src[like.Start:like.End]), "\r\n"); !strings.HasSuffix(raw, " ") {
		row = strings.TrimRight(row, " ")
	}
	return row
}

// nextNumber returns the number that follows in a column that numbers the rows from 1, "" for
// any other column.
func (to target) nextNumber(i int) string {
	n := 0
	for _, e := range to.Top() {
		if n++; e.Kind != markdown.Row || i >= len(e.Cells) || e.Cells[i].Text != strconv.Itoa(n) {
			return ""
		}
	}
	if n < 2 {
		return ""
	}
	return strconv.Itoa(n + 1)
}

// isPadded reports whether a row's cell has the width of the delimiter row, as in a table
// whose columns are padded.
func (to target) isPadded(like markdown.Entry, i int) bool {
	lines := strings.Split(strings.TrimRight(string(to.src[:like.Start]), "\n"), "\n")
	for n := len(lines) - 1; n >= 0 && strings.Contains(lines[n], "|"); n-- {
		if delimiters().MatchString(lines[n]) {
			width := cellWidth(lines[n], i)
			return width > 0 && width == cellWidth(string(to.src[like.Start:like.End]), i)
		}
	}
	return false
}

// delimiters matches the row below the column titles.
var delimiters = pattern.Lazy(`^[ \t>|:-]*-[ \t|:-]*\r?$`)

// cellWidth returns the width in characters of a row's i-th cell with its spaces, or 0 if
// the row has no such cell.
func cellWidth(row string, i int) int {
	cells := strings.Split(strings.TrimPrefix(strings.TrimLeft(row, " \t>"), "|"), "|")
	if i >= len(cells) {
		return 0
	}
	return utf8.RuneCountInString(strings.TrimRight(cells[i], "\r\n"))
}

// cell returns the content of the i-th cell of a proposal's row.
func (to target) cell(p *Proposal, like markdown.Entry, i int) string {
	c := like.Cells[i]
	source := string(to.src[c.Start:c.End])
	known := p.Candidate.known(listform.ByComma)
	badges := entry.BadgeForm(source, like)
	switch {
	case badges != "":
		return form{Form: listform.Form{Repeats: true}}.fill(listform.Chosen{Form: badges}, p, to.src)
	case strings.Contains(source, like.URL) && like.URL != "":
		s := entry.LeadForm(source, like)
		if !strings.Contains(s, "{name}") && c.Text == like.Name {
			s = "[{name}]({url})"
		}
		for _, k := range known {
			s = strings.ReplaceAll(s, k.placeholder, k.value)
		}
		if c.Text == like.Description && like.Name != like.Description {
			return form{Form: listform.Form{Lead: "[{name}]({url})"}}.link(to.described(p), p.Link)
		}
		lead := trimCell(s)
		link := form{Form: listform.Form{Lead: lead}}.link(p.Name, p.Link)
		if m := besideLink().FindStringSubmatch(s[len(lead):]); m != nil && like.Description != "" && strings.HasSuffix(c.Text, like.Description) {
			link += m[1] + to.described(p)
		}
		return link
	case c.Text == like.Name, nameColumn().MatchString(c.Column) && c.Text != "":
		return markdown.Escape(p.Name)
	case c.Text == like.Description && c.Text != "" || describesColumn(like, i):
		return to.described(p)
	case licenceColumn().MatchString(c.Column):
		return to.known(p, known[2], i, like)
	case languageColumn().MatchString(c.Column):
		return to.known(p, known[3], i, like)
	case starsColumn().MatchString(c.Column) && !strings.Contains(source, "]("):
		if p.Candidate.Stars > 0 {
			return numbered(p.Candidate.Stars, to.starsWritten(i))
		}
	}
	return to.repeated(p, i, like)
}

// starsWritten returns how a column writes large numbers of stars.
func (to target) starsWritten(i int) string {
	way := listform.Plain
	for _, e := range to.Entries {
		if e.Kind != markdown.Row || i >= len(e.Cells) {
			continue
		}
		switch text := strings.ToLower(e.Cells[i].Text); {
		case strings.HasSuffix(text, "k"):
			return listform.Thousands
		case strings.Contains(text, ","):
			way = listform.ByComma
		}
	}
	return way
}

// described returns the description of a proposal as Markdown.
func (to target) described(p *Proposal) string {
	if p.Description == "" {
		p.miss(entry.PartDescription)
		return "TODO: describe " + markdown.Escape(p.Name)
	}
	return markdown.Escape(p.Description)
}

// besideLink matches what separates a link from the description in its cell.
var besideLink = pattern.Lazy(`^(\s*(?:[-–—:]|<br\s*/?>)\s*)[^\s<>\[\]!(|]`)

// trimCell keeps a cell up to the end of its link: badges after it belong to the original
// row.
func trimCell(s string) string {
	if i := strings.Index(s, "{url}"); i >= 0 {
		if j := strings.IndexAny(s[i:], ")>"); j >= 0 {
			rest := s[i+j+1:]
			marks := rest[:len(rest)-len(strings.TrimLeft(rest, "*_`"))]
			return s[:i+j+1] + marks
		}
	}
	return s
}

// describesColumn reports whether the i-th column takes the description although the row
// beside has none there: it is the last of two columns.
func describesColumn(like markdown.Entry, i int) bool {
	return like.Description == "" && i == len(like.Cells)-1 && len(like.Cells) == 2
}

func (to target) known(p *Proposal, k filling, i int, like markdown.Entry) string {
	if k.value == "" {
		return to.repeated(p, i, like)
	}
	return k.value
}

// repeated returns the value that all rows have in a column, or "" if they differ. If
// they differ, the value is reported as missing, unless most rows leave it empty. So is a
// value with digits, such as a date or a version, which rows share by chance.
func (to target) repeated(p *Proposal, i int, like markdown.Entry) string {
	var texts listform.Votes
	total := 0
	for _, e := range to.Entries {
		if e.Kind == markdown.Row && i < len(e.Cells) {
			texts.Add(string(to.src[e.Cells[i].Start:e.Cells[i].End]))
			total++
		}
	}
	best := texts.Winner("")
	if best != "" && texts.Counts[best] == total && total > 1 && !strings.ContainsAny(best, "0123456789") {
		return best
	}
	if 2*texts.Counts[""] < total {
		p.miss(entry.PartColumns)
	}
	return ""
}
