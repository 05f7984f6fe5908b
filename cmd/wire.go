package cmd

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"namedrop/extract"
	"namedrop/internal/catalog"
	"namedrop/internal/report"
	"namedrop/internal/transcript"
	"namedrop/match"
	"namedrop/propose"
)

// stages is the pipeline from a transcript to proposals, built once for an
// invocation. It is safe for many goroutines.
type stages struct {
	list    list
	synced  *catalog.Index // all names of PyPI, nil if they were never fetched
	finder  *extract.Finder
	matcher *match.Matcher
	vetter  *match.Vetter
	rules   propose.Rules
	witness *witness
	records *recorder
	address report.Address // of the episodes
	all     bool           // also tell what was perhaps named
}

// setUp reads the configuration of a command and builds its pipeline.
func setUp(c *cobra.Command, a access) (config, *stages, error) {
	cfg, err := loadConfig(c)
	if err != nil {
		return cfg, nil, err
	}
	if err := cfg.Episode.validateFor(c.Flags().Args()); err != nil {
		return cfg, nil, usageError{err}
	}
	src, err := newSources(cfg, a)
	if err != nil {
		return cfg, nil, usageError{err}
	}
	s, err := newStages(c.Context(), cfg, src)
	return cfg, s, err
}

// newStages builds the pipeline that a configuration asks for. A list or a
// catalogue that cannot be read is an error: nothing can be done without.
func newStages(ctx context.Context, cfg config, src *sources) (*stages, error) {
	records := &recorder{cfg: cfg}
	go extract.Learnt()    // its tables are read while the catalogue is built
	go records.open(false) // and so is the store
	l, err := loadListOrExample(ctx, cfg.List.Source, src.github)
	if err != nil {
		return nil, err
	}
	records.list = l.id
	listing := match.NewListing(l.parsed)
	extra, err := loadExtra(cfg.Catalog.Extra)
	if err != nil {
		return nil, usageError{err}
	}
	synced, err := openIndex(cfg)
	if err != nil {
		return nil, usageError{err}
	}
	c := catalog.Build(extra, catalog.Embedded(), listing.Projects()).Above(synced)
	return &stages{
		list:    l,
		synced:  synced,
		finder:  extract.New(c, extract.Learnt(), cfg.Find.Threshold),
		matcher: &match.Matcher{Catalog: c, Listing: listing},
		vetter:  &match.Vetter{Gatherer: newGatherer(src, listing, synced), Listing: listing, Policy: cfg.Vet.policy()},
		rules:   propose.Rules{Forbidden: cfg.List.Rules.ForbiddenWords},
		witness: src.witness,
		records: records,
		address: cfg.Episode.URL,
	}, nil
}

const (
	// mostUsed is how many of the most downloaded projects are thought worth
	// imitating, besides those that we know by name.
	mostUsed = 5000

	// neverRests is a repository that is pushed to every day. Where it is not,
	// the source is a copy that stands still; see package match.
	neverRests = "python/cpython"
)

// newGatherer makes what asks the sources.
func newGatherer(src *sources, listing *match.Listing, synced *catalog.Index) *match.Gatherer {
	g := &match.Gatherer{
		PyPI: src.pypi, GitHub: src.github, OSV: src.osv, Live: neverRests,
		Known: sync.OnceValue(func() []catalog.Project { return wellKnown(listing, synced) }), // many runs ask for none
	}
	if synced != nil && synced.Ranks() > 0 {
		g.Ranking = synced.Origin().Synced
	}
	return g
}

// wellKnown are the projects that others may imitate. What the user's own
// catalogue adds is not known to be worth that, and may itself imitate.
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

// named reads a transcript and finds what was named in it, as far as no person
// knows better.
func (s *stages) named(ctx context.Context, path string) (report.Episode, error) {
	t, err := transcript.Load(path)
	if err != nil {
		return report.Episode{}, err
	}
	e := report.Episode{Transcript: t, Address: s.address.Of(stem(path)), Recorded: match.Recorded(t)}
	corrections := s.records.corrections(ctx, t)
	if !s.all {
		e.Packages = s.matcher.Match(t, extract.Correct(t, s.finder.Find(t), corrections))
		return e, nil
	}
	mentions, perhaps := s.finder.FindAll(t)
	e.Packages, e.Perhaps = s.matcher.Match(t, extract.Correct(t, mentions, corrections)), s.matcher.Match(t, perhaps)
	for i := range e.Perhaps {
		e.Perhaps[i].Doubt()
	}
	return e, nil
}

// episode takes a transcript through all stages.
func (s *stages) episode(ctx context.Context, path string) (report.Episode, error) {
	e, err := s.named(ctx, path)
	if err != nil {
		return e, err
	}
	s.vetter.Vet(ctx, e.Packages, e.Recorded)
	s.propose(&e)
	return e, nil
}

// propose makes a change to the list of every candidate.
func (s *stages) propose(e *report.Episode) {
	var proposals []propose.Proposal
	for i := range e.Packages {
		p := &e.Packages[i]
		if p.Status != match.Candidate {
			continue
		}
		q, err := propose.New(s.list.source, s.list.parsed, candidate(*e, *p), s.rules)
		if err != nil {
			p.Reasons = append(p.Reasons, fmt.Sprintf("no proposal: %v", err))
			continue
		}
		proposals = append(proposals, q)
	}
	// In a section that is alphabetical two may go to the same place.
	slices.SortStableFunc(proposals, func(a, b propose.Proposal) int { return strings.Compare(a.Candidate.Name, b.Candidate.Name) })
	for i, patch := range propose.Patches(s.list.name, s.list.source, proposals) {
		e.Proposals = append(e.Proposals, report.Proposal{Proposal: proposals[i], Patch: patch})
	}
	e.Diff = propose.Patch(s.list.name, s.list.source, proposals)
}

// candidate is a package of an episode as package propose knows it.
func candidate(e report.Episode, p match.Package) propose.Candidate {
	c := propose.Candidate{Name: p.Name, URL: report.Link(p), About: p.About, Heard: match.Around(e.Packages, p)}
	if e := p.Evidence; e != nil {
		c.Stars, c.Homepage = e.Stars.Value, e.Homepage.Value
		c.Topics, c.Keywords, c.Classifiers = e.Topics.Value, e.Keywords.Value, e.Classifiers.Value
		if c.About == "" {
			c.About = e.Summary.Value
		}
	}
	for _, q := range p.Quotes {
		c.Context = append(c.Context, q.Text(e.Transcript))
	}
	return c
}
