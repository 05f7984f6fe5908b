package main

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"

	"namedrop/extract"
)

// Settings of the forest: many small trees, each of which corrects a little of
// what those before it got wrong.
const (
	trees       = 320
	depth       = 6
	shrinkage   = 0.06
	rowShare    = 0.6 // of the examples that a tree sees
	factShare   = 0.4 // of the facts that it may ask for
	leastWeight = 5.0 // of the second derivatives in a leaf
	penalty     = 2.0 // on the square of a leaf's value
	leastGain   = 1e-3
	bins        = 48 // into which the values of a fact are sorted
)

// secondRound makes forest.tsv from the examples that the first round left.
func secondRound(examples []example) []byte {
	kept := slices.DeleteFunc(slices.Clone(examples), func(x example) bool { return x.Facts == nil })
	g := newGrower(kept)
	for range trees {
		g.grow()
	}
	report("second round", kept, func(x example) float64 { return 1 / (1 + math.Exp(-g.predict(x.Facts))) })
	return g.print()
}

// grower grows a forest by gradient boosting with second derivatives on binned
// values, as Chen and Guestrin describe it (XGBoost, KDD 2016).
type grower struct {
	examples []example
	bounds   [][]float32 // of each fact, ascending
	binned   [][]uint8   // of each fact, the bin of each example
	scores   []float64
	gradient []float64
	curve    []float64 // second derivatives
	asked    []bool    // which facts the next tree may ask for
	forest   [][]node
	dice     *rand.Rand
}

// node is a node of a tree under growth.
type node struct {
	fact        int // -1 for a leaf
	below       float32
	left, right int
	value       float64
}

func newGrower(examples []example) *grower {
	g := &grower{dice: rand.New(rand.NewPCG(2, 389)), asked: make([]bool, len(examples[0].Facts)), examples: examples, scores: make([]float64, len(examples)), gradient: make([]float64, len(examples)), curve: make([]float64, len(examples))}
	for fact := range examples[0].Facts {
		values := make([]float32, len(examples))
		for i, x := range examples {
			values[i] = x.Facts[fact]
		}
		bounds := boundsOf(values)
		row := make([]uint8, len(examples))
		for i, v := range values {
			n, found := slices.BinarySearch(bounds, v)
			if found {
				n++
			}
			row[i] = uint8(n)
		}
		g.bounds, g.binned = append(g.bounds, bounds), append(g.binned, row)
	}
	return g
}

// boundsOf cuts values into bins that hold about as many each. A value is in
// bin n if n bounds are no more than it.
func boundsOf(values []float32) []float32 {
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

// grow adds a tree. It sees a share of the examples and of the facts only, other
// ones each time, so that no few examples lead the whole forest astray
// (Friedman, "Stochastic gradient boosting", 2002).
func (g *grower) grow() {
	var members []int32
	for i, x := range g.examples {
		p := 1 / (1 + math.Exp(-g.scores[i]))
		g.gradient[i] = (p - target(x)) * x.weight
		g.curve[i] = max(1e-6, p*(1-p)) * x.weight
		if g.dice.Float64() < rowShare {
			members = append(members, int32(i))
		}
	}
	for f := range g.asked {
		g.asked[f] = g.dice.Float64() < factShare
	}
	var tree []node
	g.split(&tree, members, depth)
	g.forest = append(g.forest, tree)
	for i, x := range g.examples {
		g.scores[i] += follow(tree, x.Facts)
	}
}

// split adds a node for the examples, and what is below it, to the tree.
func (g *grower) split(tree *[]node, members []int32, levels int) int {
	at := len(*tree)
	sum, curve := g.total(members)
	*tree = append(*tree, node{fact: -1, value: -shrinkage * sum / (curve + penalty)})
	fact, bin := -1, 0
	if levels > 0 {
		fact, bin = g.best(members, sum, curve)
	}
	if fact < 0 {
		return at
	}
	var low, high []int32
	for _, i := range members {
		if int(g.binned[fact][i]) <= bin {
			low = append(low, i)
		} else {
			high = append(high, i)
		}
	}
	left := g.split(tree, low, levels-1)
	right := g.split(tree, high, levels-1)
	n := &(*tree)[at]
	n.fact, n.below, n.left, n.right = fact, g.bounds[fact][bin], left, right
	return at
}

func (g *grower) total(members []int32) (sum, curve float64) {
	for _, i := range members {
		sum += g.gradient[i]
		curve += g.curve[i]
	}
	return sum, curve
}

// best finds the question that gains most: the fact, and the last bin of those
// that go to the left; fact is -1 if none gains.
func (g *grower) best(members []int32, sum, curve float64) (fact, bin int) {
	gains, at := make([]float64, len(g.binned)), make([]int, len(g.binned))
	var group errgroup.Group
	for f := range g.binned {
		if !g.asked[f] {
			continue
		}
		group.Go(func() error {
			gains[f], at[f] = g.gain(f, members, sum, curve)
			return nil
		})
	}
	_ = group.Wait() // its functions have no error to give
	fact = -1
	most := leastGain
	for f, gain := range gains {
		if gain > most {
			most, fact, bin = gain, f, at[f]
		}
	}
	return fact, bin
}

// gain finds the bin of a fact at which a question gains most.
func (g *grower) gain(f int, members []int32, sum, curve float64) (most float64, bin int) {
	row := g.binned[f]
	var sums, curves [bins + 1]float64
	for _, i := range members {
		sums[row[i]] += g.gradient[i]
		curves[row[i]] += g.curve[i]
	}
	s, c := 0.0, 0.0
	for b := range len(g.bounds[f]) {
		s, c = s+sums[b], c+curves[b]
		if c < leastWeight || curve-c < leastWeight {
			continue
		}
		if gain := s*s/(c+penalty) + (sum-s)*(sum-s)/(curve-c+penalty) - sum*sum/(curve+penalty); gain > most {
			most, bin = gain, b
		}
	}
	return most, bin
}

// predict returns the score of facts.
func (g *grower) predict(facts []float32) float64 {
	sum := 0.0
	for _, tree := range g.forest {
		sum += follow(tree, facts)
	}
	return sum
}

// follow returns the value of the leaf that facts lead to.
func follow(tree []node, facts []float32) float64 {
	at := 0
	for tree[at].fact >= 0 {
		if facts[tree[at].fact] < tree[at].below {
			at = tree[at].left
		} else {
			at = tree[at].right
		}
	}
	return tree[at].value
}

// print writes forest.tsv (see package extract).
func (g *grower) print() []byte {
	var b bytes.Buffer
	b.WriteString("# fact (or root, or leaf), bound, node if below it, node if not, value; nodes are numbered within their tree\n# made by: go run ./internal/train/detector\n")
	for _, tree := range g.forest {
		b.WriteString("root\t\t\t\t\n")
		for _, n := range tree {
			if n.fact < 0 {
				fmt.Fprintf(&b, "leaf\t\t\t\t%.3f\n", n.value)
				continue
			}
			below := strconv.FormatFloat(float64(n.below), 'g', 4, 32)
			fmt.Fprintf(&b, "%s\t%s\t%d\t%d\t%.3f\n", extract.Facts()[n.fact], below, n.left, n.right, n.value)
		}
	}
	return b.Bytes()
}
