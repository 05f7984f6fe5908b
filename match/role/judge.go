package role

import "slices"

// The targets of the tree models: a series of news highlights a project, or another episode
// does; a speaker recommends it, uses it, or compares something with it.
const (
	headlineTrees  = "headline"
	worthTrees     = "worth"
	recommendTrees = "recommended"
	usedTrees      = "used"
	compareTrees   = "compared"
)

// The probabilities from which a role is assigned; see doc/evaluation.md.
const (
	recommendedFrom = 0.135
	requestedFrom   = 0.8
	presentedFrom   = 0.4
	usedFrom        = 0.4
	comparedFrom    = 0.4
	worthwhile      = 0.1 // worth below which nothing is recommended, whatever stands near it
)

// judge classifies a project of a document.
func (m *Model) judge(s *document, project int) Judgement {
	if len(s.at[project]) == 0 {
		return Judgement{Role: Passing}
	}
	f := s.describe(project)
	p := func(trees string) float64 {
		forest := m.trees[trees]
		if forest.Trees() == 0 {
			return 0
		}
		return probability(forest.Score(f))
	}
	odds, added := m.highlighted(s, f)
	j := Judgement{Role: Passing, Worth: probability(odds), Recommendation: p(recommendTrees)}
	j.Headline = j.Worth * s.news
	j.Requested = probability(slices.Max(s.request[project]))
	j.Quotes = s.quotes(project)
	if j.IsRequested() {
		j.Worth = max(j.Worth, j.Requested)
	}
	j.Reasons = reasons(f, added, j.Worth)
	used, compared := p(usedTrees), p(compareTrees)
	switch {
	case j.IsRequested() || j.Recommendation >= recommendedFrom && j.Worth >= worthwhile:
		j.Role = Recommended
	case j.Worth >= presentedFrom:
		j.Role = Presented
	case used >= usedFrom && used >= compared:
		j.Role = Used
	case compared >= comparedFrom:
		j.Role = Compared
	}
	return j
}

// highlighted returns the log-odds that the episode highlights a project, and what each
// feature adds to them: the mean of the trees and the regression. News and conversations
// highlight projects in different ways, so each kind has its own, weighted by the
// probability of the kind.
func (m *Model) highlighted(s *document, f []float32) (odds float64, added []float64) {
	added = make([]float64, featureCount)
	for _, kind := range [2]struct {
		trees  string
		weight float64
	}{{headlineTrees, s.news}, {worthTrees, 1 - s.news}} {
		forest, regression := m.trees[kind.trees], m.linear[kind.trees]
		contributions, _ := forest.Explain(f)
		odds += kind.weight * (forest.Score(f) + regression.score(f)) / 2
		for i, c := range contributions {
			added[i] += kind.weight * (c + regression.terms[i].of(f[i])) / 2
		}
	}
	return odds, added
}

// IsRequested reports whether a speaker probably asks for the project to be listed.
func (j Judgement) IsRequested() bool { return j.Requested >= requestedFrom }
