package propose

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"namedrop/internal/markdown"
	"namedrop/internal/ref"
	"namedrop/propose/entry"
	"namedrop/propose/listform"
	"namedrop/propose/outline"
)

// fieldSample is the number of entries removed from a list; quickSample is the number
// used unless NAMEDROP_FIELD_LISTS asks for all.
const (
	fieldSample = 40
	quickSample = 1
)

// fieldTally counts the results for entries that were removed and proposed again.
type fieldTally struct {
	taken, alike, open, differ, refused, generated int
	sorted, back                                   int // entries of alphabetical groups, and those that returned to their line
}

func (n *fieldTally) add(m fieldTally) {
	n.taken, n.alike, n.open, n.differ, n.refused = n.taken+m.taken, n.alike+m.alike, n.open+m.open, n.differ+m.differ, n.refused+m.refused
	n.generated += m.generated
	n.sorted, n.back = n.sorted+m.sorted, n.back+m.back
}

func (n fieldTally) String() string {
	share := func(part, all int) string {
		return fmt.Sprintf("%d (%.1f %%)", part, 100*float64(part)/float64(max(1, all)))
	}
	return fmt.Sprintf("%d entries, and %d of generated lists: form of the list %s, left open %s, other form %s, refused %s; alphabetical %d: back in their line %s",
		n.taken, n.generated, share(n.alike, n.taken), share(n.open, n.taken), share(n.differ, n.taken), share(n.refused, n.taken), n.sorted, share(n.back, n.sorted))
}

// TestFieldLists removes entries from real lists, which are not part of this repository,
// and proposes them again for their own section. See doc/lists.md for the figures.
func TestFieldLists(t *testing.T) {
	dir, most := os.Getenv("NAMEDROP_FIELD_LISTS"), fieldSample
	if dir == "" {
		dir, most = "../../shared/world/lists-field", quickSample
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.md"))
	if len(files) == 0 {
		t.Skipf("no lists in %s; NAMEDROP_FIELD_LISTS names another folder", dir)
	}
	var all fieldTally
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		n := tryField(t, filepath.Base(file), src, most)
		all.add(n)
		t.Logf("%s: %v", filepath.Base(file), n)
		if n.taken+n.generated == 0 {
			_, err := New(src, markdown.Read(src), Candidate{Name: "x", URL: "https://github.com/o/x"}, Rules{})
			t.Logf("%s: no places: %v", filepath.Base(file), err)
			if err == nil {
				t.Errorf("%s: no places, and no reason given", filepath.Base(file))
			}
		}
	}
	t.Logf("all: %v", all)
	if most == fieldSample && (100*all.alike < 92*all.taken || 100*all.open > 8*all.taken || 100*all.back < 98*all.sorted) {
		t.Errorf("worse than promised: %v", all)
	}
}

// fieldList is a real list while its entries are removed and proposed again.
type fieldList struct {
	t     *testing.T
	file  string
	src   []byte
	all   []outline.Group
	names []string
	fieldTally
}

// spot is the place of an entry in a list.
type spot struct{ group, entry int }

func tryField(t *testing.T, file string, src []byte, most int) fieldTally {
	l := fieldList{t: t, file: file, src: src, all: outline.Groups(markdown.Read(src))}
	l.names = placeNames(l.all)
	generated := Generated(src) != nil
	spots := l.spots()
	step := max(1, len(spots)/most)
	for k := 0; k < len(spots) && l.taken+l.generated < most; k += step {
		e := l.at(spots[k])
		out := leave(src, e)
		_, err := SafeURL(e.URL)
		switch {
		case (target{src: out}).lineOf(e.URL) > 0, err != nil: // it is in the list twice, or has a faulty address
			if l.taken == 0 {
				k += 1 - step // a quick test takes one entry: not none because the first is listed twice
			}
		case generated:
			l.generated++
		default:
			l.taken++
			l.try(spots[k], out)
		}
	}
	return l.fieldTally
}

// spots returns the places of the entries that can be removed.
func (l *fieldList) spots() (all []spot) {
	for i, g := range l.all {
		for j, e := range g.Top() {
			if e.URL != "" && len(g.Top()) > 1 && e.Tail == e.End {
				all = append(all, spot{i, j})
			}
		}
	}
	return all
}

func (l *fieldList) at(s spot) markdown.Entry { return l.all[s.group].Top()[s.entry] }

// try proposes a removed entry for the list without it, and counts the result.
func (l *fieldList) try(s spot, out []byte) {
	e, g := l.at(s), l.all[s.group]
	p, err := inPlace(out, l.candidate(e), l.names[s.group])
	if err != nil {
		l.log(e, "%v", err)
		if strings.Contains(err.Error(), "written by hand") {
			l.open++
		} else {
			l.refused++
		}
		return
	}
	if l.taken <= quickSample {
		checkPatch(l.t, out, Patch(l.file, out, []Proposal{p}), Apply(out, p))
	}
	if isSorted(l.all, g) && p.Order != outline.Ranked {
		l.sorted++
		if l.isBack(s, p) {
			l.back++
		} else {
			l.log(e, "another line (%s)", p.Order)
		}
	}
	entrySource := strings.TrimSpace(string(l.src[e.Start:e.End]))
	switch {
	case slices.ContainsFunc(p.Missing, func(m entry.Part) bool { return m != entry.PartDescription && m != entry.PartPlace }):
		l.open++
		l.log(e, "open %v\n  %s\n  %s", p.Missing, entrySource, p.Line)
	case isAlike(out, p, g.Top(), s.entry, l.src):
		l.alike++
	default:
		l.differ++
		l.log(e, "\n  %s\n  %s\n  %s\n  %s", entrySource, p.Line, signature(l.src, e), madeSignature(out, p))
	}
}

