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
	"namedrop/internal/catalog/update"
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
		Args:    nothing,
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
func syncCatalog(ctx context.Context, messages *console.Console, cfg config.Config) (syncResult, error) {
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
	shown := &console.Meter{Console: messages}
	s := update.Syncer{
		Client: &pypi.Client{HTTP: transport.Client(transport.Network(), transport.Options{Stream: true, MaxBody: 1 << 30, MaxWait: time.Minute}), URL: cfg.PyPI.URL, TopURL: cfg.PyPI.TopURL, Progress: shown.Show},
		Path:   path,
		Meter:  shown,
	}
	unchanged, err := s.Sync(ctx, begin)
	shown.Clear()
	switch {
	case ctx.Err() != nil:
		return syncResult{}, errors.New("interrupted; the old index is kept")
	case err != nil:
		return syncResult{}, fmt.Errorf("%w; the old index is kept", err)
	}
	ix, err := catalog.Open(s.Path)
	if err != nil {
		return syncResult{}, err
	}
	defer ix.Close()
	took := math.Round(10*time.Since(begin).Seconds()) / 10
	return syncResult{1, s.Path, ix.Names(), ix.Ranks(), unchanged, took}, nil
}
