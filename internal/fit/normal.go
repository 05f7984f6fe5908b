package fit

import "math"

// row is an example of a regression: the columns that are not 0, and their values. The
// first Dims columns are dense.
type row struct {
	at    []int
	value []float64
}

func (x *row) add(at int, value float64) {
	x.at, x.value = append(x.at, at), append(x.value, value)
}

// normal holds the normal equations of a ridge regression.
type normal struct {
	matrix [][]float64 // lower triangle: weighted products of columns; after factor, its Cholesky factor
	target []float64   // weighted products of columns and targets
}

func newNormal(size int) *normal {
	n := &normal{target: make([]float64, size)}
	for i := range size {
		n.matrix = append(n.matrix, make([]float64, i+1))
	}
	return n
}

// add adds an example.
func (n *normal) add(x row, weight, target float64) {
	for k, i := range x.at {
		w := weight * x.value[k]
		n.target[i] += w * target
		dense := n.matrix[i][:min(i+1, Dims)]
		for j, y := range x.value[:len(dense)] {
			dense[j] += w * y
		}
		for l := Dims; l <= k; l++ {
			n.matrix[max(i, x.at[l])][min(i, x.at[l])] += w * x.value[l]
		}
	}
}

// factor adds the penalty on weights, except that of the last column, which is the
// constant, and factors the matrix.
func (n *normal) factor(ridge float64) {
	const least = 1e-9 // so that columns without examples can be solved
	for i, row := range n.matrix {
		if i+1 < len(n.matrix) {
			row[i] += ridge
		}
		for j := range i {
			row[j] = (row[j] - dot(row[:j], n.matrix[j][:j])) / n.matrix[j][j]
		}
		row[i] = math.Sqrt(max(least, row[i]-dot(row[:i], row[:i])))
	}
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for k, x := range a {
		sum += x * b[k]
	}
	return sum
}

// forward solves the triangular equations of the factor.
func (n *normal) forward(b []float64) []float64 {
	z := make([]float64, len(b))
	for i, row := range n.matrix {
		z[i] = (b[i] - dot(row[:i], z[:i])) / row[i]
	}
	return z
}

// solve returns the weights. The equations must have been factored.
func (n *normal) solve() []float64 {
	z := n.forward(n.target)
	for i := len(z) - 1; i >= 0; i-- {
		z[i] /= n.matrix[i][i]
		for k, x := range n.matrix[i][:i] {
			z[k] -= x * z[i]
		}
	}
	return z
}

// leverage returns how much the prediction for a row rises if its own target rises by 1,
// for an example of weight 1. The equations must have been factored.
func (n *normal) leverage(x row) float64 {
	b := make([]float64, len(n.target))
	for k, at := range x.at {
		b[at] = x.value[k]
	}
	z := n.forward(b)
	return dot(z, z)
}
