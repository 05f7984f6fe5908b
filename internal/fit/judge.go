package fit

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// The features that compare a project with a list as a whole.
const (
	sharesNearest = iota // words shared with the most similar entry
	sharesSome           // words shared with the three most similar entries
	nearNearest          // similarity of vectors to the most similar entry
	nearSome             // to the five most similar entries
	nearAll              // to all entries together
	nearSection          // to the most similar section
	nearTitle            // to the list's title
	expected             // log ratio of the frequency of its words in the list and on PyPI
	unusual              // the same for its most distinctive word
	familiar             // share of its words that occur in the list
	named                // words shared with the list's title
	nearer               // how much more its vector is like the five most alike entries than like the five most alike outsiders
	surrounded           // share of entries among the entries and outsiders that are most alike
	lacking              // how much it speaks against the list that the project lacks words of many entries
	separates            // score of the regression that separates entries from other projects
	hasTopics            // log ratio of the frequency of its topics in the list and among known projects
	lacksTopics          // how much it speaks against the list that the project lacks topics of many entries
	NumSigns
)

// SignNames holds the names of these features in the tables.
var SignNames = strings.Fields(`shares-nearest shares-some near-nearest near-some near-all near-section near-title
	expected unusual familiar named nearer surrounded lacking separates has-topics lacks-topics`)

// signs holds the features of a project; NaN if unknown.
type signs [NumSigns]float64

// signs compares a project with the list as a whole, given the weights of the separation.
func (m *Model) signs(q query, weights []float64) signs {
	a := m.alike(q)
	var s signs
	s[sharesNearest], s[sharesSome] = mostOf(a.words, 1), mostOf(a.words, 3)
	s[nearNearest], s[nearSome] = mostOf(a.vectors, 1), mostOf(a.vectors, 5)
	all := m.vector
	if q.without >= 0 {
		for k, x := range m.entries[q.without].vector {
			all[k] -= x
		}
	}
	all.unit()
	s[nearAll] = q.vector.dot(&all)
	for i := range m.sections {
		s[nearSection] = max(s[nearSection], m.likeSection(q, i))
	}
	s[nearTitle] = q.vector.dot(&m.titleVector)
	s[named] = m.overlap(q, m.title)
	m.usual(&s, q)
	m.contrast(&s, q, a.vectors)
	s[lacking] = m.lacking(q)
	s[separates] = m.separated(q, weights)
	leftOut := q.without >= 0 && m.entries[q.without].filed == q.filed
	s[hasTopics], s[lacksTopics] = m.topics().compare(q.filed, leftOut)
	if q.nameOnly {
		s[hasTopics], s[lacksTopics] = math.NaN(), math.NaN()
	}
	return s
}

// likeSection returns the similarity of vectors between a project and the entries of a
// section.
func (m *Model) likeSection(q query, i int) float64 {
	v := m.sections[i].vector
	if q.without >= 0 && m.entries[q.without].section == i {
		for k, x := range m.entries[q.without].vector {
			v[k] -= x
		}
	}
	v.unit()
	return q.vector.dot(&v)
}

// mostOf returns the mean of the n largest values.
func mostOf(xs []float64, n int) float64 {
	top := make([]float64, n)
	for _, x := range xs {
		for k := range top {
			if x > top[k] {
				top[k], x = x, top[k]
			}
		}
	}
	sum := 0.0
	for _, x := range top {
		sum += x
	}
	return sum / float64(n)
}

// usual sets the features based on single words.
func (m *Model) usual(s *signs, q query) {
	total, had := 0.0, 0.0
	for _, t := range q.terms {
		has := m.has(t.text, q)
		gain := m.gain(t, has)
		total += t.weight
		s[expected] += t.weight * gain
		s[unusual] = max(s[unusual], gain)
		if has > 0 {
			had += t.weight
		}
	}
	if total > 0 {
		s[expected] /= total
		s[familiar] = had / total
	}
}

// has returns the frequency of a term in the list, without the ignored entry.
func (m *Model) has(t string, q query) float64 {
	n, ok := m.number[t]
	if !ok {
		return 0
	}
	if q.without >= 0 && value(m.entries[q.without].counts, n) > 0 {
		return m.in[n] - 1
	}
	return m.in[n]
}

// pseudo is the number of PyPI summaries by which the frequencies in a list are
// smoothed, so that a word that occurs once is not taken for its subject.
const pseudo = 20

// gain returns the log ratio of the frequency of a term in the list's entries, of which
// some have it, and in summaries on PyPI.
func (m *Model) gain(t term, has float64) float64 {
	p := math.Exp(-t.rarity)
	share := (has + pseudo*p) / (float64(len(m.entries)) + pseudo)
	return math.Log(share / p)
}

// otherLanguage is the factor of the probability for a project in another language than
// the list's. It is not zero, because bindings are listed for both.
const otherLanguage = 0.05

// Entries returns the number of entries that projects are compared with. Without any, they
// cannot be judged.
func (m *Model) Entries() int { return len(m.entries) }

// Judge returns whether a project belongs on the list.
func (m *Model) Judge(p Project) Verdict {
	q := m.query(p, -1)
	c := m.calibration()
	v := Verdict{Probability: c.probability(m.signs(q, c.Weights)), Least: c.Least, Known: !p.nameOnly()}
	v.For, v.Against = m.reasons(q, spellings(p))
	if missing := m.missing(p.Filed); len(missing) > 0 {
		v.Against = missing
	}
	switch {
	case p.foreign(m.list.Title):
		v.Probability *= otherLanguage
		v.Foreign = "the list is for another language"
	case p.language() == "python":
		kin := m.kinship()
		v.Probability = kin * v.Probability / (1 - v.Probability + kin*v.Probability)
		if kin < foreignKin {
			v.Foreign = "it is a Python project, and hardly any entry of the list is one"
		}
	}
	return v
}

// missing returns the topics of a project that no entry has, the most specific first.
func (m *Model) missing(topics string) []string {
	var all []string
	for t := range strings.FieldsSeq(topics) {
		if !slices.ContainsFunc(Terms(t), func(word string) bool { _, ok := m.number[word]; return ok }) {
			all = append(all, t)
		}
	}
	return all
}

// nameOnly reports whether nothing but the name says what a project is.
func (p *Project) nameOnly() bool { return p.About == "" && p.Filed == "" && len(p.Topics) == 0 }

// reasons returns the words of a project that are more frequent in the list than
// elsewhere, and the words that do not occur in it.
func (m *Model) reasons(q query, spelt map[string]string) (pro, contra []string) {
	strong, strange := bag{}, bag{}
	for _, t := range q.terms {
		has := m.has(t.text, q)
		if gain := m.gain(t, has); has > 0 && gain > 1 {
			strong[cmp.Or(spelt[t.text], m.spelling(t.text))] = t.weight * gain
		} else if has == 0 && t.word >= 0 {
			strange[cmp.Or(spelt[t.text], t.text)] = t.weight * t.rarity
		}
	}
	return strong.strongest(), strange.strongest()
}

// spellings returns the words of a project by term.
func spellings(p Project) map[string]string {
	spelt := map[string]string{}
	for _, w := range split(strings.Join(append(slices.Clone(p.Topics), p.Filed, p.Name, p.About), " ")) {
		w = strings.ToLower(w)
		spelt[stem(w)] = w
	}
	return spelt
}

// letters returns a name without case and punctuation.
func letters(name string) string {
	if !strings.ContainsFunc(name, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
		return name
	}
	return strings.ToLower(strings.Join(split(name), ""))
}
