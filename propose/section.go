package propose

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"namedrop/internal/fit"
	"namedrop/propose/outline"
)

// choice is a candidate's group, with the reasons for it.
type choice struct {
	outline.Group
	place    string // its name; see Places
	score    float64
	runnerUp string
	words    []string
}

// choose returns the group that suits the candidate best, or the one that a person chose.
func choose(all []outline.Group, m *fit.Model, c Candidate, w Overrides) (choice, error) {
	if len(all) == 0 {
		return choice{}, errors.New("list has no section with entries that link to projects")
	}
	choices := rank(all, m, c)
	if w.Place != "" {
		return overridden(choices, w.Place)
	}
	return pick(choices, c)
}

// rank orders the groups by how well they suit the candidate, best first.
func rank(all []outline.Group, m *fit.Model, c Candidate) []choice {
	names := placeNames(all)
	var choices []choice
	for _, r := range m.Rank(c.project()) {
		choices = append(choices, choice{Group: all[r.Section], place: names[r.Section], score: r.Score, words: unique(r.Words)})
	}
	return choices
}

// project converts the candidate for package fit.
func (c Candidate) project() fit.Project {
	return fit.Project{Name: c.Name, About: c.About, Filed: c.Filed, URL: c.URL, Topics: c.Topics, Keywords: c.Keywords,
		Classifiers: c.Classifiers, Said: c.Context, Heard: c.Heard}
}

// pick returns the best choice. Without evidence it falls back to the list's section for
// everything else. It returns an error if there is no such section and there are several
// others.
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
		ch.words = nil // they did not affect the decision
	}
	ch.runnerUp = runnerUp(ranked, best)
	return ch, nil
}

func (c choice) isMisc() bool { return c.Label < 0 && outline.IsMisc(c.Title) }

// runnerUp returns the best place other than the i-th, or "" if there is no evidence for
// any.
func runnerUp(ranked []choice, i int) string {
	for k, c := range ranked {
		if k != i && c.score > 0 {
			return c.place
		}
	}
	return ""
}

// unique removes repeated words and keeps the first of each.
func unique(ws []string) []string {
	var out []string
	for _, w := range ws {
		if !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}
