package role

import "slices"

// What the trees of the model are about: that an episode puts a project forward, that
// somebody recommends it, and, of others, that it is used or compared.
const (
	worthTrees   = "worth"
	adviseTrees  = "recommended"
	usedTrees    = "used"
	compareTrees = "compared"
)

// Thresholds of the roles, see doc/evaluation.md.
const (
	recommendedFrom = 0.17
	wishedFrom      = 0.67
	presentedFrom   = 0.4
	usedFrom        = 0.4
	comparedFrom    = 0.4
)

// judge judges a project of the scene.
func (m *Model) judge(s *scene, project int) Judgement {
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
	j := Judgement{Role: Passing, Worth: p(worthTrees), Advised: p(adviseTrees)}
	j.Wish = probability(slices.Max(s.wish[project]))
	j.Quotes = s.quotes(project)
	if j.Wished() {
		j.Worth = max(j.Worth, j.Wish)
	}
	if forest := m.trees[worthTrees]; forest.Trees() > 0 {
		added, _ := forest.Explain(f)
		j.Reasons = reasons(f, added, j.Worth)
	}
	used, compared := p(usedTrees), p(compareTrees)
	switch {
	case j.Wished() || j.Advised >= recommendedFrom:
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

// Wished reports whether somebody wants the project on a list.
func (j Judgement) Wished() bool { return j.Wish >= wishedFrom }
