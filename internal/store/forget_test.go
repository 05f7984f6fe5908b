package store

import "testing"

// TestForget: a list or a proposal is removed with everything that refers to it, and
// nothing else is.
func TestForget(t *testing.T) {
	s, ctx, check := open(t), t.Context(), try(t)
	p := saved(t, s, run("389"), tenacity("Retries."))
	check(s.Decide(ctx, p.ID, 0, Decision{Verdict: Accepted, Entry: p.Entry}))
	check(s.Record(ctx, p.ID, Sent{Step: "created", Number: 1}))
	other := run("389")
	other.List = "other/list"
	_, err := s.Save(ctx, other, []Proposal{tenacity("Retries.")})
	check(err)

	count, err := s.Count(ctx)
	check(err)
	if count.Runs != 2 || count.Proposals != 2 || count.Pending != 1 || count.Decisions != 1 || count.Sent != 1 || !count.Newest.After(count.Oldest) {
		t.Errorf("counted %+v", count)
	}

	removed, err := s.Forget(ctx, list)
	check(err)
	same(t, "removed with the list", removed, Removed{Runs: 1, Proposals: 1})
	left := only(t, s)
	same(t, "list that is left", left.List, "other/list")

	removed, err = s.ForgetProposal(ctx, left.ID)
	check(err)
	same(t, "removed with the proposal", removed, Removed{Proposals: 1})
	count, err = s.Count(ctx)
	check(err)
	if count.Runs != 1 || count.Proposals != 0 || count.Decisions != 0 || count.Sent != 0 {
		t.Errorf("counted afterwards %+v", count)
	}
}

// TestPrune checks that old runs and unsupported proposals are removed, and that
// decisions are kept.
func TestPrune(t *testing.T) {
	s, ctx, check := open(t), t.Context(), try(t)
	decided := saved(t, s, run("389"), tenacity("Retries."))
	check(s.Decide(ctx, decided.ID, 0, Decision{Verdict: Rejected, Entry: decided.Entry}))
	second := tenacity("Queries.")
	second.Project = "aiosql"
	_, err := s.Save(ctx, run("400"), []Proposal{second})
	check(err)

	removed, err := s.Prune(ctx, noon)
	check(err)
	same(t, "nothing is old", removed, Removed{})
	removed, err = s.Prune(ctx, at(60))
	check(err)
	same(t, "all is old", removed, Removed{Runs: 2, Proposals: 1})
	same(t, "what is left", only(t, s).Project, "tenacity")
}

// TestPruneWatched checks that runs of watched episodes can be removed. The episodes
// are not read or reported again, and their mentions are still found.
func TestPruneWatched(t *testing.T) {
	s, ctx, check := open(t), t.Context(), try(t)
	check(s.FeedRead(ctx, feed, "Pod", []Item{{GUID: "1", State: Waiting}}))
	r := run("389")
	r.Feed, r.GUID = feed, "1"
	r.Episode = &Episode{Named: []Named{{Key: "rich", Name: "rich", Total: 1, Mentions: []Mention{{Text: "rich", Passage: "we use rich"}}}}}
	_, err := s.Save(ctx, r, nil)
	check(err)
	removed, err := s.Prune(ctx, at(60))
	check(err)
	same(t, "removed", removed, Removed{Runs: 1})
	untold, err := s.Untold(ctx, feed)
	check(err)
	same(t, "to be reported", untold, []Item(nil))
	same(t, "waiting", items(t, s, Waiting), []string(nil))
	same(t, "found", found(t, s, Query{Words: "rich"}), []string{"389 rich"})
}
