// Package logistic fits a logistic regression on sparse features: examples that have
// few of very many features, such as the n-grams of a text.
//
// [Fit] goes over the examples several times by stochastic gradient descent with
// AdaGrad's rates (Duchi, Hazan and Singer, Journal of Machine Learning Research 12,
// 2011). The order of the examples is shuffled, always in the same way, so the same
// examples give the same weights.
package logistic

import (
	"math"
	"math/rand/v2"
)

// Example is one thing to learn from. Each feature that it has counts 1.
type Example struct {
	Features []int
	Target   float64 // 1 if it is so, 0 if not, or how likely it is
	Weight   float64
}

// Settings say how to fit. All must be set.
type Settings struct {
	Epochs int
	Rate   float64
	Ridge  float64 // how strongly a step draws the weights of its features to zero
}

// Model holds the weight of each feature, and what holds without any.
type Model struct {
	Weights []float64
	Base    float64
}

// Fit fits the weights of so many features.
func Fit(examples []Example, features int, s Settings) Model {
	m := Model{Weights: make([]float64, features)}
	squares := make([]float64, features)
	base := 0.0 // of the squares
	r := rand.New(rand.NewPCG(1, 389))
	order := r.Perm(len(examples))
	for range s.Epochs {
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			x := examples[i]
			gradient := (1/(1+math.Exp(-m.Score(x.Features))) - x.Target) * x.Weight
			for _, f := range x.Features {
				m.Weights[f] -= step(gradient+s.Ridge*m.Weights[f]*x.Weight, &squares[f], s.Rate)
			}
			m.Base -= step(gradient, &base, s.Rate)
		}
	}
	return m
}

// step returns how far a weight moves, and adds to the squares of its gradients.
func step(gradient float64, squares *float64, rate float64) float64 {
	*squares += gradient * gradient
	if *squares == 0 {
		return 0
	}
	return rate * gradient / math.Sqrt(*squares)
}

// Score returns the log-odds of features.
func (m Model) Score(features []int) float64 {
	sum := m.Base
	for _, f := range features {
		sum += m.Weights[f]
	}
	return sum
}
