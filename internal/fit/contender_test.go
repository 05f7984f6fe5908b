package fit

import (
	"math"
	"testing"
)

// TestOdds checks that trees share only the probability of the contenders.
func TestOdds(t *testing.T) {
	for _, n := range []int{1, 2, contenders, contenders + 8} {
		all, scores := make([]features, n), make([]float64, n)
		for i := range all {
			all[i][size] = float64(i) / 10
			scores[i] = placeScore(all[i])
		}
		sections, rows := Contenders(all, scores)
		if len(sections) != min(n, contenders) || len(rows) != len(sections) || sections[0] != n-1 {
			t.Fatalf("%d sections: contenders %v with %d rows", n, sections, len(rows))
		}
		sum := 0.0
		for _, p := range odds(all) {
			sum += p
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Errorf("%d sections: the probabilities add up to %f", n, sum)
		}
		for i := contenders; i < n; i++ { // the largest sections are the contenders
			if p, want := odds(all)[n-1-i], softmax(scores)[n-1-i]; math.Abs(p-want) > 1e-12 {
				t.Errorf("%d sections: the probability of another section is %f, not %f", n, p, want)
			}
		}
	}
}
