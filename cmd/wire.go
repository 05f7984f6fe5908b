package cmd

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"namedrop/internal/catalog"
	"namedrop/internal/config"
	"namedrop/internal/episode"
	"namedrop/internal/proposals"
	"namedrop/internal/readings"
	"namedrop/internal/source"
	"namedrop/match"
)

// stages is the pipeline of an invocation and what surrounds it. It is safe for
// many goroutines.
type stages struct {
	*episode.Pipeline
	list     list
	synced   *catalog.Index // all names of PyPI, nil if they were never fetched
	damage   string         // why the synced names are not used, "" if they are
	failures *failureLog
	records  *recorder
	set      *source.Set // of the transcripts
}

// setUp reads the configuration of a command and builds its pipeline.
func setUp(c *cobra.Command, a access) (config.Config, *stages, error) {
	cfg, err := loadConfig(c)
	if err != nil {
		return cfg, nil, err
	}
	if err := checkShared(cfg.Episode.URL, c.Flags().Args()); err != nil {
		return cfg, nil, err
	}
	if err := checkInput(cfg.List.Source, c.Flags().Args()); err != nil {
		return cfg, nil, err
	}
	since, err := dateFlag(c, "since")
	if err != nil {
		return cfg, nil, err
	}
	src, err := newSources(cfg, a)
	if err != nil {
		return cfg, nil, usageError{err}
	}
	s, err := newStages(c.Context(), cfg, src)
	if err != nil {
		return cfg, nil, err
	}
	s.Since = since
	s.Fresh, err = c.Flags().GetBool("fresh")
	if err != nil {
		return cfg, nil, err
	}
	s.set, err = newSet(cfg, a, since)
	return cfg, s, err
}

// newStages builds the pipeline of a configuration. A list or catalogue that cannot
// be read is an error.
func newStages(ctx context.Context, cfg config.Config, src *sources) (*stages, error) {
	records := &recorder{cfg: cfg}
	go records.open(false) // open the store while the catalogue is built
	l, err := loadListOrExample(ctx, cfg.List.Source, src.github)
	if err != nil {
		return nil, err
	}
	records.list = l.id
	extra, err := loadExtra(cfg.Catalog.Extra)
	if err != nil {
		return nil, usageError{err}
	}
	synced, damage := usableIndex(cfg)
	p := episode.New(episode.Options{List: l.List, Threshold: cfg.Find.Threshold, Extra: extra, Synced: synced})
	p.Vetter = &match.Vetter{Gatherer: newGatherer(src, p.Matcher.Listing, synced), Matcher: p.Matcher, Policy: cfg.Vet.Policy()}
	if repo, path, ok := proposals.OnGitHub(l.id); ok {
		p.Vetter.Past = &match.Past{GitHub: src.github, List: repo, Path: path, Today: time.Now()}
	}
	p.Rules = cfg.List.Rules.Rules()
	p.Rules.Order = cmp.Or(p.Rules.Order, statedOrder(ctx, l.id, src.github))
	if dir, err := config.DataDir(cfg.DataDir); err == nil {
		p.Readings = readings.New(filepath.Join(dir, "readings"), program())
	}
	p.Corrections, p.Decisions = records.corrections, records.decisions
	return &stages{Pipeline: p, list: l, synced: synced, damage: damage, failures: src.failures, records: records}, nil
}

const (
	// mostUsed is how many of the most downloaded projects may be imitated, besides
	// those of the embedded catalogue and the list.
	mostUsed = 5000

	// neverRests is a repository that is pushed to every day. If it is not, the
	// source is a frozen copy of GitHub; see package match.
	neverRests = "python/cpython"
)

// newGatherer returns the gatherer of evidence.
func newGatherer(src *sources, listing *match.Listing, synced *catalog.Index) *match.Gatherer {
	g := &match.Gatherer{
		PyPI: src.pypi, GitHub: src.github, OSV: src.osv, Live: neverRests,
		Known: sync.OnceValue(func() []catalog.Project { return wellKnown(listing, synced) }), // many runs need none
	}
	if synced != nil && synced.Ranks() > 0 {
		g.Ranking = synced.Origin().Synced
	}
	return g
}

// wellKnown returns the projects that others may imitate. Those of the user's own
// catalogue are not among them: they may be imitations.
func wellKnown(listing *match.Listing, synced *catalog.Index) []catalog.Project {
	known := slices.Concat(catalog.Embedded(), listing.Projects())
	if synced == nil {
		return known
	}
	ranked := synced.Ranked()
	return append(known, ranked[:min(len(ranked), mostUsed)]...)
}

// loadExtra reads the user's own catalogue, if there is one.
func loadExtra(path string) ([]catalog.Project, error) {
	if path == "" {
		return nil, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("catalog.extra: %w", err)
	}
	extra, err := catalog.Parse(path, string(data))
	for i := range extra {
		extra[i].Listed = true
	}
	return extra, err
}
