package fit

import "math"

// The separation scores by ridge regression whether a project belongs on the list. Its
// examples are the entries and a sample of the known projects that are not on the list.
// Unlike a comparison with the entries alone, it finds the words that tell the entries
// from similar projects: a list about asyncio lacks well-known web frameworks, so a web
// framework needs more in common with the list than that.

// Settings of the separation, chosen on left-out entries.
const (
	separatingWords  = 100  // words with a column, at most
	separatingSample = 800  // known projects among the examples, at most
	separatingRidge  = 0.01 // penalty on weights, as a share of the weight of the examples
)

// findColumns numbers the words of at least two entries as columns of the separation; if
// they are too many, only the most frequent. The first columns are those of the vector.
func (m *Model) findColumns() map[int32]int {
	in := make([]int, len(m.entries)+1) // words by the number of entries that contain them
	for _, n := range m.in {
		in[int(n)]++
	}
	least, words := len(in), 0
	for least > 2 && words+in[least-1] <= separatingWords {
		least--
		words += in[least]
	}
	columns := map[int32]int{}
	for i, n := range m.in {
		if int(n) >= least {
			columns[int32(i)] = Dims + len(columns)
		}
	}
	return columns
}

// separable returns a project in the columns of the separation: its vector, its words,
// and a constant.
func (m *Model) separable(ts []term, v *vector) row {
	x := row{make([]int, 0, Dims+8), make([]float64, 0, Dims+8)}
	for k, y := range v {
		x.add(k, float64(y))
	}
	squares := 0.0
	for _, t := range ts {
		w := math.Sqrt(t.weight) * t.rarity
		squares += w * w
		if n, ok := m.number[t.text]; ok && m.columns[n] > 0 {
			x.add(m.columns[n], w)
		}
	}
	for k := Dims; k < len(x.value); k++ {
		x.value[k] /= math.Sqrt(max(squares, 1e-9))
	}
	x.add(Dims+len(m.columns), 1)
	return x
}

// separated returns the score of a project, about 1 for an entry and -1 for another one.
func (m *Model) separated(q query, weights []float64) float64 {
	x, sum := m.separable(q.terms, &q.vector), 0.0
	for k, at := range x.at {
		sum += weights[at] * x.value[k]
	}
	return sum
}

// The kinds of examples.
const (
	outsideExample = iota // a known project that is not on the list
	entryExample
)

// targetOf returns the score that an example of a kind should have.
func targetOf(kind int) float64 { return float64(2*kind - 1) }

// separation is a fitted regression.
type separation struct {
	weights   []float64
	equations *normal
	step      int        // every step-th known project is an example
	share     [2]float64 // weight of an example by kind; both kinds together weigh the same
}

// separate fits the separation to the entries and known projects.
func (m *Model) separate(entries, known []Project) *separation {
	s := &separation{equations: newNormal(Dims + len(m.columns) + 1), step: len(known)/separatingSample + 1}
	mine := m.entryNames()
	var inside, outside []row
	for _, e := range entries {
		inside = append(inside, m.rowOf(e))
	}
	for i := 0; i < len(known); i += s.step {
		if !mine[letters(known[i].Name)] {
			outside = append(outside, m.rowOf(known[i]))
		}
	}
	for kind, rows := range [][]row{outside, inside} {
		s.share[kind] = 1 / float64(max(1, len(rows)))
		for _, x := range rows {
			s.equations.add(x, s.share[kind], targetOf(kind))
		}
	}
	s.equations.factor(2 * separatingRidge)
	s.weights = s.equations.solve()
	return s
}

// rowOf returns a project in the columns of the separation.
func (m *Model) rowOf(p Project) row {
	ts := bagOf(p).lookUp()
	v := vectorOf(ts)
	return m.separable(ts, &v)
}

// withoutItself returns the score that an example of a kind would have if the regression
// had been fitted without it.
func (m *Model) withoutItself(s *separation, q query, score float64, kind int) float64 {
	leverage := s.share[kind] * s.equations.leverage(m.separable(q.terms, &q.vector))
	target := targetOf(kind)
	return target - (target-score)/(1-min(0.99, leverage))
}
