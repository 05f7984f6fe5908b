package fit

import (
	"math"
	"slices"
	"strings"
)

// The features of a section for a project. Their weights are learnt.
const (
	size          = iota // number of entries, as a logarithm
	likelihood           // likelihood of the project's words given the words of its entries
	likeSection          // words shared with all its entries together
	nearest              // words shared with the most similar entry
	nearestThree         // words shared with the three most similar entries
	neighbours           // its share of the most similar entries of the list, by words
	inTitle              // words shared with its title and the titles above
	inIntro              // words shared with its introduction
	meansSection         // similarity of vectors to all its entries together
	meansNearest         // similarity of vectors to the most similar entry
	meansTitle           // similarity of vectors to its title
	meaning              // its share of the most similar entries of the list, by vectors
	spelling             // its share of the entries with similar names
	ownerShare           // its share of the entries of the same owner
	likeliest            // 1 for the section with the highest likelihood
	empty                // 1 for a section without entries
	rest                 // 1 for the section for everything else
	restUnlike           // dissimilarity to all entries of the list, for the section for everything else
	meansFamily          // similarity of vectors to the entries of all sections below the same top-level title
	regressed            // score of the regression
	mostRegressed        // 1 for the section with the highest of these scores
	NumFeatures
)

// FeatureNames holds the names of the features in the tables.
var FeatureNames = strings.Fields(`size likelihood like-section nearest nearest-three neighbours in-title in-intro
	means-section means-nearest means-title meaning spelling owner likeliest empty rest rest-unlike means-family
	regressed most-regressed`)

// features holds the features of one section.
type features = [NumFeatures]float64

// query is a project in the terms of a list's model.
type query struct {
	name     string // its letters, see letters
	filed    string // its topics
	nameOnly bool   // nothing but its name is known
	bag      bag
	terms    []term // of the bag
	counts   sparse
	words    sparse
	vector   vector
	grams    []uint32
	owner    string
	without  int // index of an entry to ignore, -1 for none
}

func (m *Model) query(p Project, without int) query {
	b := bagOf(p)
	ts := b.lookUp()
	return query{name: letters(p.Name), filed: p.Filed, nameOnly: p.nameOnly(), bag: b, terms: ts, counts: m.counts(b), words: m.weigh(b), vector: vectorOf(ts), grams: gramsOf(p.Name), owner: ownerOf(p.URL), without: without}
}

// alike holds the similarities of a project to each entry of the list.
type alike struct {
	words, vectors, names []float64
}

func (m *Model) alike(q query) alike {
	n := len(m.entries)
	a := alike{make([]float64, n), make([]float64, n), make([]float64, n)}
	for k, at := range q.words.at {
		for _, p := range m.posting[at] {
			a.words[p.entry] += q.words.value[k] * p.value
		}
	}
	for i := range m.entries {
		a.vectors[i] = max(0, q.vector.dot(&m.entries[i].vector))
		a.names[i] = sharedGrams(q.grams, m.entries[i].grams)
	}
	if q.without >= 0 {
		a.words[q.without], a.vectors[q.without], a.names[q.without] = 0, 0, 0
	}
	return a
}

// sharedGrams returns the share of n-grams that two names have in common.
func sharedGrams(a, b []uint32) float64 {
	n := 0
	for _, g := range a {
		if slices.Contains(b, g) {
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return float64(n) / math.Sqrt(float64(len(a)*len(b)))
}

// compare returns the features of all sections for a project.
func (m *Model) compare(q query) []features {
	fs := make([]features, len(m.sections))
	a := m.alike(q)
	m.similarities(fs, a)
	m.shares(fs, a.words, neighbours, 10)
	m.shares(fs, a.vectors, meaning, 10)
	m.shares(fs, a.names, spelling, 10)
	m.owned(fs, q)
	best, unlike := 0, 1-(slices.Max(append(a.words, 0))+slices.Max(append(a.vectors, 0)))/2
	for i := range m.sections {
		m.whole(&fs[i], q, i)
		if m.list.Sections[i].Rest {
			fs[i][rest], fs[i][restUnlike] = 1, unlike
		}
		if fs[i][likelihood] > fs[best][likelihood] {
			best = i
		}
	}
	if len(fs) > 0 {
		fs[best][likeliest] = 1
		m.regress(fs, q)
	}
	return fs
}

// regress sets the features of the regression.
func (m *Model) regress(fs []features, q query) {
	r, best := m.regression(), 0
	var scores []float32
	if q.without >= 0 {
		scores = r.predictWithout(q.without, m.entries[q.without].section)
	} else {
		scores = r.predict(r.input(q.words, q.vector, q.grams, q.owner, false))
	}
	for i, x := range scores {
		fs[i][regressed] = float64(x)
		if x > scores[best] {
			best = i
		}
	}
	fs[best][mostRegressed] = 1
}

// similarities sets the features based on single entries.
func (m *Model) similarities(fs []features, a alike) {
	top := make([][3]float64, len(fs))
	for i, e := range m.entries {
		f, t, w := &fs[e.section], &top[e.section], a.words[i]
		f[nearest] = max(f[nearest], w)
		f[meansNearest] = max(f[meansNearest], a.vectors[i])
		for k := range t {
			if w > t[k] {
				t[k], w = w, t[k]
			}
		}
	}
	for i, t := range top {
		fs[i][nearestThree] = (t[0] + t[1] + t[2]) / 3
	}
}

// shares sets, for each section, its share of the most similar entries.
func (m *Model) shares(fs []features, similarity []float64, feature, most int) {
	var order []int
	for i, s := range similarity {
		if s > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case similarity[a] > similarity[b]:
			return -1
		case similarity[a] < similarity[b]:
			return 1
		}
		return 0
	})
	total := 0.0
	order = order[:min(most, len(order))]
	for _, i := range order {
		total += similarity[i] * similarity[i]
	}
	for _, i := range order {
		fs[m.entries[i].section][feature] += similarity[i] * similarity[i] / total
	}
}

