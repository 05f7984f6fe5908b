// Package watch finds the new episodes of podcast feeds.
//
// [Watcher.Look] fetches a feed, records its episodes in the store and returns those that
// are to be read now. The caller reads them and saves each together with the fact that it
// was read, in one transaction (see [store.Store.Save]), or calls [Watcher.Failed].
// [Watcher.News] returns what was read and not yet reported; when it is printed, the
// caller calls [store.Store.Tell]. So a process may be killed at any point: no episode is
// read twice or lost, and at worst one is reported twice.
//
// A feed that fails is asked again after an hour, and after each further failure twice as
// long, up to a day. An episode that cannot be read, or has no transcript yet, is tried
// again in the same way until it was known for thirty days; then it is given up.
//
// The package prints nothing and does not detect packages.
package watch

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"namedrop/internal/episode"
	"namedrop/internal/feed"
	"namedrop/internal/source"
	"namedrop/internal/store"
)

// The waits before a feed or an episode is tried again, and for how long.
const (
	firstWait = time.Hour
	maxWait   = 24 * time.Hour
	patience  = 30 * 24 * time.Hour
)

// noTranscript is the problem of an episode without a transcript.
const noTranscript = "no transcript"

// Watcher watches feeds. Set its fields before use.
type Watcher struct {
	Store   *store.Store
	Sources *source.Set
	Since   time.Time // episodes of an earlier date are never read; zero for none
	Now     time.Time
}

// ErrWaiting is the error for a feed that is not requested yet, because it failed
// before.
var ErrWaiting = errors.New("not asked")

// Look fetches a feed and returns the episodes to read now, oldest first. The failure
// of a feed is recorded and returned.
func (w *Watcher) Look(ctx context.Context, url string) ([]episode.Input, error) {
	known, err := w.Store.Feed(ctx, url)
	if err != nil {
		return nil, err
	}
	if w.Now.Before(known.Retry) {
		shown := source.Shown(url)
		problem := strings.TrimPrefix(known.Problem, shown+": ")
		return nil, fmt.Errorf("%s: %w before %s: %s", shown, ErrWaiting, known.Retry.Local().Format("2006-01-02 15:04"), problem)
	}
	f, err := w.fetch(ctx, url)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, errors.Join(err, w.Store.FeedFailed(ctx, url, err.Error(), w.Now.Add(wait(known.Failures))))
	}
	if err := w.Store.FeedRead(ctx, url, f.Title, w.items(f)); err != nil {
		return nil, err
	}
	return w.due(ctx, url, f)
}

// fetch fetches a feed. A cached answer for a host that does not respond is a failure,
// because it contains nothing new.
func (w *Watcher) fetch(ctx context.Context, url string) (feed.Feed, error) {
	p, err := w.Sources.Web.Get(ctx, url, true)
	if err != nil {
		return feed.Feed{}, err
	}
	if p.Stale {
		return feed.Feed{}, fmt.Errorf("%s: the server does not answer", source.Shown(url))
	}
	f, err := feed.Parse(p.URL, p.Data)
	if err != nil {
		return f, fmt.Errorf("%s: %w", source.Shown(url), err)
	}
	return f, nil
}

// items converts the episodes of a feed for the store, oldest first; feeds start with
// the latest.
func (w *Watcher) items(f feed.Feed) []store.Item {
	var all []store.Item
	for i := range f.Episodes {
		e := f.Episodes[len(f.Episodes)-1-i]
		item := store.Item{GUID: e.ID, Title: e.Title, Link: e.Link, State: store.Waiting}
		if !e.Date.IsZero() {
			item.Date = e.Date.Format(time.DateOnly)
		}
		if source.Before(e.Date, w.Since) {
			item.State = store.Skipped
		}
		all = append(all, item)
	}
	return all
}

// due returns the episodes to read now. Those that cannot be read yet are recorded.
func (w *Watcher) due(ctx context.Context, url string, f feed.Feed) ([]episode.Input, error) {
	waiting, err := w.Store.Items(ctx, url, store.Waiting)
	if err != nil {
		return nil, err
	}
	offered := map[string]feed.Episode{}
	for _, e := range f.Episodes {
		offered[e.ID] = e
	}
	var inputs []episode.Input
	var without []store.Failure
	for _, item := range waiting {
		e := offered[item.GUID]
		switch {
		case len(e.Transcripts) == 0:
			without = append(without, w.withoutTranscript(item)...)
		case !w.Now.Before(item.Retry):
			inputs = append(inputs, w.Sources.Episode(url, e))
		}
	}
	return inputs, w.Store.ItemsFailed(ctx, without)
}

// withoutTranscript returns the record of an episode that has no transcript or is no
// longer in the feed; nil if it is already recorded.
func (w *Watcher) withoutTranscript(item store.Item) []store.Failure {
	switch {
	case w.isOver(item):
		return []store.Failure{{Feed: item.Feed, GUID: item.GUID, Problem: noTranscript}}
	case item.Problem != noTranscript:
		return []store.Failure{{Feed: item.Feed, GUID: item.GUID, Problem: noTranscript, Retry: w.Now}}
	}
	return nil
}

// Failed records that an episode could not be read.
func (w *Watcher) Failed(ctx context.Context, in episode.Input, problem error) error {
	item, err := w.Store.Item(ctx, in.Item.Feed, in.Item.ID)
	if err != nil {
		return err
	}
	f := store.Failure{Feed: item.Feed, GUID: item.GUID, Problem: problem.Error()}
	if !w.isOver(item) {
		f.Retry = w.Now.Add(wait(item.Tries))
	}
	return w.Store.ItemsFailed(ctx, []store.Failure{f})
}

// isOver reports whether an episode should no longer be retried.
func (w *Watcher) isOver(item store.Item) bool { return w.Now.Sub(item.Seen) > patience }

// wait returns the wait after a number of failures.
func wait(failures int) time.Duration {
	if failures > 5 {
		return maxWait
	}
	return min(firstWait<<failures, maxWait)
}
