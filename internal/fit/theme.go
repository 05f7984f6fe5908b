package fit

import "math"

// minTheme is the share of the entries from which a word of theirs is a theme.
const minTheme = 0.1

// findThemes returns the numbers of the words that are themes of the list: "asyncio" on a
// list about it. A list about many subjects has hardly any.
func (m *Model) findThemes() []int32 {
	var themes []int32
	for i, in := range m.in {
		if in >= minTheme*float64(len(m.entries)) {
			themes = append(themes, int32(i))
		}
	}
	return themes
}

// lacking returns how much less likely the absence of the themes that a project lacks is
// among the entries than on PyPI, as a sum of logarithms; 0 if it lacks none.
func (m *Model) lacking(q query) float64 {
	sum := 0.0
	for _, n := range m.themes {
		term := m.words[n]
		if q.bag[term] > 0 {
			continue
		}
		share := (m.has(term, q) + 1) / (float64(len(m.entries)) + 2)
		sum += math.Log((1 - share) / (1 - min(share, math.Exp(-rarity(term)))))
	}
	return sum
}
