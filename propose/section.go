package propose

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"namedrop/internal/markdown"
)

// What was said around a candidate is about many things, so it counts little,
// unless it names the section: that decides.
const (
	contextWeight = 0.2
	spokenWeight  = 1.0
	titleSpoken   = 0.5  // the description says the title: "web framework" under Web Frameworks
	enough        = 0.25 // score below which a list's place for all else is better
)

// choice is the section for a candidate and the reasons.
type choice struct {
	section  int // index into List.Sections
	score    float64
	runnerUp string
	words    []string
}

// choose finds the section whose words are most like the candidate's.
func choose(list *markdown.List, c Candidate) (choice, error) {
	m := newModel(list)
	if len(m.sections) == 0 {
		return choice{}, errors.New("list has no section with entries that link to projects")
	}
	about, context := bag{}, bag{}
	about.add(c.Name, nameWeight)
	about.add(c.About, 1)
	context.add(strings.Join(c.Context, " "), 1)
	is, said := m.query(about), m.query(context)
	var all []choice
	for i, k := range m.sections {
		ch := choice{section: k}
		ch.score, ch.words = m.similar(is, i)
		near, words := m.similar(said, i)
		ch.score += contextWeight * near
		ch.words = append(ch.words, words...)
		if len(c.Context) > 0 && spoken(list.Sections[k].Title, c.Context[0]) {
			ch.score += spokenWeight
			ch.words = slices.Insert(ch.words, 0, list.Sections[k].Title)
		}
		if spoken(list.Sections[k].Title, c.About) {
			ch.score += titleSpoken
		}
		all = append(all, ch)
	}
	return pick(list, all), nil
}

// pick takes the best choice. Without enough evidence it is the list's place
// for all else, and without any, in a list that has none, the largest section.
func pick(list *markdown.List, all []choice) choice {
	slices.SortStableFunc(all, func(a, b choice) int { return cmp.Compare(b.score, a.score) })
	size := func(c choice) int { return len(list.Sections[c.section].Entries) }
	best := 0
	if all[0].score < enough {
		if i := slices.IndexFunc(all, func(c choice) bool { return isMisc(list.Sections[c.section].Title) }); i >= 0 {
			best = i
		} else if all[0].score == 0 {
			for i := range all {
				if size(all[i]) > size(all[best]) {
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
		ch.runnerUp = list.Sections[rest[0].section].Title
	}
	ch.words = unique(ch.words)
	return ch
}
