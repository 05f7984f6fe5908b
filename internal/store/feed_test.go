package store

import (
	"errors"
	"testing"
	"time"
)

const feed = "https://pod.test/feed"

// items returns the GUIDs of the items of the feed in a state.
func items(t testing.TB, s *Store, state ItemState) []string {
	t.Helper()
	is, err := s.Items(t.Context(), feed, state)
	try(t)(err)
	return guids(is)
}

func guids(is []Item) []string {
	var all []string
	for _, i := range is {
		all = append(all, i.GUID)
	}
	return all
}

func TestFeeds(t *testing.T) {
	s, ctx, check := open(t), t.Context(), try(t)
	unknown, err := s.Feed(ctx, feed)
	check(err)
	same(t, "a feed that was never asked", unknown, Feed{URL: feed})
	check(s.FeedFailed(ctx, feed, "no answer", at(60)))
	check(s.FeedFailed(ctx, feed, "still none", at(120)))
	failed, err := s.Feed(ctx, feed)
	check(err)
	same(t, "a feed that failed", failed, Feed{URL: feed, Failures: 2, Problem: "still none", Retry: at(120)})
	check(s.FeedRead(ctx, feed, "Pod", nil))
	read, err := s.Feed(ctx, feed)
	check(err)
	same(t, "a feed that was read", read, Feed{URL: feed, Title: "Pod", Read: at(0)})
}

func TestItems(t *testing.T) {
	s, ctx, check := open(t), t.Context(), try(t)
	known := []Item{{GUID: "1", Title: "One", Date: "2024-01-01", Link: "https://pod.test/1", State: Waiting}, {GUID: "2", State: Skipped}, {GUID: "3", State: Waiting}, {GUID: "4", State: Waiting}}
	check(s.FeedRead(ctx, feed, "Pod", known))
	check(s.FeedRead(ctx, feed, "Pod", append([]Item{{GUID: "5", State: Waiting}}, known...)))
	same(t, "waiting", items(t, s, Waiting), []string{"1", "3", "4", "5"})
	same(t, "skipped", items(t, s, Skipped), []string{"2"})

	r := run("389")
	r.Feed, r.GUID = feed, "1"
	id, err := s.Save(ctx, r, nil)
	check(err)
	check(s.ItemsFailed(ctx, []Failure{{feed, "3", "404", at(90)}, {feed, "4", "404", time.Time{}}, {feed, "1", "404", time.Time{}}}))
	failed, err := s.Item(ctx, feed, "3")
	check(err)
	same(t, "failed", failed, Item{ID: failed.ID, Feed: feed, GUID: "3", State: Waiting, Seen: at(0), Tries: 1, Problem: "404", Retry: at(90)})
	if _, err := s.Item(ctx, feed, "none"); !errors.Is(err, ErrNotFound) {
		t.Errorf("no such item: %v", err)
	}
	same(t, "still waiting", items(t, s, Waiting), []string{"3", "5"})

	untold, err := s.Untold(ctx, feed)
	check(err)
	same(t, "to be reported", guids(untold), []string{"1", "4"})
	same(t, "read", untold[0], Item{ID: untold[0].ID, Feed: feed, GUID: "1", Title: "One", Date: "2024-01-01", Link: "https://pod.test/1", State: Read, Seen: at(0), Run: id})
	same(t, "given up", untold[1].State, Ended)
	check(s.Tell(ctx, untold[0].ID, untold[1].ID))
	untold, err = s.Untold(ctx, feed)
	check(err)
	same(t, "after the report", untold, []Item(nil))

	// Reading it again, against another list, changes nothing.
	r.List = "other"
	_, err = s.Save(ctx, r, nil)
	check(err)
	is, err := s.Items(ctx, feed, Read)
	check(err)
	same(t, "run", is[0].Run, id)
}
