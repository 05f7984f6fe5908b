package role

import "slices"

// The targets of the tree models: the episode highlights a project, a speaker recommends
// it, uses it, or compares something with it.
const (
	worthTrees     = "worth"
	recommendTrees = "recommended"
	usedTrees      = "used"
	compareTrees   = "compared"
)

// The probabilities from which a role is assigned; see doc/evaluation.md.
const (
	recommendedFrom = 0.13
	requestedFrom   = 0.8
	presentedFrom   = 0.4
	usedFrom        = 0.4
	comparedFrom    = 0.4
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
	j := Judgement{Role: Passing, Worth: p(worthTrees), Recommendation: p(recommendTrees)}
	j.Requested = probability(slices.Max(s.request[project]))
	j.Quotes = s.quotes(project)
	if j.IsRequested() {
		j.Worth = max(j.Worth, j.Requested)
	}
	if forest := m.trees[worthTrees]; forest.Trees() > 0 {
		added, _ := forest.Explain(f)
		j.Reasons = reasons(f, added, j.Worth)
	}
	used, compared := p(usedTrees), p(compareTrees)
	switch {
	case j.IsRequested() || j.Recommendation >= recommendedFrom:
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

// IsRequested reports whether a speaker probably asks for the project to be listed.
func (j Judgement) IsRequested() bool { return j.Requested >= requestedFrom }
