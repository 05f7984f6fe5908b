package episode

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"namedrop/extract"
	"namedrop/internal/catalog"
	"namedrop/internal/fit"
	"namedrop/internal/markdown"
	"namedrop/internal/transcript"
	"namedrop/match"
	"namedrop/match/role"
	"namedrop/propose"
)

// List is the awesome list to propose additions to.
type List struct {
	Name   string // path in patches
	Source []byte
	Parsed *markdown.List // of Source
}

// Pipeline holds the stages from a transcript to proposals. Make one with New and set
// the optional fields before use. It is safe for concurrent use.
type Pipeline struct {
	List    List
	Finder  func() *extract.Finder // makes it in the first call
	Matcher *match.Matcher

	// Optional.
	Vetter      *match.Vetter                       // nil: candidates are not vetted
	Rules       func(context.Context) propose.Rules // of the list, called for each proposal; nil for none
	Possible    bool                                // also fill Episode.Possible
	Since       time.Time                           // episodes before this date return ErrOld; zero for no limit
	Readings    Readings                            // of earlier runs; nil to read every transcript
	Fresh       bool                                // do not use earlier readings, only save new ones
	Corrections func(context.Context, *transcript.Transcript) []extract.Correction
	Decisions   func(context.Context) Decisions

	entries   func() *propose.List // of List; prepares it in the first call
	catalog   string               // see catalogKey
	threshold float64
	roles     func() *role.Model
}

// Options configure a pipeline. Only List and Threshold must be set.
type Options struct {
	List      List
	Threshold float64           // confidence from which a mention is reported
	Extra     []catalog.Project // the user's own projects, which take precedence over all others
	Synced    *catalog.Index    // all names on PyPI, nil if they were not synced; must stay open
	Model     *extract.Model    // nil for the default model
	Roles     *role.Model       // nil for the default model
}

// New builds a pipeline. Its catalogue holds the extra projects, the embedded
// ones, those of the list, and the synced index, in this order.
func New(o Options) *Pipeline {
	listing := match.NewListing(o.List.Parsed)
	index := o.Synced
	if index == nil || index.Names() == 0 {
		index = catalog.Top()
	}
	c := catalog.New(index, o.Extra, listing.Projects())
	list := FitList(o.List.Parsed, listing, c)
	model := fit.Learn(list, nil)
	model.UseKnown(Describable)
	p := &Pipeline{
		entries: sync.OnceValue(func() *propose.List { return propose.NewList(o.List.Source, o.List.Parsed, model) }),
		catalog: catalogKey(o.Extra, listing.Projects(), index), threshold: o.Threshold,
		List: o.List,
		Finder: sync.OnceValue(func() *extract.Finder {
			model := o.Model
			if model == nil {
				model = extract.DefaultModel()
			}
			return extract.New(c, model, o.Threshold)
		}),
		Matcher: &match.Matcher{Catalog: c, Listing: listing, Fit: model},
		roles:   role.DefaultModel,
	}
	if o.Roles != nil {
		p.roles = func() *role.Model { return o.Roles }
	}
	p.Matcher.Judge = p.judge
	model.UseCalibration(func(calibrate func() fit.Calibration) fit.Calibration { return p.calibration(list, calibrate) })
	return p
}

// Describable returns the projects of the embedded catalogue that have a description: those
// with which package fit compares a list. The slice is new and belongs to the caller.
func Describable() []fit.Project {
	all := make([]fit.Project, 0, len(catalog.EmbeddedOutlines()))
	for p := range catalog.EachEmbedded() {
		if p.About != "" {
			all = append(all, fit.Project{Name: p.Name, About: p.About, Filed: p.Topics})
		}
	}
	return all
}

// Run runs all stages on an input. An input that cannot be read is an error, which
// names it; other failures are reported in the episode.
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
// otherwise as the hosts say it; zero if unknown.
func Recorded(t *transcript.Transcript) time.Time {
	if !t.Date.IsZero() {
		return t.Date
	}
	return t.Recorded()
}

// Detect reads an input and finds the packages that are mentioned in it. It does not
// use the network unless the input does.
func (p *Pipeline) Detect(ctx context.Context, in Input) (Episode, error) {
	t, err := in.Read(ctx)
	if err != nil {
		return Episode{}, err
	}
	return p.DetectIn(ctx, t, in)
}

