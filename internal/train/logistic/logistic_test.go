package logistic

import (
	"slices"
	"testing"
)

// TestFit uses examples in which feature 0 is positive, 1 negative and 2 irrelevant.
func TestFit(t *testing.T) {
	var examples []Example
	for i := range 200 {
		examples = append(examples,
			Example{Features: []int{0, 2 + i%2}, Target: 1, Weight: 1},
			Example{Features: []int{1, 2 + i%2}, Target: 0, Weight: 1})
	}
	s := Settings{Epochs: 10, Rate: 0.1, Ridge: 1e-4}
	m := Fit(examples, 4, s)
	if m.Score([]int{0, 2}) < 1 || m.Score([]int{1, 2}) > -1 {
		t.Errorf("scores %.2f and %.2f", m.Score([]int{0, 2}), m.Score([]int{1, 2}))
	}
	if again := Fit(examples, 4, s); !slices.Equal(m.Weights, again.Weights) || m.Base != again.Base {
		t.Error("the same examples gave other weights")
	}
	if none := Fit(nil, 2, s); none.Base != 0 || !slices.Equal(none.Weights, []float64{0, 0}) {
		t.Errorf("no examples gave %v", none)
	}
}
