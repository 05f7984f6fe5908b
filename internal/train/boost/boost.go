// Package boost grows the trees of package forest by gradient boosting.
//
// Input are examples with features, a target and a weight; output are the trees, which
// forest.Encode writes. The method uses second derivatives on binned values, as Chen and
// Guestrin describe ("XGBoost", KDD 2016). Each tree is grown from a random sample of the
// examples and features, so that no few examples dominate (Friedman, "Stochastic gradient
// boosting", 2002). The random numbers have a fixed seed: the same examples give the same
// trees.
package boost

import (
	"math"
	"math/rand/v2"
	"slices"

	"golang.org/x/sync/errgroup"

	"namedrop/internal/forest"
)

// Example is a training example.
type Example struct {
	Features []float32 // the same number in all examples
	Target   float64   // probability of the positive class: 0, 1 or between
	Weight   float64   // 0 ignores the example
}

// Settings are the parameters of the method. All must be set.
type Settings struct {
	Trees        int
	Depth        int
	Shrinkage    float64 // factor of the values of each tree
	RowShare     float64 // of the examples for each tree
	FeatureShare float64 // of the features for each tree
	MinHessian   float64 // sum of the second derivatives in a leaf
	Penalty      float64 // L2, on the value of a leaf
	MinGain      float64 // of a split
	Bins         int     // of the values of a feature, at most 255
}

// grower is the state of Grow.
type grower struct {
	Settings
	examples []Example
	bounds   [][]float32 // of the bins of each feature, ascending
	binned   [][]uint8   // of each feature, the bin of each example
	scores   []float64
	gradient []float64
	hessian  []float64 // second derivatives
	sampled  []bool    // the features available to the next tree
	random   *rand.Rand
}

// Grow grows trees for the examples. There must be at least one example.
func Grow(examples []Example, s Settings) []forest.Tree {
	n := len(examples)
	g := &grower{Settings: s, examples: examples, sampled: make([]bool, len(examples[0].Features)), scores: make([]float64, n),
		gradient: make([]float64, n), hessian: make([]float64, n), random: rand.New(rand.NewPCG(2, 389))}
	for feature := range examples[0].Features {
		g.bin(feature)
	}
	var trees []forest.Tree
	for range s.Trees {
		trees = append(trees, g.grow())
	}
	return trees
}

// bin assigns the values of a feature to bins.
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

// boundsOf returns the bounds that divide values into bins of about the same size. The bin
// of a value is the number of bounds that are not above it.
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
		g.hessian[i] = max(1e-6, p*(1-p)) * x.Weight
		if g.random.Float64() < g.RowShare {
			members = append(members, int32(i))
		}
	}
	for f := range g.sampled {
		g.sampled[f] = g.random.Float64() < g.FeatureShare
	}
	var tree forest.Tree
	g.split(&tree, members, g.Depth)
	for i, x := range g.examples {
		g.scores[i] += tree.Score(x.Features)
	}
	return tree
}

// split appends a node for the examples to the tree, with its descendants.
func (g *grower) split(tree *forest.Tree, members []int32, levels int) {
	at := len(*tree)
	sum, hessian := g.total(members)
	*tree = append(*tree, forest.Node{Feature: forest.Leaf, Value: -g.Shrinkage * sum / (hessian + g.Penalty)})
	if levels == 0 {
		return
	}
	feature, bin := g.best(members, sum, hessian)
	if feature == forest.Leaf {
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

func (g *grower) total(members []int32) (sum, hessian float64) {
	for _, i := range members {
		sum += g.gradient[i]
		hessian += g.hessian[i]
	}
	return sum, hessian
}

// best finds the split with the largest gain: the feature, and the last bin on the left.
// The feature is forest.Leaf if no split gains enough.
func (g *grower) best(members []int32, sum, hessian float64) (feature, bin int) {
	gains, at := make([]float64, len(g.binned)), make([]int, len(g.binned))
	var group errgroup.Group
	for f := range g.binned {
		if g.sampled[f] {
			group.Go(func() error {
				gains[f], at[f] = g.gain(f, members, sum, hessian)
				return nil
			})
		}
	}
	_ = group.Wait() // its functions return no error
	feature = forest.Leaf
	most := g.MinGain
	for f, gain := range gains {
		if gain > most {
			most, feature, bin = gain, f, at[f]
		}
	}
	return feature, bin
}

// gain finds the bin after which splitting by a feature gains most.
func (g *grower) gain(f int, members []int32, sum, hessian float64) (most float64, bin int) {
	row := g.binned[f]
	var sums, hessians [256]float64
	for _, i := range members {
		sums[row[i]] += g.gradient[i]
		hessians[row[i]] += g.hessian[i]
	}
	s, c := 0.0, 0.0
	for b := range len(g.bounds[f]) {
		s, c = s+sums[b], c+hessians[b]
		if c < g.MinHessian || hessian-c < g.MinHessian {
			continue
		}
		if gain := s*s/(c+g.Penalty) + (sum-s)*(sum-s)/(hessian-c+g.Penalty) - sum*sum/(hessian+g.Penalty); gain > most {
			most, bin = gain, b
		}
	}
	return most, bin
}
