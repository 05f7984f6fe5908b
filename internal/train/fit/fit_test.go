package main

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"namedrop/internal/fit"
	"namedrop/internal/forest"
)

// TestLearnPlaces checks that training finds the feature that determines the section.
func TestLearnPlaces(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	p := placing{name: "example"}
	for range 200 {
		x := fit.Example{Features: make([][fit.NumFeatures]float64, 3), Section: r.IntN(3)}
		for i := range x.Features {
			for k := range x.Features[i] {
				x.Features[i][k] = r.Float64()
			}
		}
		x.Features[x.Section][3] += 2
		p.examples = append(p.examples, x)
	}
	w := learnPlaces([]placing{p})
	for k := range w {
		if k != 3 && w[k] >= w[3] {
			t.Errorf("feature %d has weight %.2f, the decisive one %.2f", k, w[k], w[3])
		}
	}
	if right, _ := p.right(w, forest.Forest{}); right < 0.95 {
		t.Errorf("%.0f %% of the entries are assigned to their section", 100*right)
	}
}

// TestReadLists checks that lists with few sections or repeated names are skipped.
func TestReadLists(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"good.md":     "# L\n\n## A\n\n- [a](https://github.com/o/a) - Does a.\n- [b](https://github.com/o/b) - Does b.\n\n## B\n\n- [c](https://github.com/o/c) - Does c.\n",
		"one.md":      "# L\n\n## A\n\n- [a](https://github.com/o/a) - Does a.\n",
		"repeated.md": "# L\n\n## A\n\n- [GitHub](https://github.com/o/a)\n- [GitHub](https://github.com/o/b)\n\n## B\n\n- [GitHub](https://github.com/o/c)\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	lists, err := readLists(dir)
	if err != nil || len(lists) != 1 || lists[0].name != "good" || lists[0].entries() != 3 {
		t.Errorf("got %d lists, %v; want only the good one, with 3 entries", len(lists), err)
	}
}
