package episode

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"namedrop/extract"
	"namedrop/internal/catalog"
	"namedrop/internal/fit"
	"namedrop/internal/markdown"
	"namedrop/internal/transcript"
	"namedrop/match"
	"namedrop/propose"
	"namedrop/propose/outline"
)

// List is the awesome list that additions are proposed to.
type List struct {
	Name   string // the path that patches name
	Source []byte
	Parsed *markdown.List // of Source
}

// Pipeline is the stages from a transcript to proposals. New makes one; the
// optional fields are set before use. Then it is safe for many goroutines.
type Pipeline struct {
	List    List
	Finder  *extract.Finder
	Matcher *match.Matcher

	// Optional.
	Vetter      *match.Vetter // nil: candidates are not vetted
	Rules       propose.Rules // of the list
	Possible    bool          // also fill Episode.Possible
	Since       time.Time     // episodes of an earlier date are an ErrOld; zero for none
	Corrections func(context.Context, *transcript.Transcript) []extract.Correction
	Decisions   func(context.Context) Decisions
}

// Options are what a pipeline is built from. Only List and Threshold must be set.
type Options struct {
	List      List
	Threshold float64           // confidence from which a mention is reported
	Extra     []catalog.Project // the user's own, which win over all others
	Synced    *catalog.Index    // all names of PyPI, nil if they were not fetched; must stay open
	Model     *extract.Model    // nil for the default model
}

// New builds a pipeline. Its catalogue holds the extra projects, the embedded
// ones, those of the list, and the synced index, in this order.
func New(o Options) *Pipeline {
	listing := match.NewListing(o.List.Parsed)
	index := o.Synced
	if index == nil || index.Names() == 0 {
		index = catalog.Top()
	}
	c := catalog.Build(o.Extra, catalog.Embedded(), listing.Projects()).Above(index)
	model := o.Model
	if model == nil {
		model = extract.DefaultModel()
	}
	return &Pipeline{
		List:    o.List,
		Finder:  extract.New(c, model, o.Threshold),
		Matcher: &match.Matcher{Catalog: c, Listing: listing, Fit: fit.Learn(outline.FitList(o.List.Parsed), describable())},
	}
}

// describable are the projects that we know something of, as package fit takes them.
func describable() []fit.Project {
	embedded := catalog.Embedded()
	all := make([]fit.Project, 0, len(embedded))
	for _, p := range embedded {
		if p.About != "" {
			all = append(all, fit.Project{Name: p.Name, About: p.About})
		}
	}
	return all
}

// Run takes an input through all stages. An input that cannot be read is an
// error that names it; whatever else goes wrong is stated in the episode.
func (p *Pipeline) Run(ctx context.Context, in Input) (Episode, error) {
	e, err := p.Detect(ctx, in)
	if err != nil {
		return e, err
	}
	p.Vet(ctx, &e)
	p.Propose(ctx, &e)
	return e, nil
}

// ErrOld is the error for an episode that was left out because of its date.
var ErrOld = errors.New("the episode is too old")

// Recorded returns the day of an episode: as its source or the transcript state it, or
// else as the hosts say it; zero if unknown.
func Recorded(t *transcript.Transcript) time.Time {
	if !t.Date.IsZero() {
		return t.Date
	}
	return t.Recorded()
}

// Detect reads an input and finds the packages that are named in it. It uses no
// network unless the input does.
func (p *Pipeline) Detect(ctx context.Context, in Input) (Episode, error) {
	t, err := in.Read(ctx)
	if err != nil {
		return Episode{}, err
	}
	return p.DetectIn(ctx, t, in)
}

// DetectIn finds the packages that are named in the transcript of an input, which was
// read before.
func (p *Pipeline) DetectIn(ctx context.Context, t *transcript.Transcript, in Input) (Episode, error) {
	e := Episode{Transcript: t, Title: t.Title, Address: in.Address, Recorded: Recorded(t), Duration: in.Duration, Item: in.Item}
	if !e.Recorded.IsZero() && e.Recorded.Before(p.Since) {
		return e, ErrOld
	}
	var corrections []extract.Correction
	if p.Corrections != nil {
		corrections = p.Corrections(ctx, t)
	}
	if !p.Possible {
		e.Packages = p.Packages(t, corrections...)
		e.addressQuotes(e.Packages)
		return e, nil
	}
	mentions, possible := p.Finder.FindAll(t)
	e.Packages = p.Matcher.Match(t, extract.Correct(t, mentions, corrections))
	e.Possible = p.Matcher.Match(t, possible)
	e.addressQuotes(e.Packages)
	e.addressQuotes(e.Possible)
	for i := range e.Possible {
		e.Possible[i].Demote()
	}
	return e, nil
}

