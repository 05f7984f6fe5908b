package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"namedrop/internal/config"
	"namedrop/internal/disk"
	"namedrop/internal/exit"
	"namedrop/internal/sanitize"
	"namedrop/internal/store"
	"namedrop/internal/terminal"
)

// newStore returns the parent of the commands about saved data.
func newStore(env Env) *cobra.Command {
	c := &cobra.Command{
		Use:   "store",
		Short: "Inspect or clean up the saved runs, proposals and decisions",
		Args:  nothing,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newStoreInfo(env), newStorePrune(env))
	return c
}

func newStoreInfo(env Env) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:     "info",
		Short:   "Show what is saved, and where",
		Example: "  extract store info\n  extract store info --jq .file",
		Args:    nothing,
		RunE: func(c *cobra.Command, _ []string) error {
			return withOutput(c, env, nil, func(env Env) error { return runStoreInfo(c, env, format) })
		},
	}
	outputFlags(c, &format, "text", "json")
	return c
}

// storeInfo is the JSON of "extract store info".
type storeInfo struct {
	Schema      int        `json:"schema"`
	File        string     `json:"file"`
	Bytes       int64      `json:"bytes"` // 0 if nothing was saved yet
	Runs        int        `json:"runs"`
	Oldest      *time.Time `json:"oldest"` // run, null without runs
	Newest      *time.Time `json:"newest"`
	Proposals   int        `json:"proposals"`
	Pending     int        `json:"pending"`
	Decisions   int        `json:"decisions"`
	Corrections int        `json:"corrections"`
	Sent        int        `json:"sent"`
	Cache       dirInfo    `json:"cache"`
}

// dirInfo counts the files of a directory.
type dirInfo struct {
	Dir   string `json:"dir"`
	Files int    `json:"files"`
	Bytes int64  `json:"bytes"`
}

func runStoreInfo(c *cobra.Command, env Env, format string) error {
	print, err := formatOf(map[string]func(io.Writer, storeInfo) error{"text": storeInfoText, "json": sanitize.WriteJSON[storeInfo]}, format)
	if err != nil {
		return err
	}
	cfg, err := loadConfig(c)
	if err != nil {
		return err
	}
	i, err := newStoreInfoOf(c.Context(), cfg)
	if err != nil {
		return err
	}
	return print(env.Out, i)
}

func newStoreInfoOf(ctx context.Context, cfg config.Config) (storeInfo, error) {
	path, err := config.StorePath(cfg)
	if err != nil {
		return storeInfo{}, err
	}
	i := storeInfo{Schema: 1, File: path, Cache: measure(filepath.Join(filepath.Dir(path), "cache"))}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return i, nil
	}
	if err != nil {
		return i, disk.Plain(err)
	}
	i.Bytes = info.Size()
	kept, err := store.Open(path)
	if err != nil {
		return i, err
	}
	defer kept.Close()
	n, err := kept.Count(ctx)
	i.Runs, i.Proposals, i.Pending, i.Decisions, i.Corrections, i.Sent = n.Runs, n.Proposals, n.Pending, n.Decisions, n.Corrections, n.Sent
	if n.Runs > 0 {
		i.Oldest, i.Newest = &n.Oldest, &n.Newest
	}
	return i, err
}

// measure counts the files of a directory. One that cannot be read counts as empty.
func measure(dir string) dirInfo {
	d := dirInfo{Dir: dir}
	files, _ := os.ReadDir(dir)
	for _, f := range files {
		if info, err := f.Info(); err == nil && info.Mode().IsRegular() {
			d.Files++
			d.Bytes += info.Size()
		}
	}
	return d
}

func storeInfoText(w io.Writer, i storeInfo) error {
	if i.Bytes == 0 {
		fmt.Fprintf(w, "store: %s, nothing is saved yet\n", i.File)
	} else {
		fmt.Fprintf(w, "store: %s, %s\n", i.File, megabytes(i.Bytes))
		fmt.Fprintf(w, "  runs: %d%s\n", i.Runs, span(i.Oldest, i.Newest))
		fmt.Fprintf(w, "  proposals: %d, %d pending, %d sent\n", i.Proposals, i.Pending, i.Sent)
		fmt.Fprintf(w, "  decisions: %d\n  corrections: %d\n", i.Decisions, i.Corrections)
	}
	_, err := fmt.Fprintf(w, "cache: %s, %s, %s\n", i.Cache.Dir, terminal.Count(i.Cache.Files, "file"), megabytes(i.Cache.Bytes))
	return err
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }

