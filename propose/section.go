package propose

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"namedrop/internal/fit"
)

// choice is the group for a candidate and the reasons.
type choice struct {
	group
	place    string // its name, see Places
	score    float64
	runnerUp string
	words    []string
}

// choose finds the group that suits the candidate best, or the one that a
// person chose.
func choose(all []group, m *fit.Model, c Candidate, w Overrides) (choice, error) {
	if len(all) == 0 {
		return choice{}, errors.New("list has no section with entries that link to projects")
	}
	choices := rank(all, m, c)
	if w.Place != "" {
		return overridden(choices, w.Place)
	}
	return pick(choices, c)
}

// rank gives the groups in the order in which they suit the candidate.
func rank(all []group, m *fit.Model, c Candidate) []choice {
	names := placeNames(all)
	var choices []choice
	for _, r := range m.Rank(c.project()) {
		choices = append(choices, choice{group: all[r.Section], place: names[r.Section], score: r.Score, words: unique(r.Words)})
	}
	return choices
}

// project is the candidate as package fit knows it.
func (c Candidate) project() fit.Project {
	return fit.Project{Name: c.Name, About: c.About, URL: c.URL, Topics: c.Topics, Keywords: c.Keywords,
		Classifiers: c.Classifiers, Said: c.Context, Heard: c.Heard}
}

// pick takes the best choice. Without evidence it is the list's place for all
// else; in a list that has no such place but several others no section fits then,
// which is an error.
func pick(ranked []choice, c Candidate) (choice, error) {
	best := 0
	if ranked[0].score == 0 {
		if i := slices.IndexFunc(ranked, choice.isMisc); i >= 0 {
			best = i
		} else if len(ranked) > 1 {
			return choice{}, fmt.Errorf("candidate %s: no section fits", cmp.Or(c.Name, c.URL))
		}
	}
	ch := ranked[best]
	if best > 0 {
		ch.words = nil // they did not decide
	}
	ch.runnerUp = runnerUp(ranked, best)
	return ch, nil
}

func (c choice) isMisc() bool { return c.label < 0 && isMisc(c.title) }

// runnerUp is the place that suits best beside the i-th, "" if there is none for
// which anything speaks.
func runnerUp(ranked []choice, i int) string {
	for k, c := range ranked {
		if k != i && c.score > 0 {
			return c.place
		}
	}
	return ""
}
