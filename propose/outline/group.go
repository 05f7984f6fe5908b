// Package outline divides a list into the groups that take entries and tells in which order
// each group keeps them.
//
// A group is a section, or an item that is the heading of nested items. Groups of articles,
// talks, people or retired entries are left out: their titles and the addresses of their
// entries show what they contain. The order is what the list states or, failing that, what
// its entries show. [FitList] converts the groups for package fit.
//
// The package is pure and does not know where an entry will be inserted.
package outline

import (
	"slices"

	"namedrop/internal/markdown"
)

// Group is a place of a list that takes entries: a section, or an item that only serves
// as a heading for nested items.
type Group struct {
	Section int // index into List.Sections
	Label   int // index into its Entries of the item that serves as the heading, -1 for none
	Title   string
	Above   []string         // titles above it, nearest first, without the title of the list
	Intro   string           // introduction in the list
	Entries []markdown.Entry // all entries in the group, including nested ones
}

// Groups returns the groups of a list that take projects, in list order.
func Groups(list *markdown.List) []Group {
	var all []Group
	var whole linkCount
	for i := range list.Sections {
		for _, g := range groupsOf(list, i) {
			if n := g.linkCount(); g.namesProjects() {
				all = append(all, g)
				whole.links, whole.projects = whole.links+n.links, whole.projects+n.projects
			}
		}
	}
	all = slices.DeleteFunc(all, func(g Group) bool { return !g.linkCount().takesProjects(whole) })
	return withEmpty(list, all)
}

// groupsOf returns the section itself and its labels, omitting those without entries.
func groupsOf(list *markdown.List, section int) []Group {
	s := list.Sections[section]
	if len(s.Entries) > 0 && s.Entries[0].Kind == markdown.Record {
		return categories(section, s.Entries)
	}
	all := []Group{{Section: section, Label: -1, Title: s.Title, Intro: s.Intro}}
	for i := s.Parent; i > 0; i = list.Sections[i].Parent {
		all[0].Above = append(all[0].Above, list.Sections[i].Title)
	}
	at := make([]int, len(s.Entries)) // for each entry, index into all of the group that contains its nested entries
	for i, e := range s.Entries {
		on := 0
		if e.Parent >= 0 {
			on = at[e.Parent]
		}
		at[i] = on
		if isLabel(s.Entries, i) {
			above := append([]string{all[on].Title}, all[on].Above...)
			all = append(all, Group{Section: section, Label: i, Title: e.Name, Above: above})
			at[i] = len(all) - 1
			continue
		}
		all[on].Entries = append(all[on].Entries, e)
	}
	return slices.DeleteFunc(all, func(g Group) bool { return len(g.Entries) == 0 })
}

// categories returns the groups of a data file, in the order of their first records.
func categories(section int, records []markdown.Entry) (all []Group) {
	at := map[string]int{}
	for _, e := range records {
		i, ok := at[e.Group]
		if !ok {
			i, at[e.Group] = len(all), len(all)
			all = append(all, Group{Section: section, Label: -1, Title: e.Group})
		}
		all[i].Entries = append(all[i].Entries, e)
	}
	return all
}

// isLabel reports whether the i-th entry is only a name above nested entries.
func isLabel(es []markdown.Entry, i int) bool {
	e := es[i]
	return len(e.Links) == 0 && e.Description == "" && i+1 < len(es) && es[i+1].Parent == i
}

// withEmpty adds empty sections that lie between two sections with projects under the
// same heading.
func withEmpty(list *markdown.List, full []Group) []Group {
	first, last := map[int]int{}, map[int]int{} // sections with projects, by their parent
	for _, g := range full {
		parent := list.Sections[g.Section].Parent
		if _, ok := first[parent]; !ok {
			first[parent] = g.Section
		}
		last[parent] = g.Section
	}
	all := slices.Clone(full)
	for i, s := range list.Sections {
		f, ok := first[s.Parent]
		if ok && f < i && i < last[s.Parent] && s.Bare && s.Intro != "" && !isReading(s.Title) {
			all = append(all, Group{Section: i, Label: -1, Title: s.Title, Intro: s.Intro})
		}
	}
	slices.SortStableFunc(all, func(a, b Group) int { return a.Section - b.Section })
	return all
}

// Top returns the entries that are not nested in another entry of the group.
func (g Group) Top() []markdown.Entry {
	var top []markdown.Entry
	for _, e := range g.Entries {
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
