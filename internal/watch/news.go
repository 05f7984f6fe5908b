package watch

import (
	"context"
	"fmt"

	"namedrop/internal/source"
	"namedrop/internal/store"
)

// News holds the unreported episodes of a feed.
type News struct {
	Feed    store.Feed
	Read    []store.Item // oldest first
	GivenUp []store.Item
}

// News returns the unreported episodes of the feeds, in the order of the feeds.
func (w *Watcher) News(ctx context.Context, urls []string) ([]News, error) {
	var all []News
	for _, url := range urls {
		f, err := w.Store.Feed(ctx, url)
		if err != nil {
			return nil, err
		}
		items, err := w.Store.Untold(ctx, url)
		if err != nil {
			return nil, err
		}
		n := News{Feed: f}
		for _, i := range items {
			if i.State == store.Read {
				n.Read = append(n.Read, i)
			} else {
				n.GivenUp = append(n.GivenUp, i)
			}
		}
		if len(items) > 0 {
			all = append(all, n)
		}
	}
	return all, nil
}

// IDs returns the IDs of the items.
func (n News) IDs() []int64 {
	var ids []int64
	for _, i := range n.Read {
		ids = append(ids, i.ID)
	}
	for _, i := range n.GivenUp {
		ids = append(ids, i.ID)
	}
	return ids
}

// Endings returns a sentence for each reason why episodes are no longer retried, in the
// order of the first episode.
func (n News) Endings() []string {
	count := map[string]int{}
	var reasons []string
	for _, i := range n.GivenUp {
		if count[i.Problem]++; count[i.Problem] == 1 {
			reasons = append(reasons, i.Problem)
		}
	}
	var all []string
	for _, r := range reasons {
		episodes := "1 episode"
		if count[r] > 1 {
			episodes = fmt.Sprintf("%d episodes", count[r])
		}
		all = append(all, fmt.Sprintf("%s: gave up on %s after %d days: %s", source.Shown(n.Feed.URL), episodes, int(patience.Hours()/24), r))
	}
	return all
}
