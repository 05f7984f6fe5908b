package fit

import (
	"math"
	"slices"
)

// A regression scores the sections for a project by ridge regression, with the entries of
// the list and the titles of its sections as examples (Saunders, Gammerman and Vovk,
// "Ridge regression learning algorithm in dual variables", 1998). Unlike a comparison with
// each section on its own, it finds which words tell the sections of this list apart. The
// systems of equations are solved by conjugate gradients, in time linear in the length of
// the list.
type regression struct {
	sections int
	inputs   []input
	diagonal []float32   // by example, the ridge and the columns that no other example has; see withoutSingle
	dual     [][]float32 // by example, the weight for each section
	weights  [][]float32 // by column, the weight for each section
	mean     vector      // what the vectors of the entries have in common
	column   map[columnKey]int32
}

// input is an example or a project in the columns of a regression.
type input struct {
	at     []int32 // columns of words, n-grams of the name, and the owner
	value  []float32
	vector vector
}

// columnKey identifies a column: the number of a word, an n-gram, or an owner.
type columnKey struct {
	kind   byte
	number uint32
	owner  string
}

const (
	wordColumn = iota
	gramColumn
	ownerColumn
)

// The shares of the similarity of two projects that words, vectors, names and owners have,
// and the penalty on weights, chosen on left-out lists.
const (
	wordShare     = 0.5
	vectorShare   = 0.25
	nameShare     = 0.125
	ownerSameness = 0.125
	ridge         = 0.15

	meanShare = 0.7 // of the mean of the vectors, which is taken from each
)

// Conjugate gradients stop at this share of the first residual, or after so many steps.
const (
	accuracy = 2e-3
	maxSteps = 60
)

// newRegression fits a regression to the list of a model.
func (m *Model) newRegression() *regression {
	r := &regression{sections: len(m.sections), column: map[columnKey]int32{}}
	for _, e := range m.entries {
		for k, x := range e.vector {
			r.mean[k] += x * meanShare / float32(max(1, len(m.entries)))
		}
	}
	var of []int // by example, its section
	for _, e := range m.entries {
		r.inputs = append(r.inputs, r.input(e.words, e.vector, e.grams, e.owner, true))
		of = append(of, e.section)
	}
	for i, s := range m.sections {
		r.inputs = append(r.inputs, r.input(m.weighText(s.title), s.titleVector, nil, "", true))
		of = append(of, i)
	}
	r.fit(of)
	return r
}

// fit solves the regression for the sections of its inputs.
func (r *regression) fit(of []int) {
	targets := newMatrix(len(of), r.sections)
	for i, section := range of {
		targets[i][section] = 1
	}
	r.dual = r.withoutSingle().solve(targets)
	r.weights = newMatrix(len(r.column)+Dims, r.sections)
	r.toColumns(r.weights, r.dual)
}

// input returns words, a vector, n-grams and an owner in the columns of the regression. It
// adds columns that do not exist yet if grow is set, and otherwise ignores them.
func (r *regression) input(words sparse, v vector, grams []uint32, owner string, grow bool) input {
	var in input
	add := func(key columnKey, x float64) {
		at, ok := r.column[key]
		if !ok && grow {
			at, ok = int32(len(r.column)+Dims), true
			r.column[key] = at
		}
		if ok {
			in.at, in.value = append(in.at, at), append(in.value, float32(x))
		}
	}
	for k, at := range words.at {
		add(columnKey{kind: wordColumn, number: uint32(at)}, words.value[k]*math.Sqrt(wordShare))
	}
	for _, g := range grams {
		add(columnKey{kind: gramColumn, number: g}, math.Sqrt(nameShare/float64(len(grams))))
	}
	if owner != "" {
		add(columnKey{kind: ownerColumn, owner: owner}, math.Sqrt(ownerSameness))
	}
	if v != (vector{}) {
		for k := range v {
			v[k] -= r.mean[k]
		}
		v.unit()
		for k := range v {
			v[k] *= float32(math.Sqrt(vectorShare))
		}
	}
	in.vector = v
	return in
}

// weighText converts the words of a text to a vector of length 1.
func (m *Model) weighText(text bag) sparse {
	var s sparse
	for _, t := range text.terms() {
		if n, ok := m.number[t]; ok {
			s.at, s.value = append(s.at, n), append(s.value, text[t]*m.rarity(t))
		}
	}
	length := s.length()
	for i := range s.value {
		s.value[i] /= max(length, 1e-9)
	}
	return s
}

// withoutSingle returns the same regression with the columns that only one example has in
// the diagonal, which is quicker to solve: they make it similar to nothing but itself.
func (r *regression) withoutSingle() *regression {
	uses := make([]int, len(r.column)+Dims)
	for _, in := range r.inputs {
		for _, at := range in.at {
			uses[at]++
		}
	}
	out := regression{column: r.column}
	for _, in := range r.inputs {
		kept, own := input{vector: in.vector}, float32(ridge)
		for k, at := range in.at {
			if x := in.value[k]; uses[at] == 1 {
				own += x * x
			} else {
				kept.at, kept.value = append(kept.at, at), append(kept.value, x)
			}
		}
		out.inputs, out.diagonal = append(out.inputs, kept), append(out.diagonal, own)
	}
	return &out
}

