package match

import "testing"

// TestOnTopic checks that a project must fit about as well as the list's own entries.
func TestOnTopic(t *testing.T) {
	for _, test := range []struct {
		fit, least float64
		want       bool
	}{{0.19, 0.05, false}, {0.21, 0.05, true}, {0.21, 0.3, false}, {0.31, 0.3, true}, {0.39, 0.8, false}, {0.41, 0.8, true}} {
		p := Package{Fit: Fit{Known: true, Probability: test.fit, Least: test.least}}
		if got := p.OnTopic(); got != test.want {
			t.Errorf("on topic is %v with %.2f on a list from %.2f", got, test.fit, test.least)
		}
	}
}
