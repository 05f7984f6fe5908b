package store

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestDecide(t *testing.T) {
	s, ctx, check := open(t), t.Context(), try(t)
	p := saved(t, s, run("389"), tenacity("Retries.")) // at minute 0
	edited := Entry{Name: "Tenacity", Section: "Retrying", Description: "Retries.", Link: "https://example.org", Position: 3}
	accepted := Decision{ID: 1, Verdict: Accepted, Entry: edited, At: at(1)}
	rejected := Decision{ID: 2, Verdict: Rejected, Reason: "abandoned", Entry: p.Entry, At: at(2)}
	for _, step := range []struct {
		name string
		do   func() error
		want Decision
	}{
		{"accept", func() error { return s.Decide(ctx, p.ID, 0, accepted) }, accepted},
		{"reject", func() error { return s.Decide(ctx, p.ID, 1, rejected) }, rejected},
		{"undo", func() error { return s.UndoDecision(ctx, p.ID, 2) }, accepted},
		{"undo the same", func() error { return s.UndoDecision(ctx, p.ID, 2) }, accepted},
		{"undo the other", func() error { return s.UndoDecision(ctx, p.ID, 1) }, Decision{Verdict: Pending, Entry: p.Entry}},
	} {
		check(step.do())
		same(t, step.name, only(t, s).Decision, step.want)
	}
	rejected.Undone, accepted.Undone = at(3), at(5)
	history, err := s.Decisions(ctx, p.ID)
	check(err)
	same(t, "history", history, []Decision{accepted, rejected})
}

// TestUndoEarlier: a decision that was replaced cannot be undone.
func TestUndoEarlier(t *testing.T) {
	s, ctx := open(t), t.Context()
	p := saved(t, s, run("389"), tenacity("Retries."))
	for i, v := range []Verdict{Accepted, Rejected} {
		try(t)(s.Decide(ctx, p.ID, int64(i), Decision{Verdict: v, Entry: p.Entry}))
	}
	if err := s.UndoDecision(ctx, p.ID, 1); !errors.Is(err, ErrConflict) {
		t.Errorf("error %v, want ErrConflict", err)
	}
	same(t, "verdict", only(t, s).Decision.Verdict, Rejected)
}

// TestConflict: of concurrent decisions on the same state, exactly one succeeds and
// the others get ErrConflict.
func TestConflict(t *testing.T) {
	s, ctx := open(t), t.Context()
	p := saved(t, s, run("389"), tenacity("Retries."))
	const authors = 8
	for seen := range int64(5) {
		results := make(chan error, authors)
		for i := range authors {
			go func() {
				own, err := Open(s.path)
				if err != nil {
					results <- err
					return
				}
				defer own.Close()
				verdict := []Verdict{Accepted, Rejected}[i%2]
				results <- own.Decide(ctx, p.ID, seen, Decision{Verdict: verdict, Entry: p.Entry})
			}()
		}
		held := 0
		for range authors {
			switch err := <-results; {
			case err == nil:
				held++
			case !errors.Is(err, ErrConflict):
				t.Error(err)
			}
		}
		if held != 1 {
			t.Errorf("%d decisions on the same sight hold", held)
		}
	}
}

func TestRefused(t *testing.T) {
	s, ctx := open(t), t.Context()
	p := saved(t, s, run("389"), tenacity("Retries."))
	for _, c := range []struct {
		name string
		err  error
		want error  // nil for any error
		says string // part of it
	}{
		{"decision on nothing", s.Decide(ctx, 99, 0, Decision{Verdict: Accepted, Entry: p.Entry}), ErrNotFound, "proposal 99"},
		{"record of nothing", s.Record(ctx, 99, Sent{}), ErrNotFound, "proposal 99"},
		{"undo of nothing", s.UndoDecision(ctx, p.ID, 99), ErrNotFound, "decision 99"},
		{"undo of no correction", s.UndoCorrection(ctx, 99), ErrNotFound, "correction 99"},
		{"unknown verdict", s.Decide(ctx, p.ID, 0, Decision{Verdict: "perhaps", Entry: p.Entry}), nil, "verdict"},
		{"no entry", s.Decide(ctx, p.ID, 0, Decision{Verdict: Accepted}), nil, "name"},
		{"empty range", s.Correct(ctx, Correction{Transcript: "389", Start: 5, End: 5}), nil, "stop > start"},
	} {
		switch {
		case c.err == nil:
			t.Errorf("%s: taken", c.name)
		case c.want != nil && !errors.Is(c.err, c.want), !strings.Contains(c.err.Error(), c.says), !strings.HasPrefix(c.err.Error(), s.path+": "):
			t.Errorf("%s: %v, want the path and %q", c.name, c.err, c.says)
		}
	}
	same(t, "decision", only(t, s).Decision, Decision{Verdict: Pending, Entry: p.Entry})
}

func TestCorrections(t *testing.T) {
	s, ctx, check := open(t), t.Context(), try(t)
	for _, c := range []Correction{
		{Transcript: "389", Start: 30, End: 38, Name: "uvicorn"},
		{Transcript: "389", Start: 10, End: 15, Name: "rich"},
		{Transcript: "389", Start: 10, End: 15}, // not a package
		{Transcript: "400", Start: 10, End: 15, Name: "trio"},
	} {
		check(s.Correct(ctx, c))
	}
	uvicorn := Correction{1, "389", 30, 38, "uvicorn", at(0)}
	for _, c := range []struct {
		undo int64 // before, 0 for nothing
		want []Correction
	}{
		{0, []Correction{{3, "389", 10, 15, "", at(2)}, uvicorn}},
		{3, []Correction{{2, "389", 10, 15, "rich", at(1)}, uvicorn}},
		{3, []Correction{{2, "389", 10, 15, "rich", at(1)}, uvicorn}},
		{2, []Correction{uvicorn}},
		{1, nil},
	} {
		if c.undo != 0 {
			check(s.UndoCorrection(ctx, c.undo))
		}
		got, err := s.Corrections(ctx, "389")
		check(err)
		same(t, "corrections", got, c.want)
	}
}

func TestLedger(t *testing.T) {
	s, ctx, check := open(t), t.Context(), try(t)
	p := saved(t, s, run("389"), tenacity("Retries."))
	same(t, "before", p.Sent, Sent{})
	entries := []Sent{
		{Step: "branch", Branch: "extract/tenacity"},
		{Step: "commit", Branch: "extract/tenacity", Head: "269a083"},
		{Step: "pull request", Branch: "extract/tenacity", Head: "269a083", Number: 12, URL: "https://github.com/x/y/pull/12", State: "open"},
	}
	for i := range entries {
		check(s.Record(ctx, p.ID, entries[i]))
		entries[i].At = noon.Add(time.Duration(i+1) * time.Minute)
		same(t, "last", only(t, s).Sent, entries[i])
	}
	got, err := s.Ledger(ctx, p.ID)
	check(err)
	same(t, "ledger", got, entries)
}
