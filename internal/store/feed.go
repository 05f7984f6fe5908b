package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Feed is a feed that is watched.
type Feed struct {
	URL      string
	Title    string
	Read     time.Time // when it was last read, zero if never
	Failures int       // since then
	Problem  string    // of the last failure, "" for none
	Retry    time.Time // earliest time of the next request; zero without a failure
}

func (f *Feed) fields() []any {
	return []any{&f.URL, &f.Title, (*instant)(&f.Read), &f.Failures, &f.Problem, (*instant)(&f.Retry)}
}

// Feed returns what is known about a feed. For a feed that was never read, that is its URL.
func (s *Store) Feed(ctx context.Context, url string) (Feed, error) {
	fs, err := collect(ctx, s.db, (*Feed).fields, "SELECT url, title, read, failures, problem, retry FROM feed WHERE url = ?", url)
	if err != nil || len(fs) == 0 {
		return Feed{URL: url}, s.explain(err)
	}
	return fs[0], nil
}

// ItemState is the state of an episode of a feed.
type ItemState string

// The states. An episode can leave only the state Waiting, the first one.
const (
	Waiting ItemState = "waiting" // to be read, from Item.Retry on
	Read    ItemState = "read"    // read, with a run
	Skipped ItemState = "skipped" // not wanted
	Ended   ItemState = "ended"   // given up
)

// Item is an episode of a feed.
type Item struct {
	ID      int64
	Feed    string // URL
	GUID    string // unique in the feed
	Title   string
	Date    string // YYYY-MM-DD, "" if unknown
	Link    string
	State   ItemState
	Seen    time.Time // when it first appeared in the feed
	Tries   int       // failed ones
	Problem string    // with the last try
	Retry   time.Time // earliest time of the next try; zero without a failure
	Run     int64     // 0 unless it was read
}

func (i *Item) fields() []any {
	return []any{&i.ID, &i.Feed, &i.GUID, &i.Title, &i.Date, &i.Link, &i.State, (*instant)(&i.Seen), &i.Tries, &i.Problem, (*instant)(&i.Retry), &i.Run}
}

const selectItems = "SELECT id, feed, guid, title, date, link, state, seen, tries, problem, retry, coalesce(run, 0) FROM item"

// FeedRead records that a feed was read, and adds its new episodes in the given states.
// Known episodes keep their state. Only GUID, Title, Date, Link and State of an item are
// used.
func (s *Store) FeedRead(ctx context.Context, url, title string, items []Item) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		now := s.stamp()
		_, err := tx.ExecContext(ctx, `INSERT INTO feed (url, title, read, failures, problem, retry) VALUES (?, ?, ?, 0, '', '')
			ON CONFLICT DO UPDATE SET title = excluded.title, read = excluded.read, failures = 0, problem = '', retry = ''`, url, title, now)
		if err != nil {
			return err
		}
		for _, i := range items {
			_, err := tx.ExecContext(ctx, `INSERT INTO item (feed, guid, title, date, link, state, seen, tries, problem, retry)
				VALUES (?, ?, ?, ?, ?, ?, ?, 0, '', '') ON CONFLICT DO NOTHING`, url, i.GUID, i.Title, i.Date, i.Link, i.State, now)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// FeedFailed records that a feed could not be read, and when to try again.
func (s *Store) FeedFailed(ctx context.Context, url, problem string, retry time.Time) error {
	_, err := s.exec(ctx, `INSERT INTO feed (url, title, read, failures, problem, retry) VALUES (?, '', '', 1, ?, ?)
		ON CONFLICT DO UPDATE SET failures = failures + 1, problem = excluded.problem, retry = excluded.retry`,
		url, problem, retry.UTC().Format(time.RFC3339))
	return s.explain(err)
}

// Items returns the episodes of a feed in a state, in the order in which they were seen.
func (s *Store) Items(ctx context.Context, feed string, state ItemState) ([]Item, error) {
	is, err := collect(ctx, s.db, (*Item).fields, selectItems+" WHERE feed = ? AND state = ? ORDER BY id", feed, state)
	return is, s.explain(err)
}

// Item returns an episode of a feed, or an error that wraps [ErrNotFound].
func (s *Store) Item(ctx context.Context, feed, guid string) (Item, error) {
	is, err := collect(ctx, s.db, (*Item).fields, selectItems+" WHERE feed = ? AND guid = ?", feed, guid)
	switch {
	case err != nil:
		return Item{}, s.explain(err)
	case len(is) == 0:
		return Item{}, fmt.Errorf("%s: episode %q of %s: %w", s.path, guid, feed, ErrNotFound)
	}
	return is[0], nil
}

// Failure is why an episode of a feed could not be read.
type Failure struct {
	Feed, GUID string
	Problem    string
	Retry      time.Time // zero to give up on the episode
}

// ItemsFailed records that episodes could not be read. It changes only episodes that are
// waiting.
func (s *Store) ItemsFailed(ctx context.Context, all []Failure) error {
	if len(all) == 0 {
		return nil
	}
	return s.change(ctx, func(tx *sql.Tx) error {
		for _, f := range all {
			state, at := Waiting, f.Retry.UTC().Format(time.RFC3339)
			if f.Retry.IsZero() {
				state, at = Ended, ""
			}
			_, err := tx.ExecContext(ctx, "UPDATE item SET state = ?, tries = tries + 1, problem = ?, retry = ? WHERE feed = ? AND guid = ? AND state = 'waiting'",
				state, f.Problem, at, f.Feed, f.GUID)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// itemRead records that an episode was read in a run.
func itemRead(ctx context.Context, tx *sql.Tx, feed, guid string, run int64) error {
	_, err := tx.ExecContext(ctx, "UPDATE item SET state = 'read', problem = '', retry = '', run = ? WHERE feed = ? AND guid = ? AND state <> 'read'", run, feed, guid)
	return err
}

// Untold returns the episodes of a feed that were read or given up and are not reported
// yet, in the order in which they were seen.
func (s *Store) Untold(ctx context.Context, feed string) ([]Item, error) {
	is, err := collect(ctx, s.db, (*Item).fields, selectItems+" WHERE feed = ? AND told IS NULL AND state IN ('read', 'ended') ORDER BY id", feed)
	return is, s.explain(err)
}

// Tell records that episodes were reported.
func (s *Store) Tell(ctx context.Context, ids ...int64) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		for _, id := range ids {
			if _, err := tx.ExecContext(ctx, "UPDATE item SET told = ? WHERE id = ? AND told IS NULL", s.stamp(), id); err != nil {
				return err
			}
		}
		return nil
	})
}
