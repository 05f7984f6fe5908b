package episode

import (
	"context"

	"namedrop/internal/suggest"
	"namedrop/propose"
)

// Place makes the proposal and the patch for a candidate of an archive. If this is
// impossible, c.Problem says why.
func (p *Pipeline) Place(ctx context.Context, c *suggest.Candidate) { p.PlaceAs(ctx, c, Decision{}) }

// PlaceAs is like Place but applies the edits of a decision.
func (p *Pipeline) PlaceAs(ctx context.Context, c *suggest.Candidate, d Decision) {
	var quotes []string
	for _, e := range c.Episodes {
		for _, q := range e.Quotes {
			quotes = append(quotes, q.Text)
		}
	}
	q, err := p.Entry(ctx, CandidateOf(c.Package, quotes, ""), d)
	if err != nil {
		c.Problem = err.Error()
		return
	}
	c.Proposal, c.Found = &q.Proposal, &q.Found
	c.Patch = propose.Patch(p.List.Name, p.List.Source, []propose.Proposal{q.Proposal})
}
