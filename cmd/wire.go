package cmd

import (
	"context"
	"iter"
	"path/filepath"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"namedrop/internal/buildinfo"
	"namedrop/internal/catalog"
	"namedrop/internal/clients"
	"namedrop/internal/config"
	"namedrop/internal/episode"
	"namedrop/internal/exit"
	"namedrop/internal/list"
	"namedrop/internal/proposals"
	"namedrop/internal/readings"
	"namedrop/internal/recorder"
	"namedrop/internal/source"
	"namedrop/match"
	"namedrop/propose"
)

// stages is the pipeline of an invocation and what surrounds it. It is safe for
// many goroutines.
type stages struct {
	*episode.Pipeline
	list     list.List
	synced   *catalog.Index // all names of PyPI, nil if they were never fetched
	damage   string         // why the synced names are not used, "" if they are
	failures *clients.FailureLog
	records  *recorder.Recorder
	set      *source.Set // of the transcripts
}

// setUp reads the configuration of a command and builds its pipeline.
func setUp(c *cobra.Command, a clients.Access) (config.Config, *stages, error) {
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
	src, err := clients.New(cfg, a)
	if err != nil {
		return cfg, nil, exit.Usage(err)
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
	s.set = newSet(cfg, a, since)
	return cfg, s, nil
}

// newStages builds the pipeline of a configuration. A list or catalogue that cannot
// be read is an error.
func newStages(ctx context.Context, cfg config.Config, src *clients.Clients) (*stages, error) {
	records := &recorder.Recorder{Config: cfg}
	go records.Open(false) // open the store while the catalogue is built
	l, err := list.LoadOrExample(ctx, cfg.List.Source, src.GitHub)
	if err != nil {
		return nil, err
	}
	records.List = l.ID
	extra, err := cfg.ReadExtra()
	if err != nil {
		return nil, exit.Usage(err)
	}
	synced, damage := usableIndex(cfg)
	p := episode.New(episode.Options{List: l.List, Threshold: cfg.Find.Threshold, Extra: extra, Synced: synced})
	p.Vetter = &match.Vetter{Gatherer: newGatherer(src, p.Matcher.Listing, synced), Matcher: p.Matcher, Policy: cfg.Vet.Policy()}
	if repo, path, ok := proposals.OnGitHub(l.ID); ok {
		p.Vetter.Past = &match.Past{GitHub: src.GitHub, List: repo, Path: path, Today: time.Now()}
	}
	p.Rules = rulesOf(cfg, l, src)
	if dir, err := config.DataDir(cfg.DataDir); err == nil {
		p.Readings = readings.New(filepath.Join(dir, "readings"), buildinfo.Program())
	}
	p.Corrections, p.Decisions = records.Corrections, records.Decisions
	return &stages{Pipeline: p, list: l, synced: synced, damage: damage, failures: src.Failures, records: records}, nil
}

// rulesOf returns the rules for entries: those of the configuration, and those that the list
// states. They are looked up in the first call: many runs propose nothing.
func rulesOf(cfg config.Config, l list.List, src *clients.Clients) func(context.Context) propose.Rules {
	rules := cfg.List.Rules.Rules()
	var once sync.Once
	return func(ctx context.Context) propose.Rules {
		once.Do(func() { rules = list.StatedRules(ctx, l, src.GitHub, rules) })
		return rules
	}
}

// mostUsed is how many of the most downloaded projects may be imitated, besides those of the
// embedded catalogue and the list.
const mostUsed = 5000

// newGatherer returns the gatherer of evidence.
func newGatherer(src *clients.Clients, listing *match.Listing, synced *catalog.Index) *match.Gatherer {
	g := &match.Gatherer{
		PyPI: src.PyPI, GitHub: src.GitHub, OSV: src.OSV, Live: clients.LiveRepository,
		Known: wellKnown(listing, synced),
	}
	if synced != nil && synced.Ranks() > 0 {
		g.Ranking = synced.Origin().Synced
	}
	return g
}

// wellKnown returns the projects that others may imitate, without their descriptions. Those
// of the user's own catalogue are not among them: they may be imitations.
func wellKnown(listing *match.Listing, synced *catalog.Index) iter.Seq[*catalog.Project] {
	ranked := sync.OnceValue(func() []catalog.Project { // many runs need none
		if synced == nil {
			return nil
		}
		all := synced.Ranked()
		return all[:min(len(all), mostUsed)]
	})
	return func(yield func(*catalog.Project) bool) {
		for _, layer := range []func() []catalog.Project{catalog.EmbeddedOutlines, listing.Projects, ranked} {
			for i, projects := 0, layer(); i < len(projects); i++ {
				if !yield(&projects[i]) {
					return
				}
			}
		}
	}
}
