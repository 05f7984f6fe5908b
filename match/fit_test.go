package match

import "testing"

// TestFits checks that a project must fit about as well as the list's own entries, and that
// the limit is stricter for an archive than for an episode that highlights the project.
func TestFits(t *testing.T) {
	for _, test := range []struct {
		fit, least float64
		suits      bool
		belongs    bool
	}{
		{0.19, 0.05, false, false},
		{0.21, 0.05, true, true},
		{0.21, 0.3, false, false},
		{0.31, 0.3, true, true},
		{0.39, 0.8, false, false},
		{0.41, 0.8, true, false},
		{0.71, 0.8, true, true},
	} {
		p := Package{Fit: Fit{Known: true, Probability: test.fit, Least: test.least}, Worth: 0.99, Confidence: 1}
		if suits, belongs := p.Suits(), p.Belongs(); suits != test.suits || belongs != test.belongs {
			t.Errorf("suits is %v and belongs is %v with %.2f on a list from %.2f", suits, belongs, test.fit, test.least)
		}
	}
}
