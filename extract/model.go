package extract

import (
	"fmt"
	"math"
	"strconv"
)

// feature is something that is true of a reading. Its number is the index of
// its weight.
type feature uint16

// group is a question about a reading with several answers, of which at most
// one is true: its features have consecutive numbers.
type group struct {
	name    string
	answers []string
	first   feature
}

// is returns the feature that says that the answer i is true.
func (g *group) is(i int) feature { return g.first + feature(i) }

// weights are a logistic regression: the log-odds that a reading is right are
// the sum of the weights of its features.
type weights []float64

func newWeights() weights { return make(weights, len(featureNames)) }

// score returns the log-odds of features.
func (w weights) score(features []feature) float64 {
	sum := 0.0
	for _, f := range features {
		sum += w[f]
	}
	return sum
}

// set reads a row of weights.tsv: feature, weight.
func (w weights) set(cells []string) error {
	f, ok := featureNumbers[cells[0]]
	if !ok {
		return fmt.Errorf("unknown feature %q: train the weights anew", cells[0])
	}
	v, err := strconv.ParseFloat(cells[1], 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return fmt.Errorf("weight %q of %s is not a number", cells[1], cells[0])
	}
	w[f] = v
	return nil
}

// probability turns log-odds into a probability.
func probability(score float64) float64 { return 1 / (1 + math.Exp(-score)) }

// logit is the inverse of probability; those of 0 and 1 are finite, too.
func logit(p float64) float64 {
	p = min(max(p, 1e-6), 1-1e-6)
	return math.Log(p / (1 - p))
}
