package fit

import (
	"cmp"
	"math"
	"strings"
	"sync"
)

// Model is a list prepared for judging. It is read-only after [Learn] and safe for
// concurrent use.
type Model struct {
	list        List
	number      map[string]int32  // number of each word in the list
	words       []string          // words by number
	spelt       map[string]string // spelling of each word in the list, for display
	in          []float64         // number of entries with each word
	all         float64           // number of words in all entries
	entries     []entry
	posting     [][]posting // by word, the entries that contain it
	sections    []section
	families    []vector         // sums over the sections below the same top-level title
	familyOf    map[string]int   // by that title
	owners      map[string][]int // entries by owner or site
	title       bag              // vector of the list's title
	titleVector vector
	vector      vector        // sum of the vectors of the entries
	themes      []theme       // the words of many entries; see lacking
	columns     map[int32]int // of words, by number; see separate.go
	known       func() []Project
	others      *Others // of an earlier run, nil to compute outsiders and topics
	outsiders   func() []outsider
	topics      func() *topical
	kinship     func() float64
	calibration func() Calibration
	regression  func() *regression
}

// entry is an entry of the list.
type entry struct {
	section int
	words   sparse // word vector, weighted by rarity, of length 1
	counts  sparse
	vector  vector
	grams   []uint32
	owner   string
	filed   string // its topics
}

type posting struct {
	entry int32
	value float64
}

// section is a section of the list.
type section struct {
	title, intro bag
	titleVector  vector
	family       int // index into Model.families
	size         float64
	counts       map[int32]float64 // word counts of its entries
	total        float64
	sum          map[int32]float64 // number of words in its entries
	vector       vector            // sum of the vectors of its entries
}

// Learn makes the model of a list. The known projects, listed or not, calibrate it when
// it is first asked to judge; the slice must not be changed afterwards.
func Learn(list List, known []Project) *Model {
	m := &Model{list: list, number: map[string]int32{}, spelt: map[string]string{}, owners: map[string][]int{}, familyOf: map[string]int{}}
	var bags []bag
	for i, s := range list.Sections {
		for _, e := range s.Entries {
			b := bagOf(e)
			bags = append(bags, b)
			o := ownerOf(e.URL)
			m.entries = append(m.entries, entry{section: i, vector: vectorOf(b.lookUp()), grams: gramsOf(e.Name), owner: o, filed: e.Filed})
			if o != "" {
				m.owners[o] = append(m.owners[o], len(m.entries)-1)
			}
			m.count(b)
			m.spell(e.Name + " " + e.About)
		}
	}
	m.posting = make([][]posting, len(m.in))
	for i, b := range bags {
		m.entries[i].counts, m.entries[i].words = m.counts(b), m.weigh(b)
		for k, at := range m.entries[i].words.at {
			m.posting[at] = append(m.posting[at], posting{int32(i), m.entries[i].words.value[k]})
		}
	}
	for i, s := range list.Sections {
		m.sections = append(m.sections, m.section(i, s))
	}
	m.title = bag{}
	m.title.add(Terms(list.Title), 1)
	titled := bag{}
	titled.add(Terms(list.Title), 1)
	titled.add(Terms(list.Intro), introWeight)
	m.titleVector = vectorOf(titled.lookUp())
	for i := range m.sections {
		for k, x := range m.sections[i].vector {
			m.vector[k] += x
		}
	}
	m.themes, m.columns = m.findThemes(), m.findColumns()
	m.known = func() []Project { return known }
	m.outsiders = sync.OnceValue(m.findOutsiders)
	m.kinship = sync.OnceValue(m.findKinship)
	m.topics = sync.OnceValue(m.findTopics)
	m.calibration = sync.OnceValue(func() Calibration { return m.calibrate(m.known()) })
	m.regression = sync.OnceValue(m.newRegression)
	return m
}

