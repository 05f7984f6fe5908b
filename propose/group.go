package propose

import (
	"slices"

	"namedrop/internal/markdown"
)

// group is a place of a list that takes entries: a section, or an item that only serves
// as a heading for nested items.
type group struct {
	section int // index into List.Sections
	label   int // index into its Entries of the item that serves as the heading, -1 for none
	title   string
	above   []string         // titles above it, nearest first, without the title of the list
	intro   string           // introduction in the list
	entries []markdown.Entry // all entries in the group, including nested ones
}

// groups returns the groups of a list that take projects, in list order.
func groups(list *markdown.List) []group {
	var all []group
	for i := range list.Sections {
		for _, g := range groupsOf(list, i) {
			if g.takesProjects() {
				all = append(all, g)
			}
		}
	}
	return withEmpty(list, all)
}

// groupsOf returns the section itself and its labels, omitting those without entries.
func groupsOf(list *markdown.List, section int) []group {
	s := list.Sections[section]
	all := []group{{section: section, label: -1, title: s.Title, intro: s.Intro}}
	for i := s.Parent; i > 0; i = list.Sections[i].Parent {
		all[0].above = append(all[0].above, list.Sections[i].Title)
	}
	at := make([]int, len(s.Entries)) // for each entry, index into all of the group that contains its nested entries
	for i, e := range s.Entries {
		on := 0
		if e.Parent >= 0 {
			on = at[e.Parent]
		}
		at[i] = on
		if isLabel(s.Entries, i) {
			above := append([]string{all[on].title}, all[on].above...)
			all = append(all, group{section: section, label: i, title: e.Name, above: above})
			at[i] = len(all) - 1
			continue
		}
		all[on].entries = append(all[on].entries, e)
	}
	return slices.DeleteFunc(all, func(g group) bool { return len(g.entries) == 0 })
}

// isLabel reports whether the i-th entry is only a name above nested entries.
func isLabel(es []markdown.Entry, i int) bool {
	e := es[i]
	return len(e.Links) == 0 && e.Description == "" && i+1 < len(es) && es[i+1].Parent == i
}

// withEmpty adds empty sections that lie between two sections with projects under the
// same heading.
func withEmpty(list *markdown.List, full []group) []group {
	first, last := map[int]int{}, map[int]int{} // sections with projects, by their parent
	for _, g := range full {
		parent := list.Sections[g.section].Parent
		if _, ok := first[parent]; !ok {
			first[parent] = g.section
		}
		last[parent] = g.section
	}
	all := slices.Clone(full)
	for i, s := range list.Sections {
		f, ok := first[s.Parent]
		if ok && f < i && i < last[s.Parent] && s.Bare && s.Intro != "" && !isReading(s.Title) {
			all = append(all, group{section: i, label: -1, title: s.Title, intro: s.Intro})
		}
	}
	slices.SortStableFunc(all, func(a, b group) int { return a.section - b.section })
	return all
}

// top returns the entries that are not nested in another entry of the group.
func (g group) top() []markdown.Entry {
	var top []markdown.Entry
	for _, e := range g.entries {
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