// Packages finds the packages that are named in a transcript, in the order of
// their first mention. Corrections win over what was detected.
func (p *Pipeline) Packages(t *transcript.Transcript, corrections ...extract.Correction) []match.Package {
	return p.Matcher.Match(t, extract.Correct(t, p.Finder.Find(t), corrections))
}

// Vet gathers the evidence of every candidate and checks it against the policy.
func (p *Pipeline) Vet(ctx context.Context, e *Episode) {
	if p.Vetter != nil {
		p.Vetter.Vet(ctx, e.Packages, e.Recorded)
	}
}

// Propose adds a proposal for every candidate, with the edits of earlier decisions. If
// there can be none, the reasons of the package say why. Candidates that were rejected
// earlier get the status Rejected; their proposals are Declined.
func (p *Pipeline) Propose(ctx context.Context, e *Episode) {
	var decisions Decisions
	if p.Decisions != nil {
		decisions = p.Decisions(ctx)
	}
	for i := range e.Packages {
		if c := &e.Packages[i]; c.Status == match.Candidate {
			p.propose(e, c, decisions.Of(*c))
		}
	}
	// In an alphabetical section two additions may go to the same place.
	slices.SortStableFunc(e.Proposals, func(a, b Proposal) int { return strings.Compare(a.Candidate.Name, b.Candidate.Name) })
	proposals := make([]propose.Proposal, len(e.Proposals))
	for i, q := range e.Proposals {
		proposals[i] = q.Proposal
	}
	for i, patch := range propose.Patches(p.List.Name, p.List.Source, proposals) {
		e.Proposals[i].Patch = patch
	}
	e.Diff = propose.Patch(p.List.Name, p.List.Source, proposals)
}

// propose adds the proposal for one candidate.
func (p *Pipeline) propose(e *Episode, c *match.Package, d Decision) {
	q, err := p.Entry(candidate(*e, *c), d)
	rejected := d.Reject(c)
	switch {
	case err == nil && rejected:
		e.Declined = append(e.Declined, q)
	case err == nil:
		e.Proposals = append(e.Proposals, q)
	case !rejected:
		c.Reasons = append(c.Reasons, fmt.Sprintf("no proposal: %v", err))
		if e.Refused == nil {
			e.Refused = map[string]string{}
		}
		e.Refused[c.Name] = err.Error()
	}
}

// Entry composes the entry of a candidate, as found and as a person decided. Its Patch
// is empty.
func (p *Pipeline) Entry(c propose.Candidate, d Decision) (q Proposal, err error) {
	if q.Found, err = propose.NewFitted(p.List.Source, p.List.Parsed, p.Matcher.Fit, c, propose.Overrides{}, p.Rules); err != nil {
		return q, err
	}
	q.Proposal = q.Found
	edited, ok := d.Apply(c)
	if !ok || d.Rejected {
		return q, nil
	}
	q.Proposal, err = propose.NewFitted(p.List.Source, p.List.Parsed, p.Matcher.Fit, edited, d.Overrides, p.Rules)
	q.Candidate = c // it is known by the name of the package
	return q, err
}

// candidate is a package of an episode as package propose takes it.
func candidate(e Episode, p match.Package) propose.Candidate {
	var quotes []string
	for _, q := range p.Quotes {
		quotes = append(quotes, q.Text)
	}
	return CandidateOf(p, quotes, match.Around(e.Packages, e.paragraphOf(p)))
}

// paragraphOf returns the paragraph of the best quote of a package or, if it has none, of
// its first mention.
func (e Episode) paragraphOf(p match.Package) int {
	if len(p.Quotes) > 0 {
		if n, _, _, ok := e.Transcript.Locate(p.Quotes[0].Start, p.Quotes[0].End); ok {
			return n
		}
	}
	return p.Mentions[0].Paragraph
}

// CandidateOf is a package as package propose takes it, with what was said of it and the
// section of the list that the speakers were in, "" if unknown.
func CandidateOf(p match.Package, quotes []string, section string) propose.Candidate {
	c := propose.Candidate{Name: p.Name, URL: p.Link(), About: p.About, Heard: section, Context: quotes}
	if p.Ecosystem == match.PyPI {
		c.Language = "Python"
	}
	if v := p.Evidence; v != nil {
		c.Stars, c.Homepage, c.License = v.Stars.Value, v.Homepage.Value, v.License.Value
		c.Topics, c.Keywords, c.Classifiers = v.Topics.Value, v.Keywords.Value, v.Classifiers.Value
		if c.About == "" {
			c.About = v.Summary.Value
		}
	}
	return c
}
