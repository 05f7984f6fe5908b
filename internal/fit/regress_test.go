package fit

import (
	"math"
	"slices"
	"testing"
)

// TestLeftOut compares the scores of an entry that is left out with those of a regression
// that was fitted without it.
func TestLeftOut(t *testing.T) {
	m := Learn(List{Title: "Looms", Sections: []Section{
		{Title: "Weaving", Entries: []Project{{Name: "aster", About: "Weaves linen and wool"}, {Name: "beech", About: "Weaves hemp", URL: "https://github.com/tree/beech"}}},
		{Title: "Dyeing", Entries: []Project{{Name: "cedar", About: "Dyes linen", URL: "https://github.com/tree/cedar"}, {Name: "dill", About: "Mixes colours for wool"}, {Name: "dillweed"}}},
	}}, nil)
	full := m.regression()
	for i, e := range m.entries {
		rest := *full
		rest.inputs = slices.Delete(slices.Clone(full.inputs), i, i+1)
		rest.fit(slices.Delete([]int{0, 0, 1, 1, 1, 0, 1}, i, i+1))
		want, got := rest.predict(full.inputs[i]), full.predictWithout(i, e.section)
		for k := range want {
			if math.Abs(float64(want[k]-got[k])) > 0.02 {
				t.Errorf("entry %d: section %d scores %.3f, without the entry %.3f", i, k, got[k], want[k])
			}
		}
	}
}
