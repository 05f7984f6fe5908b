package main

import (
	"math/rand/v2"
	"slices"

	"golang.org/x/sync/errgroup"

	"namedrop/extract"
	"namedrop/internal/forest"
)

// Settings of the forest: many small trees, each of which corrects a little of
// the error of those before.
const (
	treeCount    = 320
	maxDepth     = 6
	shrinkage    = 0.06
	rowShare     = 0.6 // of the examples for each tree
	featureShare = 0.4 // of the features for each tree
	minHessian   = 5.0 // sum of the second derivatives in a leaf
	penalty      = 2.0 // L2, on the value of a leaf
	minGain      = 1e-3
	bins         = 48 // of the values of a feature
)

// secondPass makes the forest from the examples that the first pass accepts.
func secondPass(examples []example) []byte {
	kept := slices.DeleteFunc(slices.Clone(examples), func(x example) bool { return x.Dense == nil })
	g := newGrower(kept)
	for range treeCount {
		g.grow()
	}
	reportFit("second pass", kept, func(x example) float64 { return sigmoid(g.score(x.Dense)) })
	data, err := forest.Encode(g.trees, extract.DenseFeatures())
	if err != nil {
		panic(err) // unreachable: the depth and the shrinkage keep trees within the format
	}
	return data
}

// grower grows a forest by gradient boosting with second derivatives on binned
// values (Chen and Guestrin, "XGBoost", KDD 2016).
type grower struct {
	examples []example
	bounds   [][]float32 // of the bins of each feature, ascending
	binned   [][]uint8   // of each feature, the bin of each example
	scores   []float64
	gradient []float64
	hessian  []float64
	sampled  []bool // the features available to the next tree
	trees    []forest.Tree
	random   *rand.Rand
}

func newGrower(examples []example) *grower {
	n := len(examples)
	g := &grower{random: rand.New(rand.NewPCG(2, 389)), sampled: make([]bool, len(examples[0].Dense)),
		examples: examples, scores: make([]float64, n), gradient: make([]float64, n), hessian: make([]float64, n)}
	for feature := range examples[0].Dense {
		values := make([]float32, n)
		for i, x := range examples {
			values[i] = x.Dense[feature]
		}
		bounds := binBounds(values)
		row := make([]uint8, n)
		for i, v := range values {
			bin, found := slices.BinarySearch(bounds, v)
			if found {
				bin++
			}
			row[i] = uint8(bin)
		}
		g.bounds, g.binned = append(g.bounds, bounds), append(g.binned, row)
	}
	return g
}

// binBounds returns the bounds that divide values into bins of about the same
// size. The bin of a value is the number of bounds that are not above it.
func binBounds(values []float32) []float32 {
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
		if b := (sorted[at-1] + sorted[at]) / 2; sorted[at-1] < sorted[at] {
			bounds = append(bounds, b)
		} else if j, _ := slices.BinarySearch(sorted, sorted[at]); j > 0 {
			bounds = append(bounds, (sorted[j-1]+sorted[j])/2)
		}
	}
	return slices.Compact(bounds)
}

// grow adds a tree, grown from a random sample of the examples and features, so
// that no few examples dominate (Friedman, "Stochastic gradient boosting", 2002).
func (g *grower) grow() {
	var members []int32
	for i, x := range g.examples {
		p := sigmoid(g.scores[i])
		g.gradient[i] = (p - target(x)) * x.weight
		g.hessian[i] = max(1e-6, p*(1-p)) * x.weight
		if g.random.Float64() < rowShare {
			members = append(members, int32(i))
		}
	}
	for f := range g.sampled {
		g.sampled[f] = g.random.Float64() < featureShare
	}
	var tree forest.Tree
	g.split(&tree, members, maxDepth)
	g.trees = append(g.trees, tree)
	for i, x := range g.examples {
		g.scores[i] += tree.Score(x.Dense)
	}
}

// split appends a node for the examples to the tree, with its descendants.
func (g *grower) split(tree *forest.Tree, members []int32, levels int) {
	at := len(*tree)
	sum, hessian := g.total(members)
	*tree = append(*tree, forest.Node{Feature: forest.Leaf, Value: -shrinkage * sum / (hessian + penalty)})
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

// best finds the split with the largest gain: the feature, and the last bin on
// the left; the feature is forest.Leaf if no split gains.
func (g *grower) best(members []int32, sum, hessian float64) (feature, bin int) {
	gains, at := make([]float64, len(g.binned)), make([]int, len(g.binned))
	var group errgroup.Group
	for f := range g.binned {
		if !g.sampled[f] {
			continue
		}
		group.Go(func() error {
			gains[f], at[f] = g.gain(f, members, sum, hessian)
			return nil
		})
	}
	_ = group.Wait() // its functions return no error
	feature = forest.Leaf
	most := minGain
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
	var sums, hessians [bins + 1]float64
	for _, i := range members {
		sums[row[i]] += g.gradient[i]
		hessians[row[i]] += g.hessian[i]
	}
	s, h := 0.0, 0.0
	for b := range len(g.bounds[f]) {
		s, h = s+sums[b], h+hessians[b]
		if h < minHessian || hessian-h < minHessian {
			continue
		}
		if gain := s*s/(h+penalty) + (sum-s)*(sum-s)/(hessian-h+penalty) - sum*sum/(hessian+penalty); gain > most {
			most, bin = gain, b
		}
	}
	return most, bin
}

// score returns the log-odds that the trees grown so far give to features.
func (g *grower) score(features []float32) float64 {
	sum := 0.0
	for _, t := range g.trees {
		sum += t.Score(features)
	}
	return sum
}
