package feature

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"namedrop/extract/candidate"
	"namedrop/extract/token"
)

// maxCounted is the number up to which different names and spellings are counted. It
// limits the work for one candidate and is far more than a sentence has.
const maxCounted = 100

// extents holds the outermost candidates of each key (a name or a spelling). They
// determine whether a key occurs separately from a given candidate.
type extents struct {
	at  map[string]int // index into all
	all []extent
}

type extent struct {
	key      string
	lastMin  int // the least last token of its candidates
	firstMax int // the greatest first token
}

// add notes a candidate under a key.
func (e *extents) add(key string, c *candidate.Candidate) {
	if e.at == nil {
		e.at = map[string]int{}
	}
	i, ok := e.at[key]
	if !ok {
		e.at[key] = len(e.all)
		e.all = append(e.all, extent{key: key, lastMin: c.Last, firstMax: c.First})
		return
	}
	e.all[i].lastMin = min(e.all[i].lastMin, c.Last)
	e.all[i].firstMax = max(e.all[i].firstMax, c.First)
}

// countDisjoint counts the keys, besides one, with a candidate that shares no
// token with c, up to maxCounted. A nil e has none.
func (e *extents) countDisjoint(c *candidate.Candidate, besides string) (n int) {
	if e == nil {
		return 0
	}
	for _, x := range e.all {
		if x.key != besides && (x.lastMin < c.First || x.firstMax > c.Last) {
			if n++; n == maxCounted {
				break
			}
		}
	}
	return n
}

// sameName holds running totals of all candidates for a name, so that the totals of
// those that share no token with a given one are found without visiting all.
type sameName struct {
	byFirst, byLast tally
	spellings       extents // of the plausible ones
}

// tally has running totals of candidates in an order: of those up to each of them.
type tally struct {
	at   []int // the token by which they are ordered
	sums []totals
}

func newTally(n int) tally { return tally{make([]int, 0, n), make([]totals, 0, n)} }

type totals struct {
	best     float64 // the highest score, -20 if there is none
	expected float64 // sum of the probabilities
	possible int     // how many have a score above minPossible
}

// minPossible is the log-odds above which a candidate is counted as possible.
const minPossible = -4

func (t totals) plus(u totals) totals {
	return totals{max(t.best, u.best), t.expected + u.expected, t.possible + u.possible}
}

func totalsOf(c *candidate.Candidate) totals {
	t := totals{best: c.Score, expected: c.Probability()}
	if c.Score > minPossible {
		t.possible = 1
	}
	return t
}

// noTotals are those of no candidate.
func noTotals() totals { return totals{best: -20} }

// newSameName sums up candidates in the order of their first tokens.
func newSameName(all []*candidate.Candidate, tokens []token.Token) *sameName {
	s := &sameName{byFirst: newTally(len(all)), byLast: newTally(len(all))}
	for _, c := range all {
		if c.Score > minPossible {
			s.spellings.add(token.Letters(tokens[c.First:c.Last+1]), c)
		}
	}
	byLast := slices.SortedStableFunc(slices.Values(all), func(a, b *candidate.Candidate) int { return cmp.Compare(a.Last, b.Last) })
	running := noTotals()
	for _, c := range byLast {
		running = running.plus(totalsOf(c))
		s.byLast.at, s.byLast.sums = append(s.byLast.at, c.Last), append(s.byLast.sums, running)
	}
	running = noTotals()
	for _, c := range slices.Backward(all) {
		running = running.plus(totalsOf(c))
		s.byFirst.at, s.byFirst.sums = append(s.byFirst.at, c.First), append(s.byFirst.sums, running)
	}
	return s
}

// elsewhere returns the totals of the candidates that share no token with c.
func (s *sameName) elsewhere(c *candidate.Candidate) totals {
	before := sort.Search(len(s.byLast.at), func(i int) bool { return s.byLast.at[i] >= c.First })
	behind := sort.Search(len(s.byFirst.at), func(i int) bool { return s.byFirst.at[i] <= c.Last })
	all := noTotals()
	if before > 0 {
		all = all.plus(s.byLast.sums[before-1])
	}
	if behind > 0 {
		all = all.plus(s.byFirst.sums[behind-1])
	}
	return all
}

// setElsewhere sets the features about other candidates for the same name.
func (s *documentContext) setElsewhere(c *candidate.Candidate) {
	name := s.names[c.Project.Name]
	t := name.elsewhere(c)
	k := c.Dense
	k[denseBestElsewhere], k[denseExpectedElsewhere] = float32(t.best), float32(math.Log2(t.expected+1.0/64))
	k[denseCandidatesElsewhere], k[denseSpellings] = float32(t.possible), float32(name.spellings.countDisjoint(c, ""))
	same := s.spellings[c.Spelling(s.tokens)] - 1
	k[denseSameWords] = float32(same)
	k[denseSameWordsShare] = -1
	if t.possible > 0 {
		k[denseSameWordsShare] = float32(same) / float32(t.possible)
	}
}
