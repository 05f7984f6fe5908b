// Package forest evaluates boosted decision trees, which convert features to log-odds.
//
// [New] combines trees ([Tree]), from training or from a file ([Decode]), into a
// [Forest], which scores features ([Forest.Score]) and returns the contribution of each
// feature ([Forest.Explain]). The method is gradient tree boosting (Friedman, "Greedy
// function approximation", Annals of Statistics 29, 2001). The package does not train
// trees and does not know the meaning of the features. It does no I/O.
package forest

import (
	"fmt"
	"math"
)

// Tree is a decision tree in preorder, the root first. The left child of a
// node is the next one.
type Tree []Node

// Node is a node of a tree. A leaf has the feature Leaf; any other node leads
// to its left child if the feature is below the threshold, else to the right.
type Node struct {
	Feature   int
	Threshold float32
	Right     int     // index of the right child in the tree
	Value     float64 // log-odds: of an inner node, the mean of those below it
}

// Leaf is the feature of a node that tests none.
const Leaf = -1

// Score returns the value of the leaf to which the features lead.
func (t Tree) Score(features []float32) float64 {
	at := 0
	for t[at].Feature != Leaf {
		if features[t[at].Feature] < t[at].Threshold {
			at++
		} else {
			at = t[at].Right
		}
	}
	return t[at].Value
}

// Forest is a sum of trees. The zero value has no trees and scores 0. It is read-only
// after New and safe for concurrent use.
type Forest struct {
	nodes    []node    // of all trees, and maxNodes more, so that each tree has so many
	values   []float64 // by node
	roots    []int32
	depth    int // of the deepest tree, in tests
	features int
}

// node is a Node in the form that is evaluated. A leaf points to itself, so that all
// walks have the same length and no branches that a processor would mispredict; that
// halves the time.
type node struct {
	threshold float32
	feature   uint8
	next      [2]uint8 // in the tree: if the feature is not below the threshold; if it is
}

// One byte numbers the nodes of a tree, and the features, one of whose numbers marks a
// leaf.
const (
	maxNodes    = 256
	maxFeatures = 255
)

// row holds the features in a size at which no number is out of range.
type row [maxFeatures + 1]float32

// New returns the forest of trees over that many features. It fails if a node
// is out of order or tests a feature that does not exist, so that scoring never
// leaves a tree.
func New(trees []Tree, features int) (Forest, error) {
	if features > maxFeatures {
		return Forest{}, fmt.Errorf("%d features, at most %d are supported", features, maxFeatures)
	}
	nodes := 0
	for _, t := range trees {
		nodes += len(t)
	}
	f := Forest{features: features, nodes: make([]node, 0, nodes+maxNodes), values: make([]float64, 0, nodes), roots: make([]int32, 0, len(trees))}
	for i, t := range trees {
		if err := f.add(t); err != nil {
			return Forest{}, fmt.Errorf("tree %d: %v", i, err)
		}
	}
	f.nodes = f.nodes[:nodes+maxNodes]
	return f, nil
}

// add appends a tree.
func (f *Forest) add(t Tree) error {
	if len(t) == 0 || len(t) > maxNodes {
		return fmt.Errorf("%d nodes, want 1 to %d", len(t), maxNodes)
	}
	f.roots = append(f.roots, int32(len(f.nodes)))
	var room [64]int // most trees need no allocation
	depth := append(room[:0], make([]int, len(t))...)
	for i, n := range t {
		next := node{next: [2]uint8{uint8(i), uint8(i)}}
		if n.Feature != Leaf {
			if n.Feature < 0 || n.Feature >= f.features || n.Right <= i+1 || n.Right >= len(t) {
				return fmt.Errorf("node %d is invalid: feature %d, right child %d", i, n.Feature, n.Right)
			}
			depth[i+1], depth[n.Right] = depth[i]+1, depth[i]+1
			f.depth = max(f.depth, depth[i]+1)
			next = node{n.Threshold, uint8(n.Feature), [2]uint8{uint8(n.Right), uint8(i + 1)}}
		}
		f.nodes, f.values = append(f.nodes, next), append(f.values, n.Value)
	}
	return nil
}

// Trees returns the number of trees.
func (f *Forest) Trees() int { return len(f.roots) }

// Score returns the log-odds of features, which must be as many as given to New.
func (f *Forest) Score(features []float32) float64 { return f.ScoreFrom(features, math.Inf(-1)) }

// slack is how far a score may be below a minimum after the first quarter of the trees
// before the others are skipped. In the episodes that were measured, the others never lifted
// a score over the minimum from more than 1.1 below it.
const slack = 2

// ScoreFrom returns the log-odds of features like Score if they are at least a minimum.
// Otherwise it may return another value below the minimum: it skips most trees when the
// first ones leave no doubt, which is so for three candidates in four.
func (f *Forest) ScoreFrom(features []float32, minimum float64) float64 {
	var x row
	copy(x[:], features)
	sum := 0.0
	for i, root := range f.roots {
		if i == len(f.roots)/4 && sum < minimum-slack {
			break
		}
		tree := (*[maxNodes]node)(f.nodes[root:])
		at := uint8(0)
		for range f.depth {
			at = tree[at].follow(&x)
		}
		sum += f.values[int(root)+int(at)]
	}
	return sum
}

func (n *node) follow(x *row) uint8 {
	below := 0
	if x[n.feature] < n.threshold {
		below = 1
	}
	return n.next[below]
}

// Explain returns what each feature added to the score: at every test, by how
// much the outcome changed the mean value below the node. Base is what is left
// without any feature; base and contributions add up to the score. (Saabas,
// "Interpreting random forests", 2014.)
func (f *Forest) Explain(features []float32) (contributions []float64, base float64) {
	var x row
	copy(x[:], features)
	contributions = make([]float64, f.features)
	for _, root := range f.roots {
		tree, values := f.nodes[root:], f.values[root:]
		base += values[0]
		at := uint8(0)
		for range f.depth {
			next := tree[at].follow(&x)
			contributions[tree[at].feature] += values[next] - values[at]
			at = next
		}
	}
	return contributions, base
}
