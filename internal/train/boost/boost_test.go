package boost

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"namedrop/internal/forest"
)

var settings = Settings{Trees: 60, Depth: 3, Shrinkage: 0.2, RowShare: 0.8, FeatureShare: 1, MinHessian: 1, Penalty: 1, MinGain: 1e-3, Bins: 32}

// either are examples that hold if one of two features is large, but not both.
func either(n int) []Example {
	dice := rand.New(rand.NewPCG(1, 1))
	var all []Example
	for range n {
		a, b := dice.Float32(), dice.Float32()
		x := Example{Features: []float32{a, b, dice.Float32()}, Weight: 1}
		if (a > 0.5) != (b > 0.5) {
			x.Target = 1
		}
		all = append(all, x)
	}
	return all
}

func TestGrow(t *testing.T) {
	examples := either(2000)
	trees := Grow(examples, settings)
	f, err := forest.New(trees, 3)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		a, b float32
		want bool
	}{{0.1, 0.2, false}, {0.9, 0.1, true}, {0.2, 0.8, true}, {0.8, 0.9, false}} {
		if score := f.Score([]float32{c.a, c.b, 0.5}); score > 1 != c.want || score < -1 == c.want {
			t.Errorf("%v, %v: score %.2f, want true: %v", c.a, c.b, score, c.want)
		}
	}
	if again := Grow(examples, settings); !reflect.DeepEqual(trees, again) {
		t.Error("the same examples gave other trees")
	}
}

func TestBounds(t *testing.T) {
	if b := boundsOf([]float32{1, 1, 1}, 48); len(b) != 0 {
		t.Errorf("bounds of a constant are %v", b)
	}
	if b := boundsOf([]float32{3, 1, 2, 2}, 48); len(b) != 2 || b[0] != 1.5 || b[1] != 2.5 {
		t.Errorf("bounds of 1, 2, 3 are %v", b)
	}
	many := make([]float32, 10000)
	for i := range many {
		many[i] = float32(i % 1000)
	}
	if b := boundsOf(many, 48); len(b) == 0 || len(b) >= 48 {
		t.Errorf("%d bounds of a thousand values, want fewer than %d", len(b), 48)
	}
}
