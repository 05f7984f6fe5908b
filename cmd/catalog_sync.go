package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"namedrop/internal/catalog"
	"namedrop/internal/config"
	"namedrop/internal/console"
	"namedrop/internal/pypi"
	"namedrop/internal/sanitize"
	"namedrop/internal/transport"
)

func newCatalogSync(env Env) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "sync",
		Short: "Fetch the names and download ranks of all PyPI projects",
		Long: `Fetch the names of all PyPI projects and the ranking of the most downloaded
ones, and index them in the data directory for later runs. Data that has not
changed since the last sync is not fetched again. If the sync fails or is
interrupted, the old index is kept.`,
		Example: "  extract catalog sync\n  EXTRACT_PYPI_URL=https://mirror.example.org extract catalog sync",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return withOutput(c, env, nil, func(env Env) error {
				print, err := formatOf(map[string]func(io.Writer, syncResult) error{"text": syncText, "json": sanitize.WriteJSON[syncResult]}, format)
				if err != nil {
					return err
				}
				cfg, err := loadConfig(c)
				if err != nil {
					return err
				}
				result, err := syncCatalog(c.Context(), consoleOf(c, env), cfg)
				if err != nil {
					return err
				}
				return print(env.Out, result)
			})
		},
	}
	outputFlags(c, &format, "text", "json")
	return c
}

// syncResult is the JSON of "extract catalog sync".
type syncResult struct {
	Schema    int     `json:"schema"`
	File      string  `json:"file"`
	Names     int     `json:"names"`
	Ranks     int     `json:"ranks"`
	Unchanged bool    `json:"unchanged"` // since the last sync
	Seconds   float64 `json:"seconds"`
}

func syncText(w io.Writer, r syncResult) error {
	what := "synced"
	if r.Unchanged {
		what = "already up to date:"
	}
	_, err := fmt.Fprintf(w, "%s %d names, %d ranks in %s (%.1f s)\n", what, r.Names, r.Ranks, r.File, r.Seconds)
	return err
}

// syncCatalog updates the index under a lock.
func syncCatalog(ctx context.Context, console *console.Console, cfg config.Config) (syncResult, error) {
	begin := time.Now()
	path, err := indexPath(cfg)
	if err != nil {
		return syncResult{}, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return syncResult{}, err
	}
	unlock, err := catalog.Lock(path)
	if err != nil {
		return syncResult{}, err
	}
	defer unlock()
	shown := &meter{console: console}
	s := syncer{
		client: &pypi.Client{HTTP: transport.Client(transport.Network(), transport.Options{Stream: true, MaxBody: 1 << 30, MaxWait: time.Minute}), URL: cfg.PyPI.URL, TopURL: cfg.PyPI.TopURL, Progress: shown.show},
		path:   path,
		meter:  shown,
	}
	unchanged, err := s.sync(ctx, begin)
	shown.clear()
	switch {
	case ctx.Err() != nil:
		return syncResult{}, errors.New("interrupted; the old index is kept")
	case err != nil:
		return syncResult{}, fmt.Errorf("%w; the old index is kept", err)
	}
	ix, err := catalog.Open(s.path)
	if err != nil {
		return syncResult{}, err
	}
	defer ix.Close()
	took := math.Round(10*time.Since(begin).Seconds()) / 10
	return syncResult{1, s.path, ix.Names(), ix.Ranks(), unchanged, took}, nil
}

// syncer updates an index.
type syncer struct {
	client *pypi.Client
	path   string
	meter  *meter
}

// sync fetches from both sources, saves the result, and reports whether nothing had
// changed.
func (s syncer) sync(ctx context.Context, now time.Time) (unchanged bool, err error) {
	old := s.old()
	defer old.Close()
	from := catalog.Origin{Synced: now.UTC().Truncate(time.Second), Source: pypi.Shown(s.client.IndexURL()), TopSource: pypi.Shown(s.client.TopURL)}
	s.meter.about("names")
	names, err := s.client.Index(ctx, sameTag(old.Origin().ETag, old.Origin().Source, from.Source))
	if err != nil {
		return false, err
	}
	s.meter.about("downloads")
	top, err := s.top(ctx, sameTag(old.Origin().TopETag, old.Origin().TopSource, from.TopSource))
	if err != nil {
		return false, err
	}
	s.meter.clear()
	from.ETag, from.TopETag = names.ETag, top.ETag
	unchanged = names.Unchanged && (top.Unchanged || s.client.TopURL == "" && old.Ranks() == 0)
	data, err := merged(old, from, names, top)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return false, err
	}
	return unchanged, catalog.Save(s.path, data)
}

// old opens the existing index. A missing or damaged one counts as empty, so that a
// sync repairs it.
func (s syncer) old() *catalog.Index {
	ix, err := catalog.Open(s.path)
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
func (s syncer) top(ctx context.Context, etag string) (pypi.Ranking, error) {
	if s.client.TopURL == "" {
		return pypi.Ranking{}, nil
	}
	return s.client.Top(ctx, etag)
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

// meter shows the progress of a download.
type meter struct {
	console *console.Console
	what    string
	last    time.Time // time of the last update
}

// about starts a new download; what names it.
func (m *meter) about(what string) {
	m.what, m.last = what, time.Time{}
	m.show(0)
}

// show shows the number of bytes received, at most ten times a second.
func (m *meter) show(bytes int64) {
	if time.Since(m.last) < time.Second/10 {
		return
	}
	m.last = time.Now()
	m.console.ShowActivity(fmt.Sprintf("%s: %.1f MB", m.what, float64(bytes)/1e6))
}

// clear removes the progress.
func (m *meter) clear() { m.console.ShowActivity("") }
