package report

import (
	"strings"
	"testing"

	"namedrop/internal/suggest"
	"namedrop/match"
)

// TestUnlikely checks that candidates with low scores are only counted, unless all are to
// be shown.
func TestUnlikely(t *testing.T) {
	candidate := func(name string, score float64) *suggest.Candidate {
		return &suggest.Candidate{Package: match.Package{Name: name, Score: score, Fit: match.Fit{Known: true, Probability: 0.3}}}
	}
	s := Suggestions{List: "list.md", Episodes: 1, Candidates: []*suggest.Candidate{candidate("tenacity", 0.4), candidate("pyramid", 0.01)}, Detailed: 5}
	few := suggestionsText(t, s)
	if !strings.Contains(few, "1 candidate for list.md") || !strings.Contains(few, "1 more project with low scores; --all shows them") || strings.Contains(few, "pyramid") {
		t.Errorf("without --all: %s", few)
	}
	s.All = true
	if all := suggestionsText(t, s); !strings.Contains(all, "LOW SCORES\npyramid ") {
		t.Errorf("with --all: %s", all)
	}
}

func suggestionsText(t *testing.T, s Suggestions) string {
	t.Helper()
	var b strings.Builder
	if err := SuggestionsText(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
