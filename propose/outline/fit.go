package outline

import (
	"namedrop/internal/fit"
	"namedrop/internal/markdown"
)

// FitList converts a list for package fit: its sections and groups that list projects.
func FitList(list *markdown.List) fit.List { return FitGroups(list, Groups(list)) }

func FitGroups(list *markdown.List, all []Group) fit.List {
	l := fit.List{}
	if len(list.Sections) > 0 {
		l.Title, l.Intro = list.Sections[0].Title, list.Sections[0].Intro
	}
	for _, g := range all {
		l.Sections = append(l.Sections, g.forFit())
	}
	return l
}

// forFit converts a group for package fit.
func (g Group) forFit() fit.Section {
	s := fit.Section{Title: g.Title, Above: g.Above, Intro: g.Intro, Rest: g.Label < 0 && IsMisc(g.Title)}
	named := map[string]int{}
	for _, e := range g.Entries {
		named[e.Name]++
	}
	for _, e := range g.Entries {
		if n := len(s.Entries); n > 0 && e.Parent >= 0 && (e.URL == "" || named[e.Name] > 1) {
			s.Entries[n-1].About += " " + e.Description // a nested entry describes its parent further
			continue
		}
		s.Entries = append(s.Entries, fit.Project{Name: markdown.WithoutShortcodes(e.Name), URL: e.URL, About: e.Description})
	}
	return s
}
