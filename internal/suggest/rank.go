package suggest

import (
	"cmp"
	"slices"

	"namedrop/match"
)

// Ranking holds the suggestions of an archive.
type Ranking struct {
	Candidates []*Candidate // by score
	OffTopic   []*Candidate // highlighted but off topic for this list, by worth
	Dismissed  []*Candidate // no longer candidates, with their reasons; set by [Ranking.Keep]
	Counts     Counts
}

// Counts holds how many projects the episodes mention, and how many are no candidates.
type Counts struct {
	Mentioned int
	Listed    int // in the list, or linked in an entry of it
	Weak      int // not highlighted
	OffTopic  int // for this list, whether highlighted or not
}

// Keep calls check for each candidate in order. Those whose status it changes are moved to
// Dismissed.
func (r *Ranking) Keep(check func(*Candidate)) {
	var kept []*Candidate
	for _, c := range r.Candidates {
		if check(c); c.Status == match.Candidate {
			kept = append(kept, c)
		} else {
			r.Dismissed = append(r.Dismissed, c)
		}
	}
	r.Candidates = kept
}

// leastExpected is the minimum of the expected number of episodes that highlight a
// candidate. It is low: lists take in projects that an episode only mentions, too, and
// the score puts them behind.
const leastExpected = 0.005

// likelyFrom is the minimum score of a likely candidate. doc/evaluation.md states its effect.
const likelyFrom = 0.03

// Likely reports whether people should be asked about a candidate. The score of a project
// from few episodes is low, so the candidates of single episodes are always likely.
func (c *Candidate) Likely() bool { return c.Score >= likelyFrom || c.Forward() && c.Suits() }

// Rank judges every project that the list lacks and the episodes highlight. The
// requirements are lower than for a single episode: a project that no single episode
// clearly highlights can be a candidate, behind the others. The matcher looks up the
// list again, because it may have changed since an episode was read, and more may be
// known about the project.
func (a *Archive) Rank(m *match.Matcher) Ranking {
	var r Ranking
	for _, c := range a.inOrder() {
		c.sortEpisodes()
		worths := c.worths()
		r.Counts.Mentioned++
		switch {
		case !m.Reconsider(&c.Package):
			r.Counts.Listed++
		case sum(worths) < leastExpected:
			r.Counts.Weak++
		case c.Belongs():
			c.Status, c.Score = match.Candidate, match.Score(c.Confidence, c.Fit.Probability, worths)
			r.Candidates = append(r.Candidates, c)
		default:
			if r.Counts.OffTopic++; c.Forward() {
				r.OffTopic = append(r.OffTopic, c)
			}
		}
	}
	slices.SortStableFunc(r.Candidates, func(x, y *Candidate) int { return cmp.Compare(y.Score, x.Score) })
	slices.SortStableFunc(r.OffTopic, func(x, y *Candidate) int { return cmp.Compare(y.Worth, x.Worth) })
	return r
}

func sum(all []float64) float64 {
	total := 0.0
	for _, x := range all {
		total += x
	}
	return total
}

// worths returns the worth of the project in each episode.
func (c *Candidate) worths() []float64 {
	var all []float64
	for _, e := range c.Episodes {
		all = append(all, e.Worth*c.Confidence)
	}
	return all
}
