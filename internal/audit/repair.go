package audit

import (
	"cmp"
	"fmt"
	"slices"

	"namedrop/internal/sanitize"
	"namedrop/propose/repair"
	"namedrop/propose/textedit"
)

// maxRemovals is the maximum number of entries that are proposed for removal at once.
const maxRemovals = 200

// remove fixes a finding by removing its entry, if possible.
func (j *judge) remove(f *Finding, at spot) {
	if j.removals++; j.removals > maxRemovals {
		f.Advice = "too many entries to remove at once; run the audit again later"
		return
	}
	cut, ok := repair.Removal(j.source, j.list, at.section, at.entry)
	switch e := j.entry(at); {
	case ok:
		j.edits = append(j.edits, change{finding: f, edit: cut, section: at.section, entry: at.entry, removes: true})
	case e.Tail > e.End:
		f.Advice = "other entries are nested in it; remove it by hand"
	default:
		f.Advice = "removing it would change the structure of the list; remove it by hand"
	}
}

// conclude sorts the findings and combines the edits into repairs.
func (j *judge) conclude(found []*Finding) {
	j.repairs()
	slices.SortStableFunc(found, func(a, b *Finding) int {
		return cmp.Or(cmp.Compare(rank(a.Kind), rank(b.Kind)), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	for _, f := range found {
		if f.Kind == Unknown {
			j.report.Unknown = append(j.report.Unknown, *f)
		} else {
			j.report.Findings = append(j.report.Findings, *f)
		}
	}
}

// rank returns the position of a kind in Kinds, worst first.
func rank(k Kind) int {
	if i := slices.Index(Kinds, k); i >= 0 {
		return i
	}
	return len(Kinds)
}

// repairs combines the changes to each entry, or to each line outside entries. If an
// entry is removed, its other changes are dropped.
func (j *judge) repairs() {
	slices.SortStableFunc(j.edits, func(a, b change) int {
		return cmp.Or(cmp.Compare(j.lineOf(a), j.lineOf(b)), cmp.Compare(rank(a.finding.Kind), rank(b.finding.Kind)))
	})
	for len(j.edits) > 0 {
		n := 1
		for n < len(j.edits) && j.lineOf(j.edits[n]) == j.lineOf(j.edits[0]) {
			n++
		}
		j.repair(j.edits[:n])
		j.edits = j.edits[n:]
	}
	j.warnOfEmptiness()
}

// lineOf returns the first line of the entry that a change is made in, or the line of the
// change if it is outside all entries, as an address in a link definition is.
func (j *judge) lineOf(c change) int {
	if c.entry >= 0 {
		if e := j.list.Sections[c.section].Entries[c.entry]; c.edit.Start >= e.Start && c.edit.Start < e.End || c.edit.Start == e.End {
			return e.Line
		}
	}
	return c.finding.Line
}

// repair combines changes to the same place into one repair, worst first.
func (j *judge) repair(cs []change) {
	removals, others := partition(cs)
	if len(removals) > 0 {
		for _, c := range others {
			c.finding.Advice = "removed with its entry"
		}
		cs = removals
	}
	worst := cs[0].finding
	r := Repair{Kind: worst.Kind, Name: cmp.Or(worst.Name, worst.URL), URL: worst.URL, Section: worst.Section, Line: j.lineOf(cs[0]), Removes: cs[0].removes}
	r.Title = title(cs[0], r.Name)
	for _, c := range cs {
		c.finding.Repair = len(j.report.Repairs)
		r.Found = append(r.Found, c.finding.What)
		for _, f := range c.finding.Facts {
			if !slices.Contains(r.Facts, f) {
				r.Facts = append(r.Facts, f)
			}
		}
		if !slices.Contains(r.Edits, c.edit) {
			r.Edits = append(r.Edits, c.edit)
		}
	}
	j.report.Repairs = append(j.report.Repairs, r)
}

// partition separates the changes that remove an entry from the others.
func partition(cs []change) (removals, others []change) {
	for _, c := range cs {
		if c.removes {
			removals = append(removals, c)
		} else {
			others = append(others, c)
		}
	}
	return removals, others
}

// title describes a repair in one line.
func title(c change, name string) string {
	switch {
	case c.removes:
		return sanitize.Line("Remove " + name)
	case c.finding.Kind == Moved && c.leads:
		return sanitize.Line("Update the address of " + name)
	case c.finding.Kind == Moved && c.entry < 0:
		return sanitize.Line("Update the link " + name)
	case c.finding.Kind == Moved:
		return sanitize.Line("Update a link of " + name)
	}
	return sanitize.Line("Format the entry of " + name)
}

// warnOfEmptiness adds advice to each removal from a section whose entries would all be
// removed.
func (j *judge) warnOfEmptiness() {
	for i, sec := range j.list.Sections {
		var removed []int
		for k, r := range j.report.Repairs {
			if r.Removes && slices.ContainsFunc(r.Edits, func(e textedit.Edit) bool { return e.Start >= sec.Start && e.Start < sec.End }) {
				removed = append(removed, k)
			}
		}
		if len(removed) == 0 || len(removed) < len(sec.Entries) {
			continue
		}
		for _, k := range removed {
			j.report.Repairs[k].Advice = fmt.Sprintf("the section %q would be empty; also remove its heading and its line in the contents", j.list.Sections[i].Title)
		}
	}
}

// Changes returns the edits of repairs in the form that [propose.Diffs] takes.
func Changes(repairs []Repair) [][]textedit.Edit {
	var all [][]textedit.Edit
	for _, r := range repairs {
		all = append(all, r.Edits)
	}
	return all
}
