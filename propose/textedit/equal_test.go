package textedit

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestDiffIsWhole compares diffs of made-up texts with those of a comparison of all
// lines. Most lines are the same, so that a change can be shown in several places.
func TestDiffIsWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		old := madeUp(r, r.IntN(40))
		new := old
		for range 1 + r.IntN(3) {
			from := r.IntN(len(new) + 1)
			to := from + r.IntN(min(12, len(new)-from)+1)
			new = new[:from] + madeUp(r, r.IntN(5)) + new[to:]
		}
		a, b := []byte(old), []byte(new)
		have, want := diff(a, b), part{0, compare(a, b)}
		if u, v := unified("x", have, 3, 3), unified("x", want, 3, 3); u != v {
			t.Fatalf("%q to %q: %s want %s", old, new, u, v)
		}
		if u, v := changed(have), changed(want); u != v && old != new {
			t.Fatalf("%q to %q: changes %v, want %v", old, new, u, v)
		}
	}
}

// madeUp returns n lines of few kinds, the last of which may lack its end.
func madeUp(r *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		b.WriteString([]string{"", "", "a", "b", "c"}[r.IntN(5)] + "\n")
	}
	if n > 0 && r.IntN(4) == 0 {
		b.WriteString("end")
	}
	return b.String()
}
