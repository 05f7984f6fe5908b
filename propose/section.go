package propose

import (
	"cmp"
	"errors"
	"slices"
	"strings"
)

// What was said around a candidate is about many things, so it counts little,
// unless it names the section: that decides. What registries file it under is
// often generous.
const (
	contextWeight = 0.2
	filedWeight   = 0.5
	spokenWeight  = 1.0
	titleSpoken   = 0.5 // the description says the title: "web framework" under Web Frameworks
	enough        = 0.3 // score below which a list's place for all else is better
)

// choice is the group for a candidate and the reasons.
type choice struct {
	group
	place    string // its name, see Places
	score    float64
	runnerUp string
	words    []string
}

// choose finds the group whose words are most like the candidate's, or the one
// that a person chose.
func choose(all []group, c Candidate, w Overrides) (choice, error) {
	if len(all) == 0 {
		return choice{}, errors.New("list has no section with entries that link to projects")
	}
	choices, names := compare(all, c), placeNames(all)
	for i, name := range names {
		choices[i].place = name
	}
	if w.Place != "" {
		return overridden(choices, names, w.Place)
	}
	return pick(choices), nil
}

// compare says how well each group fits a candidate.
func compare(all []group, c Candidate) []choice {
	m := newModel(all)
	context := bag{}
	context.add(strings.Join(c.Context, " "), 1)
	is, said := m.query(c.words()), m.query(context)
	var choices []choice
	for i, g := range all {
		ch := choice{group: g}
		ch.score, ch.words = m.similar(is, i)
		near, words := m.similar(said, i)
		ch.score += contextWeight * near
		ch.words = append(ch.words, words...)
		if c.namesSection(g.title) {
			ch.score += spokenWeight
			ch.words = slices.Insert(ch.words, 0, g.title)
		}
		if spoken(g.title, c.About) {
			ch.score += titleSpoken
		}
		choices = append(choices, ch)
	}
	return choices
}

// words are what is known of a candidate.
func (c Candidate) words() bag {
	b := bag{}
	b.add(c.Name, nameWeight)
	b.add(c.About, 1)
	b.add(strings.Join(c.Topics, " "), filedWeight)
	b.add(strings.Join(c.Keywords, " "), filedWeight)
	for _, s := range c.Classifiers {
		// What most of PyPI is filed under says nothing.
		if topic, ok := strings.CutPrefix(s, "Topic :: "); ok && !strings.HasPrefix(topic, "Software Development :: Libraries") {
			b.add(topic, filedWeight)
		}
	}
	return b
}

// namesSection reports whether speakers named the section, or were in it, when
// they named the candidate.
func (c Candidate) namesSection(title string) bool {
	return len(c.Context) > 0 && spoken(title, c.Context[0]) ||
		c.Heard != "" && slices.Equal(terms(c.Heard), terms(title))
}

// pick takes the best choice. Without enough evidence it is the list's place
// for all else, and without any, in a list that has none, the largest group.
func pick(all []choice) choice {
	if len(all) == 0 {
		return choice{}
	}
	slices.SortStableFunc(all, func(a, b choice) int { return cmp.Compare(b.score, a.score) })
	best := 0
	if all[0].score < enough {
		if i := slices.IndexFunc(all, func(c choice) bool { return c.label < 0 && isMisc(c.title) }); i >= 0 {
			best = i
		} else if all[0].score == 0 {
			for i := range all {
				if len(all[i].entries) > len(all[best].entries) {
					best = i
				}
			}
		}
	}
	ch := all[best]
	if best > 0 {
		ch.words = nil // they did not decide
	}
	if rest := slices.Delete(all, best, best+1); len(rest) > 0 {
		ch.runnerUp = rest[0].place
	}
	ch.words = unique(ch.words)
	return ch
}
