// Package update brings the index of PyPI names up to date.
//
// A [Syncer] fetches the names and the download ranking, each only if it has changed since
// the last time, and replaces the index in one step. After an error, or if the context ends,
// the old index is kept. A damaged index is replaced like a missing one. The package takes no
// lock and does not say where the index is: that is left to the caller.
package update

import (
	"context"
	"time"

	"namedrop/internal/catalog"
	"namedrop/internal/console"
	"namedrop/internal/pypi"
)

// Syncer updates the index at a path.
type Syncer struct {
	Client *pypi.Client
	Path   string
	Meter  *console.Meter
}

// Sync fetches from both sources, saves the result, and reports whether nothing had
// changed.
func (s Syncer) Sync(ctx context.Context, now time.Time) (unchanged bool, err error) {
	old := s.old()
	defer old.Close()
	from := catalog.Origin{Synced: now.UTC().Truncate(time.Second), Source: pypi.Shown(s.Client.IndexURL()), TopSource: pypi.Shown(s.Client.TopURL)}
	s.Meter.About("names")
	names, err := s.Client.Index(ctx, sameTag(old.Origin().ETag, old.Origin().Source, from.Source))
	if err != nil {
		return false, err
	}
	s.Meter.About("downloads")
	top, err := s.top(ctx, sameTag(old.Origin().TopETag, old.Origin().TopSource, from.TopSource))
	if err != nil {
		return false, err
	}
	s.Meter.Clear()
	from.ETag, from.TopETag = names.ETag, top.ETag
	unchanged = names.Unchanged && (top.Unchanged || s.Client.TopURL == "" && old.Ranks() == 0)
	data, err := merged(old, from, names, top)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return false, err
	}
	return unchanged, catalog.Save(s.Path, data)
}

// old opens the existing index. A missing or damaged one counts as empty, so that a
// sync repairs it.
func (s Syncer) old() *catalog.Index {
	ix, err := catalog.Open(s.Path)
	if err != nil {
		return &catalog.Index{}
	}
	if ix.Verify() != nil {
		ix.Close()
		return &catalog.Index{}
	}
	return ix
}

// top fetches the ranking, if one is configured.
func (s Syncer) top(ctx context.Context, etag string) (pypi.Ranking, error) {
	if s.Client.TopURL == "" {
		return pypi.Ranking{}, nil
	}
	return s.Client.Top(ctx, etag)
}

// sameTag returns the tag of an answer if it came from the same source.
func sameTag(tag, source, now string) string {
	if source != now {
		return ""
	}
	return tag
}

// merged encodes an index from the new data and, for a source that has not changed,
// the old.
func merged(old *catalog.Index, from catalog.Origin, names pypi.Names, top pypi.Ranking) ([]byte, error) {
	if names.Unchanged && top.Unchanged {
		return old.Renew(from)
	}
	if names.Unchanged {
		for name := range old.All() {
			names.Names = append(names.Names, name)
		}
	}
	downloads := make(map[string]int, len(top.Rows))
	for _, row := range top.Rows {
		downloads[row.Project] = row.Downloads
	}
	if top.Unchanged {
		for _, p := range old.Ranked() {
			downloads[p.Name] = p.Downloads
		}
	}
	return catalog.Encode(from, names.Names, downloads)
}
