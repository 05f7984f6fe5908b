package episode

import (
	"namedrop/internal/suggest"
	"namedrop/propose"
)

// Place makes the proposal and the patch for a candidate of a whole archive. If there
// can be none, c.Problem says why.
func (p *Pipeline) Place(c *suggest.Candidate) {
	var quotes []string
	for _, e := range c.Episodes {
		for _, q := range e.Quotes {
			quotes = append(quotes, q.Text)
		}
	}
	q, err := propose.New(p.List.Source, p.List.Parsed, CandidateOf(c.Package, quotes, ""), p.Rules)
	if err != nil {
		c.Problem = err.Error()
		return
	}
	c.Proposal = &q
	c.Patch = propose.Patch(p.List.Name, p.List.Source, []propose.Proposal{q})
}
