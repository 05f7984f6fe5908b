package extract

import (
	"testing"

	"namedrop/extract/candidate"
	"namedrop/internal/catalog"
)

// TestDoubtSingles checks that only a misspelling without any other possible mention of
// the project loses.
func TestDoubtSingles(t *testing.T) {
	at := func(name string, source candidate.Source, first, last int, score float64) *candidate.Candidate {
		return &candidate.Candidate{Project: &catalog.Project{Name: name}, Source: source, First: first, Last: last, Score: score}
	}
	found := []*candidate.Candidate{
		at("single", candidate.BySound, 1, 1, 0), at("single", candidate.BySound, 1, 2, -1), at("single", candidate.BySound, 9, 9, -5),
		at("twice", candidate.BySound, 3, 3, 0), at("twice", candidate.BySound, 5, 5, -1),
		at("spelled", candidate.BySpelling, 7, 7, 0),
		at("learnt", candidate.ByConfusion, 11, 11, 0),
		at("both", candidate.BySpelling, 8, 8, -1), at("both", candidate.BySound, 8, 9, 0),
	}
	doubtSingles(found)
	for i, want := range []float64{-singleDoubt, -1 - singleDoubt, -5, 0, -1, 0, -singleDoubt / 2, -1, 0} {
		if found[i].Score != want {
			t.Errorf("candidate %d for %s has score %v, want %v", i, found[i].Project.Name, found[i].Score, want)
		}
	}
}
