package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"namedrop/internal/catalog"
	"namedrop/internal/pypi"
	"namedrop/internal/transport"
)

func newCatalogSync(env Env) *cobra.Command {
	return &cobra.Command{
		Use:   "sync",
		Short: "Fetch the names of all PyPI projects and their ranks by downloads",
		Long: `sync fetches the names of all projects from PyPI, and a ranking of the most
downloaded ones, and makes an index of them in the data directory; later runs
look names up there. What has not changed since the last sync is not fetched
again. If it fails or is interrupted, the names stay as they were.`,
		Example: "  extract catalog sync\n  EXTRACT_PYPI_URL=https://mirror.example.org extract catalog sync",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			cfg, err := loadConfig(c)
			if err != nil {
				return err
			}
			return syncCatalog(c.Context(), env, cfg)
		},
	}
}

// syncCatalog makes the index anew, alone, and says what came of it.
func syncCatalog(ctx context.Context, env Env, cfg config) error {
	begin := time.Now()
	path, err := indexPath(cfg)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	unlock, err := catalog.Lock(path)
	if err != nil {
		return err
	}
	defer unlock()
	shown := &meter{console: newConsole(env.Err)}
	s := syncer{
		client: &pypi.Client{HTTP: transport.Client(transport.Network(), transport.Options{Stream: true, MaxBody: 1 << 30, MaxWait: time.Minute}), URL: cfg.PyPI.URL, TopURL: cfg.PyPI.TopURL, Progress: shown.show},
		path:   path,
		meter:  shown,
	}
	unchanged, err := s.sync(ctx, begin)
	shown.clear()
	switch {
	case ctx.Err() != nil:
		return errors.New("interrupted; the names stay as they were")
	case err != nil:
		return fmt.Errorf("%w; the names stay as they were", err)
	}
	return s.report(env.Out, unchanged, time.Since(begin))
}

// syncer brings an index up to date.
type syncer struct {
	client *pypi.Client
	path   string
	meter  *meter
}

// sync asks both sources, saves what they have and reports whether all of it
// was there already.
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

// old opens the index that is there. One that is missing or damaged counts as
// empty, so that a sync mends it.
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

// top asks for the ranking, if there is one.
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

// merged makes the file of an index from what is new and, where a source has
// not changed, what was there.
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

// report prints the one line of result.
func (s syncer) report(w io.Writer, unchanged bool, took time.Duration) error {
	ix, err := catalog.Open(s.path)
	if err != nil {
		return err
	}
	defer ix.Close()
	what := "synced"
	if unchanged {
		what = "already up to date:"
	}
	_, err = fmt.Fprintf(w, "%s %d names, %d ranks in %s (%.1f s)\n", what, ix.Names(), ix.Ranks(), s.path, took.Seconds())
	return err
}

// meter shows on a console how much has come.
type meter struct {
	console *console
	what    string
	last    time.Time // when something was shown
}

// about says what is waited for from now on.
func (m *meter) about(what string) {
	m.what, m.last = what, time.Time{}
	m.show(0)
}

// show says how many bytes have come, ten times a second at most.
func (m *meter) show(bytes int64) {
	if time.Since(m.last) < time.Second/10 {
		return
	}
	m.last = time.Now()
	m.console.show(&m.console.activity, fmt.Sprintf("%s: %.1f MB", m.what, float64(bytes)/1e6))
}

// clear takes the line away.
func (m *meter) clear() { m.console.show(&m.console.activity, "") }
