package fit

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Evidence for a section that was found by other means than words: speakers named it.
// It is added to the log-odds.
const spoken = 4

// Thresholds from which the similarity of vectors between a project and a section's
// entries, title or most similar entry counts as evidence. One in twenty random pairs
// of projects reaches them; the threshold for the most similar of many entries is
// higher.
const (
	leastSection = 0.35
	leastTitle   = 0.4
	leastNearest = 0.7
)

// Rank returns the sections that fit a project, best first. The scores are
// probabilities, given that the project belongs on the list: they sum to 1, except that
// the score of a section without evidence is set to 0.
func (m *Model) Rank(p Project) []Choice {
	if len(m.sections) == 0 {
		return nil
	}
	q := m.query(p, -1)
	fs := m.compare(q)
	likely, sum := odds(fs), 0.0
	choices := make([]Choice, len(fs))
	for i, f := range fs {
		named := p.namesSection(m.list.Sections[i].Title)
		if named {
			likely[i] *= math.Exp(spoken)
		}
		sum += likely[i]
		choices[i] = Choice{Section: i}
		if (named || evidence(f)) && !p.foreignTo(m.list.Sections[i]) {
			choices[i].Score = likely[i]
			choices[i].Words = m.shared(q, i, named)
		}
	}
	for i := range choices {
		choices[i].Score /= sum
	}
	slices.SortStableFunc(choices, func(a, b Choice) int { return cmp.Compare(b.Score, a.Score) })
	return choices
}

// evidence reports whether anything but its size supports a section.
func evidence(f features) bool {
	return f[nearest] > 0 || f[inTitle] > 0 || f[inIntro] > 0 || f[spelling] > 0 || f[ownerShare] > 0 ||
		f[meansSection] > leastSection || f[meansTitle] > leastTitle || f[meansNearest] > leastNearest
}

// shared returns the words that a project shares with a section, most relevant first.
func (m *Model) shared(q query, i int, named bool) []string {
	telling, s := bag{}, &m.sections[i]
	for k, at := range q.words.at {
		if x := q.words.value[k] * s.sum[at] / math.Sqrt(s.size+1); x > 0 {
			telling[m.words[at]] += x
		}
	}
	for t := range s.title {
		if q.bag[t] > 0 {
			telling[t] += s.title[t] * m.rarity(t)
		}
	}
	var words []string
	if named {
		words = append(words, m.list.Sections[i].Title)
	}
	for _, t := range telling.strongest() {
		words = append(words, m.spelling(t))
	}
	return words
}

// namesSection reports whether speakers named a section, or were discussing it, when
// they mentioned the project.
func (p Project) namesSection(title string) bool {
	return len(p.Said) > 0 && Names(p.Said[0], title) || p.Heard != "" && slices.Equal(Terms(p.Heard), Terms(title))
}

// Names reports whether a text names a section. A one-word title is also an ordinary
// word, so it must be called a section: "the testing section".
func Names(text, title string) bool {
	ts := Terms(title)
	said := " " + strings.Join(Terms(text), " ") + " "
	switch len(ts) {
	case 0:
		return false
	case 1:
		return slices.ContainsFunc([]string{"section", "category", "heading"}, func(w string) bool {
			return strings.Contains(said, " "+ts[0]+" "+stem(w)+" ")
		})
	}
	return strings.Contains(said, " "+strings.Join(ts, " ")+" ")
}
