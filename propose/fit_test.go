package propose

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"namedrop/internal/catalog"
	"namedrop/internal/fit"
	"namedrop/internal/golden"
	"namedrop/internal/markdown"
	"namedrop/propose/outline"
)

// TestFit classifies all projects of the embedded catalogue for each list. The figures
// are stored in testdata, so that changes are visible.
func TestFit(t *testing.T) {
	var known []fit.Project
	for _, p := range catalog.Embedded() {
		known = append(known, fit.Project{Name: p.Name, About: p.About, Filed: p.Topics, Language: "Python"})
	}
	var b strings.Builder
	for _, file := range []string{example, "testdata/lists/grouped.md"} {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		list := outline.FitList(markdown.Read(src))
		for _, s := range list.Sections {
			for i, e := range s.Entries {
				s.Entries[i].Filed = topicsOf(e.Name)
			}
		}
		m := fit.Learn(list, known)
		on := 0
		for _, p := range known {
			if m.Judge(p).Probability >= 0.2 {
				on++
			}
		}
		fmt.Fprintf(&b, "%s: %d of %d known projects suit it\n", file, on, len(known))
		for _, p := range known {
			switch p.Name {
			case "aiosqlite", "django", "trio", "pyjokes", "asciimatics", "luigi", "tenacity", "numpy":
				fmt.Fprintf(&b, "\t%s %.2f\n", p.Name, m.Judge(p).Probability)
			}
		}
	}
	golden.File(t, "testdata/fit.txt", b.String())
}

// topicsOf returns the topics that the embedded catalogue has for a name.
func topicsOf(name string) string {
	for _, p := range catalog.Embedded() {
		if catalog.Letters(p.Name) == catalog.Letters(name) {
			return p.Topics
		}
	}
	return ""
}