// span returns the dates of the runs in brackets, "" if there are none.
func span(from, to *time.Time) string {
	if from == nil {
		return ""
	}
	return fmt.Sprintf(" (%s to %s)", from.Format(time.DateOnly), to.Format(time.DateOnly))
}

func newStorePrune(env Env) *cobra.Command {
	var format string
	var days int
	c := &cobra.Command{
		Use:   "prune",
		Short: "Remove old runs and proposals without a decision",
		Long: `Remove the runs of transcripts that were last read more than --older-than days
ago, the proposals that no run supports any more, and expired answers of the
cache. Decisions, corrections and what was sent are kept. To remove a list or a
proposal with its decisions, use "extract propose --forget".`,
		Example: "  extract store prune\n  extract store prune --older-than 0",
		Args:    nothing,
		RunE: func(c *cobra.Command, _ []string) error {
			return withOutput(c, env, nil, func(env Env) error { return runPrune(c, env, format, days) })
		},
	}
	c.Flags().IntVar(&days, "older-than", 365, "age in `days` from which runs are removed")
	outputFlags(c, &format, "text", "json")
	return c
}

// pruned is the JSON of "extract store prune".
type pruned struct {
	Schema    int     `json:"schema"`
	Runs      int     `json:"runs"`
	Proposals int     `json:"proposals"`
	Answers   int     `json:"answers"`  // of the cache
	Freed     float64 `json:"freed_mb"` // in megabytes
}

func runPrune(c *cobra.Command, env Env, format string, days int) error {
	print, err := formatOf(map[string]func(io.Writer, pruned) error{"text": prunedText, "json": sanitize.WriteJSON[pruned]}, format)
	if err != nil {
		return err
	}
	if days < 0 {
		return exit.Usage(fmt.Errorf("--older-than is %d, want 0 or more days", days))
	}
	cfg, err := loadConfig(c)
	if err != nil {
		return err
	}
	result, err := prune(c.Context(), cfg, time.Now().AddDate(0, 0, -days).Add(time.Second))
	if err != nil {
		return err
	}
	return print(env.Out, result)
}

// prune removes what was last read before a time, and the cached answers that have
// expired.
func prune(ctx context.Context, cfg config.Config, before time.Time) (pruned, error) {
	old, err := newStoreInfoOf(ctx, cfg)
	if err != nil {
		return pruned{}, err
	}
	p := pruned{Schema: 1}
	if old.Bytes > 0 {
		kept, err := store.Open(old.File)
		if err != nil {
			return p, err
		}
		removed, err := kept.Prune(ctx, before)
		if err = errors.Join(err, kept.Close()); err != nil {
			return p, err
		}
		p.Runs, p.Proposals = removed.Runs, removed.Proposals
	}
	p.Answers = removeOld(old.Cache.Dir, time.Now().Add(-cfg.Cache.Hard))
	now, err := newStoreInfoOf(ctx, cfg)
	p.Freed = math.Round(float64(old.Bytes+old.Cache.Bytes-now.Bytes-now.Cache.Bytes)/1e5) / 10
	return p, err
}

// removeOld removes the files of a directory that are older than a time, and returns
// their number. Those that cannot be removed stay.
func removeOld(dir string, before time.Time) int {
	n := 0
	files, _ := os.ReadDir(dir)
	for _, f := range files {
		info, err := f.Info()
		if err == nil && info.Mode().IsRegular() && info.ModTime().Before(before) && os.Remove(filepath.Join(dir, f.Name())) == nil {
			n++
		}
	}
	return n
}

func prunedText(w io.Writer, p pruned) error {
	_, err := fmt.Fprintf(w, "removed %s, %s and %s (%.1f MB)\n", terminal.Count(p.Runs, "run"), terminal.Count(p.Proposals, "proposal"), terminal.Count(p.Answers, "cached answer"), p.Freed)
	return err
}
