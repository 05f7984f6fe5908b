package suggest

import (
	"cmp"
	"slices"

	"namedrop/match"
)

// Ranking is what an archive suggests.
type Ranking struct {
	Candidates []*Candidate // by score
	OffTopic   []*Candidate // put forward and not fit for this list, by worth
}

// Rank judges every project that the list lacks and that an episode puts forward.
// The matcher decides anew on each: the list may have changed since an episode was
// read, and more may be known of the project.
func (a *Archive) Rank(m *match.Matcher) Ranking {
	var r Ranking
	for _, c := range a.inOrder() {
		c.sortEpisodes()
		m.Reconsider(&c.Package)
		switch {
		case c.Status == match.Candidate:
			c.Score = match.Score(c.Fit.Probability, c.worths())
			r.Candidates = append(r.Candidates, c)
		case c.Status == match.Mentioned && c.Forward() && !c.Suits():
			r.OffTopic = append(r.OffTopic, c)
		}
	}
	slices.SortStableFunc(r.Candidates, func(x, y *Candidate) int { return cmp.Compare(y.Score, x.Score) })
	slices.SortStableFunc(r.OffTopic, func(x, y *Candidate) int { return cmp.Compare(y.Worth, x.Worth) })
	return r
}

// worths are those that the episodes give.
func (c *Candidate) worths() []float64 {
	var all []float64
	for _, e := range c.Episodes {
		all = append(all, e.Worth*c.Confidence)
	}
	return all
}
