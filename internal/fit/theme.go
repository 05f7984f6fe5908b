package fit

import "math"

// minTheme is the share of the entries from which a word of theirs is a theme.
const minTheme = 0.1

// theme is a word of many entries.
type theme struct {
	term  string
	usual float64 // share of the summaries on PyPI that contain it
}

// findThemes returns the themes of the list: "asyncio" on a list about it. A list about
// many subjects has hardly any.
func (m *Model) findThemes() []theme {
	var themes []theme
	for i, in := range m.in {
		if in >= minTheme*float64(len(m.entries)) {
			themes = append(themes, theme{m.words[i], math.Exp(-rarity(m.words[i]))})
		}
	}
	return themes
}

// lacking returns how much less likely the absence of the themes that a project lacks is
// among the entries than on PyPI, as a sum of logarithms; 0 if it lacks none.
func (m *Model) lacking(q query) float64 {
	sum := 0.0
	for _, t := range m.themes {
		if q.bag[t.term] > 0 {
			continue
		}
		share := (m.has(t.term, q) + 1) / (float64(len(m.entries)) + 2)
		sum += math.Log((1 - share) / (1 - min(share, t.usual)))
	}
	return sum
}