// predict returns the score of each section for a project.
func (r *regression) predict(in input) []float32 {
	scores := make([]float32, r.sections)
	r.gather(scores, in, r.weights)
	return scores
}

// predictWithout returns the score of each section for an example, as if the regression
// had been fitted without it.
func (r *regression) predictWithout(i, section int) []float32 {
	one := newMatrix(len(r.inputs), 1)
	one[i][0] = 1
	own := r.withoutSingle().solve(one)[i][0] // the diagonal element of the inverse matrix
	scores := make([]float32, r.sections)
	for k, x := range r.dual[i] {
		scores[k] = -x / own
	}
	scores[section]++
	return scores
}

// gather adds to sums the rows of a matrix for the columns of an input, times its values.
// It takes four rows at once, which halves the time.
func (r *regression) gather(sums []float32, in input, rows [][]float32) {
	if in.vector != (vector{}) {
		for k := 0; k < Dims; k += 4 {
			addFour(sums, rows[k:k+4], in.vector[k:k+4])
		}
	}
	for k, at := range in.at {
		addTimes(sums, rows[at], in.value[k])
	}
}

// toColumns adds to the sums of each column those over all examples of their columns times
// their values.
func (r *regression) toColumns(sums, values [][]float32) {
	for k := range Dims {
		i := 0
		for ; i+4 <= len(values); i += 4 {
			in := r.inputs[i : i+4]
			addFour(sums[k], values[i:i+4], []float32{in[0].vector[k], in[1].vector[k], in[2].vector[k], in[3].vector[k]})
		}
		for ; i < len(values); i++ {
			addTimes(sums[k], values[i], r.inputs[i].vector[k])
		}
	}
	for i, in := range r.inputs {
		for k, at := range in.at {
			addTimes(sums[at], values[i], in.value[k])
		}
	}
}

// times sets out to values multiplied by the matrix of the similarities of all examples,
// with the ridge on its diagonal. It overwrites sums, which has a row for each column.
func (r *regression) times(out, sums, values [][]float32) {
	for _, row := range sums {
		clear(row)
	}
	r.toColumns(sums, values)
	for i, in := range r.inputs {
		clear(out[i])
		addTimes(out[i], values[i], r.diagonal[i])
		r.gather(out[i], in, sums)
	}
}

// solve returns what times maps to the targets, each column on its own.
func (r *regression) solve(targets [][]float32) [][]float32 {
	width := len(targets[0])
	found := newMatrix(len(targets), width)
	residual := newMatrix(len(targets), width)
	direction := newMatrix(len(targets), width)
	along := newMatrix(len(targets), width)
	sums := newMatrix(len(r.column)+Dims, width)
	for i, t := range targets {
		copy(residual[i], t)
		copy(direction[i], t)
	}
	left := products(residual, residual)
	goal := slices.Max(left) * accuracy * accuracy
	for range maxSteps {
		if slices.Max(left) <= goal {
			break
		}
		r.times(along, sums, direction)
		step := ratios(left, products(direction, along))
		for i := range found {
			for k, s := range step {
				found[i][k] += s * direction[i][k]
				residual[i][k] -= s * along[i][k]
			}
		}
		next := products(residual, residual)
		turn := ratios(next, left)
		for i := range direction {
			for k, t := range turn {
				direction[i][k] = residual[i][k] + t*direction[i][k]
			}
		}
		left = next
	}
	return found
}

// products returns the scalar products of the columns of two matrices.
func products(a, b [][]float32) []float64 {
	sums := make([]float64, len(a[0]))
	for i := range a {
		for k, x := range a[i] {
			sums[k] += float64(x) * float64(b[i][k])
		}
	}
	return sums
}

// ratios divides a by b, and returns 0 where b is.
func ratios(a, b []float64) []float32 {
	out := make([]float32, len(a))
	for k := range a {
		if b[k] > 0 {
			out[k] = float32(a[k] / b[k])
		}
	}
	return out
}

// addTimes adds x times b to a.
func addTimes(a, b []float32, x float32) {
	b = b[:len(a)]
	for k := range a {
		a[k] += x * b[k]
	}
}

// addFour adds four rows times their values to a.
func addFour(a []float32, rows [][]float32, x []float32) {
	n := len(a)
	b, c, d, e := rows[0][:n], rows[1][:n], rows[2][:n], rows[3][:n]
	p, q, r, s := x[0], x[1], x[2], x[3]
	for k := range a {
		a[k] += p*b[k] + q*c[k] + r*d[k] + s*e[k]
	}
}

func newMatrix(rows, columns int) [][]float32 {
	all := make([]float32, rows*columns)
	m := make([][]float32, rows)
	for i := range m {
		m[i] = all[i*columns : (i+1)*columns : (i+1)*columns]
	}
	return m
}
