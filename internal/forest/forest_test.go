package forest

import (
	"math"
	"reflect"
	"strings"
	"testing"
)

// stump is a tree of one test, and grown one of two.
var (
	names = []string{"a", "b"}
	trees = []Tree{
		{{Feature: 0, Threshold: 1.5, Right: 2, Value: 0.25}, {Feature: Leaf, Value: -1}, {Feature: Leaf, Value: 1}},
		{{Feature: 1, Threshold: 0, Right: 4, Value: 0.5}, {Feature: 0, Threshold: -2, Right: 3, Value: 0.125},
			{Feature: Leaf, Value: 2}, {Feature: Leaf, Value: 3}, {Feature: Leaf, Value: -4}},
		{{Feature: Leaf, Value: 0.5}},
	}
)

func mustNew(t *testing.T) Forest {
	t.Helper()
	f, err := New(trees, len(names))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestScore checks that the score of a forest is the sum of its trees, and that the
// contributions of Explain add up to it.
func TestScore(t *testing.T) {
	f := mustNew(t)
	for _, x := range [][]float32{{0, -1}, {0, 0}, {1.5, -1}, {-3, -1}, {9, 9}} {
		want := 0.0
		for _, tree := range trees {
			want += tree.Score(x)
		}
		added, base := f.Explain(x)
		if got := f.Score(x); got != want || math.Abs(base+added[0]+added[1]-want) > 1e-12 {
			t.Errorf("%v: score %v, explained %v + %v, want %v", x, got, base, added, want)
		}
	}
	var empty Forest
	if s := empty.Score([]float32{1, 2}); s != 0 {
		t.Errorf("the score without trees is %v", s)
	}
}

// TestScoreFrom checks that the rest of the trees is skipped only if the first quarter is
// far below the minimum, and that the result then is below it, too.
func TestScoreFrom(t *testing.T) {
	low, high := Tree{{Feature: Leaf, Value: -3}}, Tree{{Feature: Leaf, Value: 0.5}}
	f, err := New([]Tree{low, high, high, high}, 0)
	if err != nil {
		t.Fatal(err)
	}
	for minimum, want := range map[float64]float64{-4: -1.5, -1: -1.5, -0.5: -3, 2: -3} {
		if got := f.ScoreFrom(nil, minimum); got != want {
			t.Errorf("from %v: score %v, want %v", minimum, got, want)
		}
	}
}

func TestFile(t *testing.T) {
	data, err := Encode(trees, names)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := Decode(data, names); err != nil || !reflect.DeepEqual(again, trees) {
		t.Errorf("Decode(Encode(trees)) = %v, %v", again, err)
	}
	for want, c := range map[string]struct {
		data  []byte
		names []string
	}{
		"not a file":     {[]byte("root\t\n"), names},
		"other features": {data, []string{"b", "a"}},
		"truncated":      {data[:len(data)-1], names},
	} {
		if _, err := Decode(c.data, c.names); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
	if _, err := Encode([]Tree{{{Feature: Leaf, Value: 40}}}, names); err == nil {
		t.Error("a value out of range was encoded")
	}
}

// TestNewRejects checks that nodes with invalid children or features are errors.
func TestNewRejects(t *testing.T) {
	for _, bad := range []Tree{
		{},
		{{Feature: 2, Right: 2}, {Feature: Leaf}, {Feature: Leaf}},
		{{Feature: 0, Right: 1}, {Feature: Leaf}, {Feature: Leaf}},
		{{Feature: 0, Right: 3}, {Feature: Leaf}, {Feature: Leaf}},
		{{Feature: 0, Right: 0}, {Feature: Leaf}, {Feature: Leaf}},
	} {
		if _, err := New([]Tree{bad}, len(names)); err == nil {
			t.Errorf("New accepts %v", bad)
		}
	}
}

// FuzzDecode checks that Decode, New and Score do not panic.
func FuzzDecode(f *testing.F) {
	data, err := Encode(trees, names)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(magic + "\na\nb\n\n\x01\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		decoded, err := Decode(data, names)
		if err != nil {
			return
		}
		if forest, err := New(decoded, len(names)); err == nil {
			forest.Score([]float32{0, 1})
		}
	})
}