// candidate returns what a registry would know of an entry's project.
func (l *fieldList) candidate(e markdown.Entry) Candidate {
	c := Candidate{Name: e.Name, URL: e.URL, About: aboutOf(l.src, e), Stars: 1234, Forks: 56, License: "MIT", Language: "Python"}
	for _, link := range e.Links {
		if ref.Base(link.URL) != "" && ref.Base(c.URL) == "" {
			c.URL, c.Homepage = link.URL, e.URL
		}
	}
	return c
}

// isBack reports whether a proposal goes between the entries beside the removed one. The
// eight bytes are for a blank line that was removed with it.
func (l *fieldList) isBack(s spot, p Proposal) bool {
	after := 0
	for _, e := range l.all[s.group].Top()[:s.entry] {
		after = e.Tail
	}
	return p.At <= l.at(s).Start+8 && p.At >= after
}

func (l *fieldList) log(e markdown.Entry, format string, args ...any) {
	l.t.Logf("%s:%d: %s: "+format, append([]any{l.file, e.Line, e.Name}, args...)...)
}

// isSorted reports whether a group is sorted, and not by chance: it has at least seven
// entries, or the rest of the list is sorted too.
func isSorted(all []outline.Group, g outline.Group) bool {
	key, top := outline.Collation(all), g.Top()
	if len(top) <= outline.MinOrdered || !slices.IsSorted(outline.Keys(top, key)) {
		return false
	}
	return len(top) >= 7 || outline.IsAlphabetical(all, outline.Group{Entries: top[:outline.MinOrdered]}, key)
}

// inPlace proposes a candidate for a place. It is quicker than NewAs because it does not
// rank the other places.
func inPlace(src []byte, c Candidate, place string) (Proposal, error) {
	if err := Generated(src); err != nil {
		return Proposal{}, err
	}
	l := NewList(src, markdown.Read(src), nil)
	i := slices.Index(placeNames(l.groups), place)
	if i < 0 {
		return Proposal{}, fmt.Errorf("list has no section %q that takes entries", place)
	}
	to := target{src: src, list: l.parsed, all: l.groups, form: l.form, collation: l.collation, Group: l.groups[i]}
	p := Proposal{Candidate: c, Section: to.sec().Title, Place: place, Beside: len(to.Top()), Chosen: true}
	return p, to.write(&p, Overrides{}, Rules{})
}

// aboutOf returns the description of an entry without decorations.
func aboutOf(src []byte, e markdown.Entry) string {
	s, ok := entry.ShapeOf(src, e)
	if !ok {
		return e.Description
	}
	for _, sec := range markdown.Read([]byte("# x\n\n- [x](https://x.example) - " + strings.ReplaceAll(s.Text, "\n", " ") + "\n")).Sections {
		for _, read := range sec.Entries {
			return read.Description
		}
	}
	return ""
}

// isAlike reports whether a proposal has the form of the entry that it replaces, of an
// adjacent one or of most of its group.
func isAlike(src []byte, p Proposal, top []markdown.Entry, at int, before []byte) bool {
	mine := madeSignature(src, p)
	var near listform.Votes
	if mine == signature(before, top[at]) {
		return true
	}
	for i, e := range top {
		if i != at {
			near.Add(signature(before, e))
		}
	}
	for _, i := range []int{at - 1, at + 1} {
		if i >= 0 && i < len(top) && signature(before, top[i]) == mine {
			return true
		}
	}
	return near.Winner("") == mine
}

// madeSignature returns the form of the entry that a proposal adds.
func madeSignature(src []byte, p Proposal) string {
	made := Apply(src, p)
	for _, s := range markdown.Read(made).Sections {
		for _, e := range s.Entries {
			if e.Start == p.At+strings.Index(p.Insert, p.Line) {
				return signature(made, e)
			}
		}
	}
	return ""
}

// signature returns the form of an entry without the data of its project.
func signature(src []byte, e markdown.Entry) string {
	if e.Kind == markdown.Row {
		var b strings.Builder
		for _, c := range e.Cells {
			fmt.Fprint(&b, c.Text != "", "|")
		}
		return b.String() + fmt.Sprint(strings.HasPrefix(strings.TrimSpace(string(src[e.Start:e.End])), "|"))
	}
	m, _ := entry.MarkerOf(src, e)
	s, ok := entry.ShapeOf(src, e)
	if !ok {
		return "none"
	}
	return strings.Join([]string{m.Indent, strings.Replace(m.Marker, m.Number, "1", 1), s.Prefix.Form(), s.Lead, s.Middle.Form(), s.Separator, fmt.Sprint(s.Text != ""), s.Mark, s.Closing, s.Tail.Form()}, "¦")
}
