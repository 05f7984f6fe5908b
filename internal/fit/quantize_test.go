package fit

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestWriteVectors checks that rounded vectors are read as they were, but for small errors.
func TestWriteVectors(t *testing.T) {
	words := []string{"a", "client", "müsli", "zebra"}
	share := []float64{0.5, 0.1, 0.01, 0.001}
	r := rand.New(rand.NewPCG(1, 2))
	var vectors [][]float32
	for range words {
		v := make([]float32, Dims)
		for j := range v {
			v[j] = float32(r.NormFloat64() / math.Sqrt(Dims))
		}
		vectors = append(vectors, v)
	}
	data := openTable(string(WriteVectors(words, share, vectors)))
	for i, w := range words {
		if got := data.search(w); got != i || data.word(i) != w {
			t.Errorf("%q is number %d, want %d with the same letters", w, got, i)
		}
		if got, want := data.rarity(i), -math.Log(share[i]); math.Abs(got-want) > 1.0/rareUnit {
			t.Errorf("%q has rarity %v, want %v", w, got, want)
		}
		var got, want vector
		data.add(&got, i, 1)
		copy(want[:], vectors[i])
		got.unit()
		want.unit()
		if like := got.dot(&want); like < 0.99 {
			t.Errorf("%q: the vectors before and after have a cosine of %.3f", w, like)
		}
	}
	if data.search("client ") >= 0 {
		t.Error("found a word that is not there")
	}
}

// TestLevels checks that levels ascend, even if many numbers are equal.
func TestLevels(t *testing.T) {
	for name, numbers := range map[string][]float32{
		"equal":  {1, 1, 1, 1},
		"zeros":  {0, 0},
		"skewed": {-1, -1, -1, 0, 0, 0, 2, 9},
	} {
		if levels := levelsOf(numbers); !slices.IsSorted(levels) {
			t.Errorf("%s: levels %v", name, levels)
		}
	}
}
