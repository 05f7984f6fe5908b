package propose

import (
	"fmt"
	"slices"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/markup"
)

// translate writes the entry of a proposal in the Markdown translation of a list in another
// markup language, and translates it back. A line that a person wrote is kept.
func (l *List) translate(p *Proposal, to target, w Overrides, r Rules) error {
	lang := l.parsed.Markup
	person := strings.TrimSpace(w.Line)
	w.Line = string(lang.Markdown([]byte(person)))
	if err := to.write(p, w, r); err != nil {
		return err
	}
	line := strings.Replace(p.Line, w.Line, person, 1)
	if person == "" {
		from, _ := markdown.LineOf(l.original, l.src, to.sec().Start)
		end, _ := markdown.LineOf(l.original, l.src, to.sec().End)
		var err error
		if line, err = markup.NewWriter(lang, l.original[from:end], l.original).Entry(p.Line, l.alike(p.Line, to)); err != nil {
			return to.inSection(err)
		}
	}
	at, ok := markdown.LineOf(l.original, l.src, p.At)
	if !ok || !strings.Contains(p.Insert, p.Line) {
		return fmt.Errorf("section %q: its entries have a form that cannot be imitated in %s; such an entry must be written by hand", to.Title, lang)
	}
	p.At, p.Insert, p.Line = at, strings.Replace(p.Insert, p.Line, line, 1), line
	return l.reads(p, person != "")
}

// reads checks that the source with the proposal made has one more entry, which is the
// proposed one.
func (l *List) reads(p *Proposal, written bool) error {
	before, after := 0, 0
	for _, s := range l.parsed.Sections {
		before += len(s.Entries)
	}
	found := false
	list := markdown.Read(Apply(l.original, *p))
	for _, s := range list.Sections {
		after += len(s.Entries)
		found = found || s.Title == p.Section && slices.ContainsFunc(s.Entries, func(e markdown.Entry) bool {
			return e.URL == p.Link && (written || e.Name == p.Name || e.Name == e.URL)
		})
	}
	if list.Markup != l.parsed.Markup || after != before+1 || !found {
		return fmt.Errorf("section %q: %q would not be parsed as an entry there", p.Section, p.Line)
	}
	return nil
}

// alike returns the first line, in the markup language of the list, of an entry that has the
// marker of a line in Markdown: one of the group, or otherwise any; "" if there is none.
func (l *List) alike(line string, to target) string {
	marker := markup.Marker(line)
	es := to.Entries
	for _, g := range l.groups {
		es = append(es[:len(es):len(es)], g.Entries...)
	}
	for _, e := range es {
		if first, _, _ := strings.Cut(string(l.src[e.Start:e.End]), "\n"); markup.Marker(first) == marker {
			if at, ok := markdown.LineOf(l.original, l.src, e.Start); ok {
				first, _, _ = strings.Cut(string(l.original[at:]), "\n")
				return first
			}
		}
	}
	return ""
}
