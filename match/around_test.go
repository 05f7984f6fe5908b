package match

import (
	"testing"

	"namedrop/extract"
)

func TestAround(t *testing.T) {
	in := func(section string, paragraphs ...int) Package {
		p := Package{Status: Listed, Section: section}
		for _, n := range paragraphs {
			p.Mentions = append(p.Mentions, extract.Mention{Paragraph: n})
		}
		return p
	}
	for _, c := range []struct {
		name     string
		packages []Package
		want     string
	}{
		{"two beside it", []Package{in("Web", 4), in("Web", 6), in("Data", 5)}, "Web"},
		{"one is too few", []Package{in("Web", 5)}, ""},
		{"a tie", []Package{in("Web", 5), in("Web", 5), in("Data", 5), in("Data", 6)}, ""},
		{"too far away", []Package{in("Web", 3), in("Web", 7)}, ""},
		{"often is not many", []Package{in("Web", 4, 5, 6)}, ""},
		{"nothing is listed", []Package{{Status: Mentioned, Mentions: []extract.Mention{{Paragraph: 5}}}}, ""},
	} {
		if got := Around(c.packages, 5); got != c.want {
			t.Errorf("%s: Around = %q, want %q", c.name, got, c.want)
		}
	}
}