// DetectIn finds the packages that are mentioned in the transcript of an input.
func (p *Pipeline) DetectIn(ctx context.Context, t *transcript.Transcript, in Input) (Episode, error) {
	e := Episode{Transcript: t, Title: t.Title, Address: in.Address, Recorded: Recorded(t), Duration: in.Duration, Item: in.Item}
	if !e.Recorded.IsZero() && e.Recorded.Before(p.Since) {
		return e, ErrOld
	}
	var corrections []extract.Correction
	if p.Corrections != nil {
		corrections = p.Corrections(ctx, t)
	}
	e.Packages, e.Possible = p.match(t, p.read(t), corrections)
	e.addressQuotes(e.Packages)
	e.addressQuotes(e.Possible)
	return e, nil
}

// match returns the packages of a reading, and the possible packages if they are wanted.
// Possible mentions that come near the threshold are judged together with the others,
// because what the episode says of a project also tells whether it was named.
func (p *Pipeline) match(t *transcript.Transcript, r reading, corrections []extract.Correction) (packages, possible []match.Package) {
	var near, far []extract.Mention
	for _, m := range r.Possible {
		if m.Confidence >= p.threshold*role.PossibleShare {
			near = append(near, m)
		} else {
			far = append(far, m)
		}
	}
	for _, x := range p.Matcher.Match(t, extract.Correct(t, slices.Concat(r.Mentions, near), corrections)) {
		if x.Confidence < p.threshold {
			x.Demote()
		}
		if x.Confidence >= p.threshold || role.Convincing(x.Confidence, x.Headline, p.threshold) {
			packages = append(packages, x)
		} else {
			possible = append(possible, x)
		}
	}
	if !p.Possible {
		return packages, nil
	}
	for _, x := range p.Matcher.Match(t, far) {
		x.Demote()
		possible = append(possible, x)
	}
	return packages, possible
}

// Packages finds the packages that are mentioned in a transcript, in the order of their
// first mention. Corrections take precedence over detection.
func (p *Pipeline) Packages(t *transcript.Transcript, corrections ...extract.Correction) []match.Package {
	packages, _ := p.match(t, p.detect(t), corrections)
	return packages
}

// Vet gathers the evidence of every candidate and checks it against the policy.
func (p *Pipeline) Vet(ctx context.Context, e *Episode) {
	if p.Vetter != nil {
		p.Vetter.Vet(ctx, e.Packages, e.Recorded)
	}
}

// Propose adds a proposal for every candidate, with the edits of earlier decisions. If
// a proposal is impossible, the package has the reason. Candidates that were rejected
// earlier get the status Rejected, and their proposals are Declined.
func (p *Pipeline) Propose(ctx context.Context, e *Episode) {
	var decisions Decisions
	if p.Decisions != nil {
		decisions = p.Decisions(ctx)
	}
	for i := range e.Packages {
		if c := &e.Packages[i]; c.Status == match.Candidate {
			p.propose(ctx, e, c, decisions.Of(*c))
		}
	}
	// Two additions to an alphabetical section may have the same position.
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
func (p *Pipeline) propose(ctx context.Context, e *Episode, c *match.Package, d Decision) {
	q, err := p.Entry(ctx, candidate(*e, *c), d)
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

// Entry composes the entry of a candidate, as found and as edited by a person. Its
// Patch is empty.
func (p *Pipeline) Entry(ctx context.Context, c propose.Candidate, d Decision) (q Proposal, err error) {
	var rules propose.Rules
	if p.Rules != nil {
		rules = p.Rules(ctx)
	}
	if q.Found, err = p.entries().Propose(c, propose.Overrides{}, rules); err != nil {
		return q, err
	}
	q.Proposal = q.Found
	edited, ok := d.Apply(c)
	if !ok || d.Rejected {
		return q, nil
	}
	q.Proposal, err = p.entries().Propose(edited, d.Overrides, rules)
	q.Candidate = c // proposals are identified by package name
	return q, err
}

// candidate converts a package of an episode for package propose.
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

// CandidateOf converts a package for package propose, with its quotes and the section
// of the list that the speakers were discussing, "" if unknown.
func CandidateOf(p match.Package, quotes []string, section string) propose.Candidate {
	c := propose.Candidate{Name: p.Name, URL: p.Link(), About: p.About, Filed: p.Topics, Heard: section, Context: quotes}
	if p.Ecosystem == match.PyPI {
		c.Language = "Python"
	}
	if v := p.Evidence; v != nil {
		c.Stars, c.Forks, c.Homepage, c.License = v.Stars.Value, v.Forks.Value, v.Homepage.Value, v.License.Value
		c.Topics, c.Keywords, c.Classifiers = v.Topics.Value, v.Keywords.Value, v.Classifiers.Value
		if c.About == "" {
			c.About = v.Summary.Value
		}
	}
	return c
}
