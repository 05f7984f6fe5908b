package main

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"

	"namedrop/extract"
)

// Settings of the logistic regression.
const (
	epochs         = 14
	learningRate   = 0.12 // of AdaGrad
	regularization = 2e-6 // L2, for each example
)

// firstPass makes weights.tsv, without the features of weight 0.
func firstPass(examples []example) []byte {
	names := extract.SparseFeatures()
	w := fit(examples, len(names))
	reportFit("first pass", examples, func(x example) float64 { return predict(x, w) })
	var b bytes.Buffer
	b.WriteString("# feature, weight in log-odds\n# made by: go run ./internal/train/detector\n")
	for i, name := range names {
		if weight := fmt.Sprintf("%.2f", w[i]); weight != "0.00" && weight != "-0.00" {
			fmt.Fprintf(&b, "%s\t%s\n", name, weight)
		}
	}
	return b.Bytes()
}

// fit returns the weights of a logistic regression, fitted by stochastic gradient
// descent with AdaGrad (Duchi, Hazan and Singer, Journal of Machine Learning
// Research 12, 2011). The examples are shuffled in a fixed way.
func fit(examples []example, features int) []float64 {
	w, squares := make([]float64, features), make([]float64, features)
	r := rand.New(rand.NewPCG(1, 389))
	order := r.Perm(len(examples))
	for range epochs {
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			step(examples[i], w, squares)
		}
	}
	return w
}

// step updates the weights of one example's features.
func step(x example, w, squares []float64) {
	gradient := (predict(x, w) - target(x)) * x.weight
	for _, f := range x.Sparse {
		g := gradient + regularization*w[f]*x.weight
		squares[f] += g * g
		if squares[f] > 0 {
			w[f] -= learningRate * g / math.Sqrt(squares[f])
		}
	}
}

func predict(x example, w []float64) float64 {
	sum := 0.0
	for _, f := range x.Sparse {
		sum += w[f]
	}
	return sigmoid(sum)
}

func sigmoid(logOdds float64) float64 { return 1 / (1 + math.Exp(-logOdds)) }

func target(x example) float64 {
	if x.positive {
		return 1
	}
	return 0
}
