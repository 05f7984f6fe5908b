package extract

import (
	"fmt"
	"math"
	"strconv"

	"namedrop/extract/feature"
)

// weights are the coefficients of a logistic regression, by feature: the
// log-odds that a candidate is right are the sum of the weights of its
// features.
type weights []float64

func newWeights() weights { return make(weights, len(feature.SparseNames())) }

// score returns the log-odds of features.
func (w weights) score(features []uint16) float64 {
	sum := 0.0
	for _, f := range features {
		sum += w[f]
	}
	return sum
}

// set reads a row of weights.tsv: feature, weight.
func (w weights) set(cells []string) error {
	f, ok := feature.SparseNumber(cells[0])
	if !ok {
		return fmt.Errorf("unknown feature %q: retrain the model", cells[0])
	}
	v, err := strconv.ParseFloat(cells[1], 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return fmt.Errorf("weight %q of %s is not a number", cells[1], cells[0])
	}
	w[f] = v
	return nil
}

// LogOdds converts a probability to log-odds; it is finite for 0 and 1, too.
func LogOdds(p float64) float64 {
	p = min(max(p, 1e-6), 1-1e-6)
	return math.Log(p / (1 - p))
}
