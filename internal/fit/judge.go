package fit

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"
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

// foreignKin is the kinship below which a list is for projects in other languages.
const foreignKin = 0.5

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

// Calibration holds what tells entries from other projects, the mean and spread of the
// features among projects in general, and the meaning of a score for the list. It can be
// saved as JSON.
type Calibration struct {
	Weights       []float64 // of the regression that separates entries from other projects
	Mean, Spread  [NumSigns]float64
	Slope, Offset float64
	Least         float64 // see Verdict
}

// UseCalibration sets a function that provides the calibration of a model. It is called
// once, when the model is first asked to judge, with the function that computes the
// calibration, and returns its result or an equal one of an earlier run. UseCalibration
// must be called before the model is used.
func (m *Model) UseCalibration(provide func(calibrate func() Calibration) Calibration) {
	calibrate := m.calibration
	m.calibration = sync.OnceValue(func() Calibration { return provide(calibrate) })
}

// standard returns the features in units of their spread among projects in general, 0 for
// unknown ones.
func (c *Calibration) standard(s signs) signs {
	for i := range s {
		if math.IsNaN(s[i]) {
			s[i] = c.Mean[i]
		}
		s[i] = max(-5, min(5, (s[i]-c.Mean[i])/c.Spread[i]))
	}
	return s
}

// score returns the weighted sum of the standardized features.
func score(s signs) float64 {
	w, sum := signWeights(), 0.0
	for i, x := range s {
		sum += w[i] * x
	}
	return sum
}

// probability returns the probability for features, as if the list's entries and
// projects in general were equally frequent.
func (c *Calibration) probability(s signs) float64 {
	return 1 / (1 + math.Exp(-c.Slope*score(c.standard(s))-c.Offset))
}

// The maximum numbers of entries and of other projects used for calibration.
const (
	sampledEntries = 150
	sampledOthers  = 300
)

// calibrate judges entries of the list, each left out, and other projects.
func (m *Model) calibrate(known []Project) Calibration {
	own, others, weights := m.samples(known)
	c := spreadOf(others)
	c.Weights = weights
	c.Slope, c.Offset = c.odds(own, others)
	c.Least = c.least(own)
	return c
}

// exceptions is the share of entries that need not reach the least probability.
const exceptions = 0.03

// least returns the probability that all entries but a few reach, 0 if there are none.
func (c *Calibration) least(own []signs) float64 {
	ps := []float64{0}
	for _, s := range own {
		ps = append(ps, c.probability(s))
	}
	slices.Sort(ps)
	return ps[min(len(own), 1+int(exceptions*float64(len(own))))]
}

// spreadOf returns a calibration with only mean and spread.
func spreadOf(others []signs) Calibration {
	var c Calibration
	for i := range c.Mean {
		var sum, squares, n float64
		for _, s := range others {
			if math.IsNaN(s[i]) {
				continue
			}
			n++
			sum += s[i]
			squares += s[i] * s[i]
		}
		n = max(1, n)
		c.Mean[i] = sum / n
		c.Spread[i] = max(0.02, math.Sqrt(max(0, squares/n-c.Mean[i]*c.Mean[i])))
	}
	return c
}

// SignExamples returns the features of entries, each left out, and of other projects,
// in units of their spread among the others.
func (m *Model) SignExamples(known []Project) (own, others []([NumSigns]float64)) {
	t := m.newTopical(known)
	m.outsiders = func() []outsider { return m.outside(known) }
	m.topics = func() *topical { return t }
	in, out, _ := m.samples(known)
	c := spreadOf(out)
	for _, s := range in {
		own = append(own, c.standard(s))
	}
	for _, s := range out {
		others = append(others, c.standard(s))
	}
	return own, others
}

// samples returns the features of entries, each left out, and of other projects, and the
// weights of the separation.
func (m *Model) samples(known []Project) (own, others []signs, weights []float64) {
	entries := m.described(known)
	apart := m.separate(entries, known)
	for n := 0; n < len(entries); n += len(entries)/sampledEntries + 1 {
		q := m.query(entries[n], n)
		s := m.signs(q, apart.weights)
		s[separates] = m.withoutItself(apart, q, s[separates], entryExample)
		own = append(own, s)
	}
	return own, m.sampleOthers(known, apart), apart.weights
}

// sampleOthers returns the features of known projects that are not on the list.
func (m *Model) sampleOthers(known []Project, apart *separation) []signs {
	var others []signs
	mine, step := m.entryNames(), len(known)/sampledOthers+1
	for i := step / 2; i < len(known); i += step {
		if mine[letters(known[i].Name)] {
			continue
		}
		q := m.query(known[i], -1)
		s := m.signs(q, apart.weights)
		if i%apart.step == 0 {
			s[separates] = m.withoutItself(apart, q, s[separates], outsideExample)
		}
		others = append(others, s)
	}
	return others
}

// described returns the entries, each as the known project of its name if there is one.
func (m *Model) described(known []Project) []Project {
	mine, by := m.entryNames(), map[string]Project{}
	for _, p := range known {
		if name := letters(p.Name); mine[name] {
			by[name] = p
		}
	}
	var all []Project
	for _, s := range m.list.Sections {
		for _, e := range s.Entries {
			if p, ok := by[letters(e.Name)]; ok && p.About != "" {
				e = p
			}
			all = append(all, e)
		}
	}
	return all
}

// letters returns a name without case and punctuation.
func letters(name string) string {
	if !strings.ContainsFunc(name, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
		return name
	}
	return strings.ToLower(strings.Join(split(name), ""))
}

// odds fits slope and offset by logistic regression (Platt 1999), with the general
// values as a prior.
func (c *Calibration) odds(own, others []signs) (slope, offset float64) {
	const slope0, certainty, step, least = 1, 4, 0.5, 0.1
	slope = slope0
	var xs []float64
	for _, s := range slices.Concat(own, others) {
		xs = append(xs, score(c.standard(s)))
	}
	for range 40 { // damped Newton steps
		g1, g0, h11, h10, h00 := -certainty*(slope-slope0), -certainty*offset, float64(certainty), 0.0, float64(certainty)
		for i, x := range xs {
			y, w := 0.0, float64(len(own))/max(1, float64(len(others)))
			if i < len(own) {
				y, w = 1, 1
			}
			p := 1 / (1 + math.Exp(-slope*x-offset))
			g1 += w * (y - p) * x
			g0 += w * (y - p)
			h11 += w * p * (1 - p) * x * x
			h10 += w * p * (1 - p) * x
			h00 += w * p * (1 - p)
		}
		det := h11*h00 - h10*h10
		slope = max(least, slope+max(-step, min(step, (g1*h00-g0*h10)/det)))
		offset += max(-step, min(step, (g0*h11-g1*h10)/det))
	}
	return slope, offset
}