// owned sets each section's share of the list's entries of the project's owner.
func (m *Model) owned(fs []features, q query) {
	var theirs []int
	for _, i := range m.owners[q.owner] {
		if i != q.without {
			theirs = append(theirs, i)
		}
	}
	for _, i := range theirs {
		fs[m.entries[i].section][ownerShare] += 1 / float64(len(theirs))
	}
}

// prior is the weight, in words, of the words of the whole list in the distribution of
// a section.
const prior = 30

// whole sets the features based on all entries of the section, without the ignored one.
func (m *Model) whole(f *features, q query, i int) {
	s := &m.sections[i]
	var out *entry
	if q.without >= 0 && m.entries[q.without].section == i {
		out = &m.entries[q.without]
	}
	n, total, v := s.size, s.total, s.vector
	less := func(sparse, int32) float64 { return 0 }
	if out != nil {
		n--
		for _, x := range out.counts.value {
			total -= x
		}
		for k, x := range out.vector {
			v[k] -= x
		}
		less = value
	} else {
		out = &entry{}
	}
	f[size] = math.Log(n + 1)
	if n == 0 {
		f[empty] = 1
	}
	length := 0.0
	for k, at := range q.counts.at {
		c := s.counts[at] - less(out.counts, at)
		p := (m.in[at] + 0.5) / (m.all + 1)
		w := q.counts.value[k]
		f[likelihood] += w * math.Log((c+prior*p)/(total+prior)/p)
		length += w
	}
	if length > 0 {
		f[likelihood] /= math.Sqrt(length)
	}
	for k, at := range q.words.at {
		f[likeSection] += q.words.value[k] * (s.sum[at] - less(out.words, at))
	}
	f[likeSection] /= math.Sqrt(n + 1)
	v.unit()
	f[meansFamily] = m.likeFamily(q, s.family)
	f[meansSection], f[meansTitle] = q.vector.dot(&v), q.vector.dot(&s.titleVector)
	f[inTitle], f[inIntro] = m.overlap(q, s.title), m.overlap(q, s.intro)
}

// likeFamily returns the similarity of vectors between a project and the entries of a
// family.
func (m *Model) likeFamily(q query, i int) float64 {
	v := m.families[i]
	if q.without >= 0 && m.sections[m.entries[q.without].section].family == i {
		for k, x := range m.entries[q.without].vector {
			v[k] -= x
		}
	}
	v.unit()
	return q.vector.dot(&v)
}

// overlap returns the cosine similarity of the words of a project and a text.
func (m *Model) overlap(q query, text bag) float64 {
	sum, length, own := 0.0, 0.0, 0.0
	for _, t := range text.terms() {
		w := text[t] * m.rarity(t)
		length += w * w
		sum += w * q.bag[t] * m.rarity(t)
	}
	if sum == 0 {
		return 0
	}
	for _, t := range q.terms {
		own += math.Pow(t.weight*m.rarity(t.text), 2)
	}
	return sum / math.Sqrt(length*own)
}

// value returns the weight of a word, 0 if it does not occur.
func value(s sparse, at int32) float64 {
	for k, a := range s.at {
		if a == at {
			return s.value[k]
		}
	}
	return 0
}

// Example holds the features of all sections for an entry of the list that was left
// out, and the section that contained it.
type Example struct {
	Features [][NumFeatures]float64
	Section  int
}

// Examples returns the examples of every step-th entry. It omits those that are alone in
// their section, because an empty section would be recognized as the right one, and those
// that the list has twice, because the copy would remain.
func (m *Model) Examples(step int) []Example {
	var all []Example
	copies := m.list.copies()
	n := 0
	for i, s := range m.list.Sections {
		for _, e := range s.Entries {
			if n%step == 0 && len(s.Entries) > 1 && (e.URL == "" || copies[address(e)] == 1) {
				all = append(all, Example{m.compare(m.query(e, n)), i})
			}
			n++
		}
	}
	return all
}

// copies counts the entries with each address.
func (l List) copies() map[string]int {
	n := map[string]int{}
	for _, s := range l.Sections {
		for _, e := range s.Entries {
			n[address(e)]++
		}
	}
	return n
}

// address returns the address of a project in a form in which equal ones are the same.
func address(p Project) string {
	_, rest, _ := strings.Cut(strings.ToLower(p.URL), "://")
	return strings.TrimSuffix(strings.TrimPrefix(rest, "www."), "/")
}
