package main

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"

	"namedrop/extract"
)

// Settings of the fit.
const (
	epochs = 14
	rate   = 0.12 // of AdaGrad
	ridge  = 2e-6 // how strongly weights are drawn to zero, an example
)

// firstRound makes weights.tsv, without the features that weigh nothing.
func firstRound(examples []example) []byte {
	names := extract.Features()
	w := fit(examples, len(names))
	report("first round", examples, func(x example) float64 { return predict(x, w) })
	var b bytes.Buffer
	b.WriteString("# feature, its weight in log-odds\n# made by: go run ./internal/train/detector\n")
	for i, name := range names {
		if weight := fmt.Sprintf("%.2f", w[i]); weight != "0.00" && weight != "-0.00" {
			fmt.Fprintf(&b, "%s\t%s\n", name, weight)
		}
	}
	return b.Bytes()
}

// fit returns the weights of a logistic regression on the examples, by
// stochastic gradient descent with AdaGrad's rates (Duchi, Hazan and Singer,
// Journal of Machine Learning Research 12, 2011). The order of the examples is
// shuffled, always in the same way.
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

// step moves the weights of one example's features.
func step(x example, w, squares []float64) {
	gradient := (predict(x, w) - target(x)) * x.weight
	for _, f := range x.Features {
		g := gradient + ridge*w[f]*x.weight
		squares[f] += g * g
		if squares[f] > 0 {
			w[f] -= rate * g / math.Sqrt(squares[f])
		}
	}
}

func predict(x example, w []float64) float64 {
	sum := 0.0
	for _, f := range x.Features {
		sum += w[f]
	}
	return 1 / (1 + math.Exp(-sum))
}

func target(x example) float64 {
	if x.right {
		return 1
	}
	return 0
}