func (m *Model) count(b bag) {
	for _, t := range b.terms() {
		n, ok := m.number[t]
		if !ok {
			n = int32(len(m.in))
			m.number[t] = n
			m.words = append(m.words, t)
			m.in = append(m.in, 0)
		}
		m.in[n]++
		m.all++
	}
}

// spell records how a text spells its words.
func (m *Model) spell(text string) {
	for _, w := range split(text) {
		if t := stem(strings.ToLower(w)); m.spelt[t] == "" {
			m.spelt[t] = strings.ToLower(w)
		}
	}
}

// spelling returns the list's spelling of a term.
func (m *Model) spelling(t string) string { return cmp.Or(m.spelt[t], t) }

// counts returns the words of a bag that occur in the list.
func (m *Model) counts(b bag) sparse {
	var s sparse
	for _, t := range b.terms() {
		if n, ok := m.number[t]; ok {
			s.at, s.value = append(s.at, n), append(s.value, b[t])
		}
	}
	return s
}

// weigh converts a bag to a vector of length 1. The weight of a word is its rarity in
// the list and on PyPI. Words that do not occur in the list contribute to the length
// only.
func (m *Model) weigh(b bag) sparse {
	var s sparse
	unknown := 0.0
	for _, t := range b.terms() {
		n, ok := m.number[t]
		w := math.Sqrt(b[t]) * m.rarity(t)
		if !ok {
			unknown += w * w
			continue
		}
		s.at, s.value = append(s.at, n), append(s.value, w)
	}
	length := math.Sqrt(unknown + math.Pow(s.length(), 2))
	for i := range s.value {
		s.value[i] /= max(length, 1e-9)
	}
	return s
}

// rarity is high for a word in few entries.
func (m *Model) rarity(t string) float64 {
	in := 1.0
	if n, ok := m.number[t]; ok {
		in = max(1, m.in[n])
	}
	return math.Log(1 + float64(len(m.entries))/in)
}

func (m *Model) section(i int, of Section) section {
	s := section{title: bag{}, intro: bag{}, family: m.family(of), counts: map[int32]float64{}, sum: map[int32]float64{}}
	s.title.add(Terms(of.Title), 1)
	for _, above := range of.Above {
		s.title.add(Terms(above), 0.3)
	}
	s.intro.add(Terms(of.Intro), 1)
	m.spell(of.Title)
	m.spell(strings.Join(of.Above, " "))
	s.titleVector = vectorOf(s.all().lookUp())
	for j := range m.entries {
		if e := &m.entries[j]; e.section == i {
			s.size++
			for k, at := range e.counts.at {
				s.counts[at] += e.counts.value[k]
				s.total += e.counts.value[k]
			}
			for k, at := range e.words.at {
				s.sum[at] += e.words.value[k]
			}
			for k, x := range e.vector {
				s.vector[k] += x
				m.families[s.family][k] += x
			}
		}
	}
	return s
}

// family returns the number of the sections below the same top-level title.
func (m *Model) family(of Section) int {
	title := of.Title
	if n := len(of.Above); n > 0 {
		title = of.Above[n-1]
	}
	n, ok := m.familyOf[title]
	if !ok {
		n = len(m.families)
		m.familyOf[title] = n
		m.families = append(m.families, vector{})
	}
	return n
}

// introWeight is the weight of the introduction of a section relative to its title.
const introWeight = 0.5

// all returns the words that describe the purpose of the section.
func (s section) all() bag {
	b := bag{}
	for t, n := range s.title {
		b[t] += n
	}
	for t, n := range s.intro {
		b[t] += introWeight * n
	}
	return b
}

// gramsOf returns the hashes of the 4-grams of a name.
func gramsOf(name string) []uint32 {
	const letters = 4
	w := "^" + strings.Join(split(strings.ToLower(name)), "-") + "$"
	var grams []uint32
	for i := 0; i+letters <= len(w); i++ {
		h := uint32(2166136261)
		for _, c := range []byte(w[i : i+letters]) {
			h = (h ^ uint32(c)) * 16777619
		}
		grams = append(grams, h)
	}
	return grams
}
