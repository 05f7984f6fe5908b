package store

import (
	"testing"

	"namedrop/internal/quote"
)

func TestReading(t *testing.T) {
	s := open(t)
	if _, ok, err := s.Reading(t.Context(), list, "389"); ok || err != nil {
		t.Errorf("a reading of an empty store: %v, %v", ok, err)
	}
	_, err := s.Save(t.Context(), run("389"), nil)
	try(t)(err)
	r, ok, err := s.Reading(t.Context(), list, "389")
	if try(t)(err); !ok || string(r.Report) != string(run("389").Report) {
		t.Errorf("the reading is %+v", r)
	}
	if _, ok, _ := s.Reading(t.Context(), "another", "389"); ok {
		t.Error("a reading against another list")
	}
}

// TestPropose: a proposal has the quotes of all its runs. Proposing it again replaces
// those of the given runs, and keeps those of other runs and the decision.
func TestPropose(t *testing.T) {
	s := open(t)
	first, err := s.Save(t.Context(), run("389"), []Proposal{tenacity("one")})
	try(t)(err)
	second, err := s.Save(t.Context(), run("400"), nil)
	try(t)(err)
	accepted := only(t, s)
	try(t)(s.Decide(t.Context(), accepted.ID, accepted.Decision.ID, Decision{Verdict: Accepted, Entry: accepted.Entry}))
	p := tenacity("both")
	p.Quotes = []Quote{{Run: second, Quote: quote.Quote{Start: 1, End: 2, Text: "second"}}, {Run: second, Quote: quote.Quote{Start: 5, End: 6, Text: "third"}}}
	for range 2 {
		try(t)(s.Propose(t.Context(), list, []Proposal{p}))
		got := only(t, s)
		if len(got.Quotes) != 3 || got.Quotes[0].Run != first || got.Quotes[2].Text != "third" || got.Decision.Verdict != Accepted {
			t.Errorf("quotes %+v, decision %v", got.Quotes, got.Decision)
		}
	}
}
