package store

import (
	"errors"
	"testing"
)

func TestProposal(t *testing.T) {
	s := open(t)
	want := tenacity("Retries.")
	got := saved(t, s, run("389"), want)
	want.ID, want.List = 1, list
	want.Quotes[0].Run, want.Quotes[0].Transcript, want.Quotes[0].Path = 1, "389", "transcripts/389.txt"
	want.Decision = Decision{Verdict: Pending, Entry: want.Entry}
	same(t, "proposal", got, want)
	one, err := s.Proposal(t.Context(), got.ID)
	try(t)(err)
	same(t, "by ID", one, want)
	for _, id := range []int64{0, 99} {
		if _, err := s.Proposal(t.Context(), id); !errors.Is(err, ErrNotFound) {
			t.Errorf("proposal %d: %v", id, err)
		}
	}
}

// TestRunAgain: a later run updates the facts and keeps the decision.
func TestRunAgain(t *testing.T) {
	s, ctx, check := open(t), t.Context(), try(t)
	p := saved(t, s, run("389"), tenacity("Retries."))
	accepted := Decision{Verdict: Accepted, Entry: p.Entry}
	accepted.Entry.Section = "Retrying"
	check(s.Decide(ctx, p.ID, 0, accepted))
	check(s.Record(ctx, p.ID, Sent{Step: "branch", Branch: "extract/tenacity"}))
	sent := only(t, s).Sent

	later := tenacity("Buy now!")
	later.Quotes[0].Start, later.Quotes[0].End = 40, 48
	p = saved(t, s, run("389"), later)
	same(t, "entry of the last run", p.Entry, later.Entry)
	same(t, "entry that was accepted", p.Decision.Entry, accepted.Entry)
	same(t, "verdict", p.Decision.Verdict, Accepted)
	same(t, "ledger", p.Sent, sent)
	if len(p.Quotes) != 1 || p.Quotes[0].Start != 40 {
		t.Errorf("quotes %+v, want the later one", p.Quotes)
	}

	surer := tenacity("Retries.")
	surer.Quotes[0].Confidence = 0.75
	p = saved(t, s, run("400"), surer) // another episode adds its quotes
	if len(p.Quotes) != 2 || p.Quotes[1].Transcript != "400" || p.Confidence() != 0.75 {
		t.Errorf("quotes %+v, want those of both episodes", p.Quotes)
	}
	if _, err := s.Save(ctx, run("389"), nil); err != nil { // and this one has none now
		t.Fatal(err)
	}
	if p = only(t, s); len(p.Quotes) != 1 || p.Quotes[0].Transcript != "400" || p.Decision.Verdict != Accepted {
		t.Errorf("proposal %+v, want it with the quote of the other episode", p)
	}
}

func TestFilter(t *testing.T) {
	s := open(t)
	save := func(transcript, list string, projects ...string) {
		r, ps := run(transcript), []Proposal{}
		r.List = list
		for _, name := range projects {
			p := tenacity("Retries.")
			p.Project = name
			ps = append(ps, p)
		}
		_, err := s.Save(t.Context(), r, ps)
		try(t)(err)
	}
	save("1", "b", "tenacity", "rich") // proposals 1, 2
	save("2", "b", "tenacity")
	save("1", "a", "rich") // run 3, proposal 3
	for _, c := range []struct {
		f    Filter
		want []int64
	}{
		{Filter{}, []int64{3, 2, 1}},
		{Filter{List: "b"}, []int64{2, 1}},
		{Filter{Run: 2}, []int64{1}},
		{Filter{List: "a", Run: 2}, nil},
		{Filter{ID: 3, List: "a", Run: 3}, []int64{3}},
		{Filter{List: "c"}, nil},
	} {
		ps, err := s.Proposals(t.Context(), c.f)
		try(t)(err)
		var got []int64
		for _, p := range ps {
			got = append(got, p.ID)
			if len(p.Quotes) == 0 {
				t.Errorf("%+v: proposal %d has no quotes", c.f, p.ID)
			}
		}
		same(t, "proposals", got, c.want)
	}
}

func TestWaits(t *testing.T) {
	s, ctx := open(t), t.Context()
	p := saved(t, s, run("389"), tenacity("Retries."))
	for _, c := range []struct {
		verdict Verdict
		want    bool
	}{{Accepted, false}, {Pending, true}, {Rejected, false}, {Pending, true}} {
		try(t)(s.Decide(ctx, p.ID, only(t, s).Decision.ID, Decision{Verdict: c.verdict, Entry: p.Entry}))
		if p := only(t, s); p.Pending() != c.want {
			t.Errorf("%s: pending %t", c.verdict, p.Pending())
		}
	}
	if _, err := s.Save(ctx, run("389"), nil); err != nil {
		t.Fatal(err)
	}
	if p := only(t, s); p.Pending() || p.Confidence() != 0 {
		t.Error("waits, though no run gives it any longer")
	}
}
