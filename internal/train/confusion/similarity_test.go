package confusion

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// TestUnlike checks the order of mishearings, not their figures: each row's
// first is nearer to the name than its second.
func TestUnlike(t *testing.T) {
	c := newCosts()
	for _, row := range [][3]string{
		{"pytest", "pi test", "python"}, {"pydantic", "pedantic", "pioneer"}, {"sphinx", "spinx", "things"},
		{"quart", "court", "card"}, {"jupyter", "jupiter", "jumper"}, {"numba", "number", "rubber"},
	} {
		near, far := c.dissimilarity(row[0], row[1]), c.dissimilarity(row[0], row[2])
		if near >= far {
			t.Errorf("%s: %q is %.2f away, %q only %.2f", row[0], row[1], near, row[2], far)
		}
	}
}

func TestUnlikeIsADistance(t *testing.T) {
	c := newCosts()
	words := strings.Fields("pytest court quart sql sequel 3 three x flask")
	words = append(words, "", "pi test")
	for _, a := range words {
		if d := c.dissimilarity(a, a); d != 0 {
			t.Errorf("%q is %v from itself", a, d)
		}
		for _, b := range words {
			if d, back := c.dissimilarity(a, b), c.dissimilarity(b, a); math.Abs(d-back) > 1e-9 || d < 0 {
				t.Errorf("%q and %q: %v one way, %v the other", a, b, d, back)
			}
		}
	}
}

func TestMatchCoversBoth(t *testing.T) {
	c := newCosts()
	_, at := c.align("use pytest now", "uses pi test now")
	if !slices.IsSorted(at) || at[0] < 0 || at[len(at)-1] != len("use pytest now") {
		t.Errorf("places %v", at)
	}
}

func TestParts(t *testing.T) {
	for _, c := range []struct{ name, clean, want string }{
		{"scikit-learn", "scikit-learn", "scikit learn"},
		{"sqlalchemy", "SQLAlchemy", "sql alchemy"},
		{"fastapi", "FastAPI", "fast api"},
		{"pytest-asyncio", "pytest asyncio", "py test asyncio"},
		{"scipy", "SciPy", "sci py"},
		{"flask", "Flask", ""},
		{"scikit-learn", "sklearn", ""},
	} {
		if got := strings.Join(parts(c.name, appendWords(nil, 0, c.clean)), " "); got != c.want {
			t.Errorf("%s written %q: parts %q, want %q", c.name, c.clean, got, c.want)
		}
	}
}
