package main

import (
	"bytes"
	"fmt"
	"math"

	"namedrop/internal/train/boost"
	"namedrop/match/role"
)

// Settings of the regression on features.
const (
	linearSteps = 400
	linearRate  = 0.007
	minScale    = 1e-6
	linearRidge = 27 // a weight counts for values that are three times as large
)

// linears makes linear.tsv, the regressions on the features of examples of news and of
// conversations. Means and scales are those of all examples.
func linears(news, conversations []boost.Example) []byte {
	means, scales := spread(append(append([]boost.Example{}, news...), conversations...))
	means[role.HeadedFeature], scales[role.HeadedFeature] = 0, 0 // -1 stands for no titles, so its values have no order
	n, c := fitLinear(news, means, scales), fitLinear(conversations, means, scales)
	var b bytes.Buffer
	b.WriteString("# feature, mean, scale, weights in a series of news and in a conversation\n# made by: go run ./internal/train/role\n")
	last := len(means)
	fmt.Fprintf(&b, "*\t0\t0\t%.3f\t%.3f\n", n[last], c[last])
	for i, name := range role.Features() {
		fmt.Fprintf(&b, "%s\t%.4g\t%.4g\t%.3f\t%.3f\n", name, means[i], scales[i], n[i], c[i])
	}
	return b.Bytes()
}

// spread returns the mean and the standard deviation of each feature.
func spread(examples []boost.Example) (means, scales []float64) {
	features := len(examples[0].Features)
	means, scales = make([]float64, features), make([]float64, features)
	for _, x := range examples {
		for i, v := range x.Features {
			means[i] += float64(v) / float64(len(examples))
		}
	}
	for _, x := range examples {
		for i, v := range x.Features {
			scales[i] += (float64(v) - means[i]) * (float64(v) - means[i]) / float64(len(examples))
		}
	}
	for i := range scales {
		if scales[i] = math.Sqrt(scales[i]); scales[i] < minScale {
			scales[i] = 0 // all values are the same but for rounding
		}
	}
	return means, scales
}

// fitLinear fits the weights of the features, and last the intercept, by gradient descent
// with the rates of Kingma and Ba ("Adam", ICLR 2015).
func fitLinear(examples []boost.Example, means, scales []float64) []float64 {
	n := len(means)
	rows := make([][]float64, len(examples))
	for i, x := range examples {
		rows[i] = append(role.Distances(x.Features, means, scales), 1)
	}
	weights, gradient, first, second := make([]float64, n+1), make([]float64, n+1), make([]float64, n+1), make([]float64, n+1)
	for step := 1; step <= linearSteps; step++ {
		for i, w := range weights {
			gradient[i] = linearRidge * w
		}
		gradient[n] = 0
		for i, row := range rows {
			sum := 0.0
			for k, v := range row {
				sum += weights[k] * v
			}
			error := (1/(1+math.Exp(-sum)) - examples[i].Target) * examples[i].Weight
			for k, v := range row {
				gradient[k] += error * v
			}
		}
		for i, g := range gradient {
			first[i] += 0.1 * (g - first[i])
			second[i] += 0.001 * (g*g - second[i])
			weights[i] -= linearRate * (first[i] / (1 - math.Pow(0.9, float64(step)))) / (math.Sqrt(second[i]/(1-math.Pow(0.999, float64(step)))) + 1e-9)
		}
	}
	return weights
}
