package eval

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"namedrop/internal/golden"
	"namedrop/match"
)

// TestRoles lists the projects that the committed episode highlights, in the order of worth, and
// how well each unlisted project suits the list, in a golden file. Figures are rounded to
// tenths. The episode is one of those that the roles were learnt from; MANIFEST.tsv of
// match/role says how well others are judged.
func TestRoles(t *testing.T) {
	_, found := pipeline(t, "../../cmd/awesome-asyncio.md")("../../transcripts/389.txt")
	slices.SortStableFunc(found, func(a, b match.Package) int {
		return cmp.Or(cmp.Compare(tenths(b.Worth), tenths(a.Worth)), strings.Compare(a.Name, b.Name))
	})
	var b strings.Builder
	for _, p := range found {
		fit := "-"
		if p.Fit.Known {
			fit = fmt.Sprintf("%.1f", p.Fit.Probability)
		}
		fmt.Fprintf(&b, "%.1f  %-11s  fit %-3s  %-9s  %s\n", p.Worth, p.Role, fit, p.Status, p.Name)
	}
	golden.File(t, "testdata/roles.txt", b.String())
}

func tenths(x float64) int { return int(10*x + 0.5) }
