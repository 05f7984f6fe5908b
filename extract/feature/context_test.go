package feature

import (
	"testing"

	"namedrop/extract/candidate"
	"namedrop/internal/catalog"
)

// TestRivals checks that a name within one that is spelled is no rival, but that it is one
// of a name that only sounds like the words.
func TestRivals(t *testing.T) {
	inner := &candidate.Candidate{Project: &catalog.Project{Name: "rich"}, First: 1, Last: 1, Score: 3}
	for source, want := range map[candidate.Source]float32{candidate.BySpelling: -20, candidate.BySound: 2} {
		outer := &candidate.Candidate{Project: &catalog.Project{Name: "richbench"}, Source: source, First: 1, Last: 2, Score: 1, Dense: make([]float32, len(denseNames))}
		setOverlaps(outer, []*candidate.Candidate{inner, outer}, 1)
		if got := outer.Dense[denseRival]; got != want || outer.Dense[denseOverlaps] != 1 {
			t.Errorf("source %d: the lead of the best rival is %v of %v, want %v of 1", source, got, outer.Dense[denseOverlaps], want)
		}
	}
}
