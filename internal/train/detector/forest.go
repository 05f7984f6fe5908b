package main

import (
	"slices"

	"namedrop/extract"
	"namedrop/internal/forest"
	"namedrop/internal/train/boost"
)

// settings of the forest: many small trees, each of which corrects a little of the error of
// those before.
var settings = boost.Settings{Trees: 320, Depth: 6, Shrinkage: 0.06, RowShare: 0.6, FeatureShare: 0.4, MinHessian: 5, Penalty: 2, MinGain: 1e-3, Bins: 48}

// secondPass makes the forest from the examples that the first pass accepts.
func secondPass(examples []example) []byte {
	kept := slices.DeleteFunc(slices.Clone(examples), func(x example) bool { return x.Dense == nil })
	trees := grow(kept, settings)
	reportFit("second pass", kept, func(x example) float64 { return sigmoid(scoreOf(trees, x.Dense)) })
	data, err := forest.Encode(trees, extract.DenseFeatures())
	if err != nil {
		panic(err) // unreachable: the depth and the shrinkage keep trees within the format
	}
	return data
}

// grow grows trees for examples.
func grow(examples []example, s boost.Settings) []forest.Tree {
	all := make([]boost.Example, len(examples))
	for i, x := range examples {
		all[i] = boost.Example{Features: x.Dense, Target: target(x), Weight: x.weight}
	}
	return boost.Grow(all, s)
}

// scoreOf returns the log-odds that trees give to features.
func scoreOf(trees []forest.Tree, features []float32) float64 {
	sum := 0.0
	for _, t := range trees {
		sum += t.Score(features)
	}
	return sum
}
