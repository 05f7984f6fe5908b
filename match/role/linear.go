package role

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"

	"namedrop/internal/table"
)

// linear is a logistic regression on the features. With few examples it errs in other
// places than the trees, so the mean of both log-odds is better than either.
type linear struct {
	bias  float64
	terms [featureCount]term
}

// term is what a feature adds: its weight times its distance from the mean, in units of
// scale, at most maxDistance.
type term struct{ mean, scale, weight float64 }

// maxDistance limits the effect of an unusual value.
const maxDistance = 3

// of returns what a value of the feature adds to the log-odds.
func (t term) of(value float32) float64 {
	return t.weight * t.distance(value)
}

func (t term) distance(value float32) float64 {
	if t.scale == 0 {
		return 0
	}
	return min(maxDistance, max(-maxDistance, (float64(value)-t.mean)/t.scale))
}

// score returns the log-odds of features.
func (l *linear) score(f []float32) float64 {
	sum := l.bias
	for i, t := range l.terms {
		sum += t.of(f[i])
	}
	return sum
}

// linearColumns are the columns of linear.tsv: the feature, its mean and scale, and its
// weights in a series of news and in a conversation.
const linearColumns = 5

// readLinear reads linear.tsv.
func (m *Model) readLinear(dir fs.FS) error {
	m.linear = map[string]*linear{headlineTrees: {}, worthTrees: {}}
	return table.Rows(dir, "linear.tsv", linearColumns, func(cells []string) error {
		var numbers [linearColumns - 1]float64
		for i, cell := range cells[1:] {
			var err error
			if numbers[i], err = strconv.ParseFloat(cell, 64); err != nil {
				return fmt.Errorf("%q is not a number", cell)
			}
		}
		i := slices.Index(featureNames[:], cells[0])
		if i < 0 && cells[0] != bias {
			return fmt.Errorf("%q is not a feature", cells[0])
		}
		for n, trees := range [2]string{headlineTrees, worthTrees} {
			if i < 0 {
				m.linear[trees].bias = numbers[2+n]
				continue
			}
			m.linear[trees].terms[i] = term{numbers[0], numbers[1], numbers[2+n]}
		}
		return nil
	})
}
