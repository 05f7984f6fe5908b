package propose

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"namedrop/internal/fit"
	"namedrop/internal/golden"
	"namedrop/internal/markdown"
	"namedrop/propose/listform"
	"namedrop/propose/outline"
)

const example = "../cmd/awesome-asyncio.md"

// TestLeaveOneOut removes every entry from each list in turn and asks for its place. The
// figures are stored in testdata, so that changes are visible.
func TestLeaveOneOut(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and it starts no goroutines")
	}
	lists, err := filepath.Glob("testdata/lists/*.md")
	if err != nil || len(lists) == 0 {
		t.Fatalf("no lists in testdata/lists: %v", err)
	}
	got := ""
	for _, file := range append([]string{example}, lists...) {
		got += leaveOneOut(t, file)
	}
	golden.File(t, "testdata/leaveoneout.txt", got)
}

// TestLeaveOneOutLists measures lists that are not part of this repository.
func TestLeaveOneOutLists(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and it starts no goroutines")
	}
	dir := os.Getenv("NAMEDROP_LISTS")
	if dir == "" {
		dir = "../../shared/world/lists"
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.md"))
	if len(files) == 0 {
		t.Skipf("no lists in %s; NAMEDROP_LISTS names another folder", dir)
	}
	for _, file := range files {
		leaveOneOut(t, file)
	}
}

// tally counts the results of leaving out one entry at a time.
type tally struct {
	all, section, place int // entries, those back in their section, and under their item of it
	largest             int // those of the largest section: what always answering it gets
	sorted, line        int // entries of alphabetical places, and those back in their line
}

func (n tally) String() string {
	share := func(part, all int) string {
		return fmt.Sprintf("%d of %d (%.0f %%)", part, all, 100*float64(part)/float64(max(1, all)))
	}
	return fmt.Sprintf("section %s, with item %s, largest section %s, line of alphabetical ones %s",
		share(n.section, n.all), share(n.place, n.all), share(n.largest, n.all), share(n.line, n.sorted))
}

func leaveOneOut(t *testing.T, file string) string {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	list := markdown.Read(src)
	var n tally
	sizes := map[int]int{}
	all := outline.Groups(list)
	for _, g := range all {
		sizes[g.Section] += len(g.Entries)
		n.largest = max(n.largest, sizes[g.Section])
		sorted := len(g.Top()) > outline.MinOrdered && outline.IsAlphabetical(all, g, outline.Collation(all)) // without one it can still be told
		for _, e := range g.Entries {
			out := leave(src, e)
			rest := markdown.Read(out)
			n.choose(t, rest, g, e)
			if sorted && e.Depth == g.Top()[0].Depth {
				n.sorted++
				if backAt(out, rest, g, e) == e.Start {
					n.line++
				} else {
					t.Logf("%s: %s: another line in %s", filepath.Base(file), e.Name, g.Title)
				}
			}
		}
	}
	got := fmt.Sprintf("%s: %v\n", filepath.Base(file), n)
	t.Log(got)
	return got
}

// leave is src without an entry. What is nested in it goes too.
func leave(src []byte, e markdown.Entry) []byte {
	return append(bytes.Clone(src[:e.Start]), src[e.Tail:]...)
}

// choose asks for the place of an entry that the list no longer has.
func (n *tally) choose(t *testing.T, rest *markdown.List, g outline.Group, e markdown.Entry) {
	t.Helper()
	n.all++
	all := outline.Groups(rest)
	ch, err := choose(all, fit.Learn(outline.FitGroups(rest, all), nil), Candidate{Name: e.Name, URL: e.URL, About: e.Description}, Overrides{})
	if err != nil {
		return
	}
	if ch.Section != g.Section {
		t.Logf("%s is in %s, proposed for %s (%.2f, %q)", e.Name, g.Title, ch.Title, ch.score, ch.words)
		return
	}
	n.section++
	if ch.Title == g.Title {
		n.place++
	}
}

// backAt is the byte at which an entry would be put back on its own group.
func backAt(src []byte, rest *markdown.List, g outline.Group, e markdown.Entry) int {
	all := outline.Groups(rest)
	i := slices.IndexFunc(all, func(s outline.Group) bool { return s.Section == g.Section && s.Title == g.Title })
	if i < 0 {
		return -1
	}
	p := Proposal{Name: e.Name, Link: e.URL}
	if err := (target{src: src, list: rest, all: all, collation: func() outline.Key { return outline.Collation(all) }, Group: all[i]}).place(&p, form{Form: listform.Form{Lead: "[{name}]({url})", Bare: true}}, 0); err != nil {
		return -1
	}
	return p.At + strings.Index(p.Insert, p.Line)
}
