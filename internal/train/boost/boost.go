// Package boost grows the trees of package forest.
//
// Examples go in, each with its features, what is true of it and how much it counts;
// trees come out of [Grow], for forest.Encode to write. The method is gradient
// boosting with second derivatives on binned values, as Chen and Guestrin describe it
// (XGBoost, KDD 2016). Every tree sees a random share of the examples and of the
// features (Friedman, "Stochastic gradient boosting", 2002); the dice are always the
// same, so the same examples give the same trees.
package boost

import (
	"math"
	"math/rand/v2"
	"slices"

	"namedrop/internal/forest"
)

// Example is one thing to learn from.
type Example struct {
	Features []float32 // as many as all others have
	Target   float64   // 1 if it is so, 0 if not, or how likely it is
	Weight   float64   // how much it counts; 0 is as if it were not there
}

// Settings say how trees grow. All must be set.
type Settings struct {
	Trees        int
	Depth        int
	Shrinkage    float64 // of each tree's correction
	RowShare     float64 // of the examples that a tree sees
	FeatureShare float64 // of the features that it may ask about
	LeastWeight  float64 // of the second derivatives in a leaf
	Penalty      float64 // on the square of a leaf's value
	LeastGain    float64 // of a question
	Bins         int     // at most 255, into which the values of a feature are sorted
}

// grower is the state of Grow.
type grower struct {
	Settings
	examples []Example
	bounds   [][]float32 // of each feature, ascending
	binned   [][]uint8   // of each feature, the bin of each example
	scores   []float64
	gradient []float64
	curve    []float64 // second derivatives
	asked    []bool    // which features the next tree may ask about
	dice     *rand.Rand
}

// Grow grows trees for the examples, of which there must be one.
func Grow(examples []Example, s Settings) []forest.Tree {
	n := len(examples)
	g := &grower{Settings: s, examples: examples, asked: make([]bool, len(examples[0].Features)), scores: make([]float64, n),
		gradient: make([]float64, n), curve: make([]float64, n), dice: rand.New(rand.NewPCG(2, 389))}
	for feature := range examples[0].Features {
		g.bin(feature)
	}
	var trees []forest.Tree
	for range s.Trees {
		trees = append(trees, g.grow())
	}
	return trees
}

// bin sorts the values of a feature into bins.
func (g *grower) bin(feature int) {
	values := make([]float32, len(g.examples))
	for i, x := range g.examples {
		values[i] = x.Features[feature]
	}
	bounds := boundsOf(values, g.Bins)
	row := make([]uint8, len(values))
	for i, v := range values {
		n, found := slices.BinarySearch(bounds, v)
		if found {
			n++
		}
		row[i] = uint8(n)
	}
	g.bounds, g.binned = append(g.bounds, bounds), append(g.binned, row)
}

// boundsOf cuts values into bins that hold about as many each. A value is in
// bin n if n bounds are no more than it.
func boundsOf(values []float32, bins int) []float32 {
	sorted := slices.Sorted(slices.Values(values))
	distinct := slices.Compact(slices.Clone(sorted))
	var bounds []float32
	if len(distinct) <= bins {
		for i := 1; i < len(distinct); i++ {
			bounds = append(bounds, (distinct[i-1]+distinct[i])/2)
		}
		return bounds
	}
	for i := 1; i < bins; i++ {
		at := i * len(sorted) / bins
		if sorted[at-1] < sorted[at] {
			bounds = append(bounds, (sorted[at-1]+sorted[at])/2)
		} else if j, _ := slices.BinarySearch(sorted, sorted[at]); j > 0 {
			bounds = append(bounds, (sorted[j-1]+sorted[j])/2)
		}
	}
	return slices.Compact(bounds)
}

// grow returns the next tree.
func (g *grower) grow() forest.Tree {
	var members []int32
	for i, x := range g.examples {
		p := 1 / (1 + math.Exp(-g.scores[i]))
		g.gradient[i] = (p - x.Target) * x.Weight
		g.curve[i] = max(1e-6, p*(1-p)) * x.Weight
		if g.dice.Float64() < g.RowShare {
			members = append(members, int32(i))
		}
	}
	for f := range g.asked {
		g.asked[f] = g.dice.Float64() < g.FeatureShare
	}
	var tree forest.Tree
	g.split(&tree, members, g.Depth)
	for i, x := range g.examples {
		g.scores[i] += tree.Score(x.Features)
	}
	return tree
}

// split adds a node for the examples, and what is below it, to the tree. Its left child
// is the next node.
func (g *grower) split(tree *forest.Tree, members []int32, levels int) {
	at := len(*tree)
	sum, curve := g.total(members)
	*tree = append(*tree, forest.Node{Feature: forest.Leaf, Value: -g.Shrinkage * sum / (curve + g.Penalty)})
	feature, bin := -1, 0
	if levels > 0 {
		feature, bin = g.best(members, sum, curve)
	}
	if feature < 0 {
		return
	}
	var low, high []int32
	for _, i := range members {
		if int(g.binned[feature][i]) <= bin {
			low = append(low, i)
		} else {
			high = append(high, i)
		}
	}
	g.split(tree, low, levels-1)
	right := len(*tree)
	g.split(tree, high, levels-1)
	n := &(*tree)[at]
	n.Feature, n.Threshold, n.Right = feature, g.bounds[feature][bin], right
}

func (g *grower) total(members []int32) (sum, curve float64) {
	for _, i := range members {
		sum += g.gradient[i]
		curve += g.curve[i]
	}
	return sum, curve
}

// best finds the question that gains most: the feature, and the last bin of those
// that go to the left; feature is -1 if no question gains enough.
func (g *grower) best(members []int32, sum, curve float64) (feature, bin int) {
	feature = -1
	most := g.LeastGain
	for f := range g.binned {
		if !g.asked[f] {
			continue
		}
		if gain, at := g.gain(f, members, sum, curve); gain > most {
			most, feature, bin = gain, f, at
		}
	}
	return feature, bin
}

// gain finds the bin of a feature at which a question gains most.
func (g *grower) gain(f int, members []int32, sum, curve float64) (most float64, bin int) {
	row := g.binned[f]
	var sums, curves [256]float64
	for _, i := range members {
		sums[row[i]] += g.gradient[i]
		curves[row[i]] += g.curve[i]
	}
	s, c := 0.0, 0.0
	for b := range len(g.bounds[f]) {
		s, c = s+sums[b], c+curves[b]
		if c < g.LeastWeight || curve-c < g.LeastWeight {
			continue
		}
		if gain := s*s/(c+g.Penalty) + (sum-s)*(sum-s)/(curve-c+g.Penalty) - sum*sum/(curve+g.Penalty); gain > most {
			most, bin = gain, b
		}
	}
	return most, bin
}
