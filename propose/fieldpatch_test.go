package propose

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"namedrop/internal/markdown"
	"namedrop/propose/outline"
)

// TestFieldPatches proposes projects for places all over real lists, which are not part of
// this repository, and applies the patches with git and patch: each alone, one after the
// other, and all as one. Nothing else may change.
func TestFieldPatches(t *testing.T) {
	dir := os.Getenv("NAMEDROP_FIELD_LISTS")
	files, _ := filepath.Glob(filepath.Join(dir, "*.md"))
	if dir == "" || len(files) == 0 {
		t.Skip("NAMEDROP_FIELD_LISTS names no folder with lists")
	}
	tree, patched := newTree(t), 0
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		ps := everywhere(src)
		patched += len(ps)
		for _, p := range ps {
			tree.all(src, []string{Patch("README.md", src, []Proposal{p})}, Apply(src, p))
		}
		if len(ps) > 0 {
			tree.all(src, Patches("README.md", src, ps), Apply(src, ps...))
			tree.all(src, []string{Patch("README.md", src, ps)}, Apply(src, ps...))
		}
	}
	t.Logf("%d proposals for %d lists", patched, len(files))
}

// places is the number of places of a list that get a proposal.
const places = 8

// everywhere proposes a project for places from the whole list.
func everywhere(src []byte) (ps []Proposal) {
	names := placeNames(outline.Groups(markdown.Read(src)))
	step := max(1, len(names)/places)
	for i := 0; i < len(names) && len(ps) < places; i += step {
		name := fmt.Sprintf("project%c", 'a'+len(ps))
		c := Candidate{Name: name, URL: "https://github.com/owner/" + name, About: "Weaves what others spin.", License: "MIT", Language: "Python", Stars: 321}
		if p, err := inPlace(src, c, names[i]); err == nil {
			ps = append(ps, p)
		}
	}
	slices.SortStableFunc(ps, func(a, b Proposal) int { return a.At - b.At })
	return ps
}
