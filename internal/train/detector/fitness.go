package main

import (
	"fmt"
	"math"
	"os"
)

// reportFit prints to standard error how well a model fits the examples on which
// it was trained.
func reportFit(what string, examples []example, predict func(example) float64) {
	truePositive, falseNegative, falsePositive, loss, sum := 0.0, 0.0, 0.0, 0.0, 0.0
	for _, x := range examples {
		p := predict(x)
		loss -= x.weight * math.Log(max(1e-12, 1-math.Abs(target(x)-p)))
		sum += x.weight
		switch {
		case x.positive && p >= 0.5:
			truePositive += x.weight
		case x.positive:
			falseNegative += x.weight
		case p >= 0.5:
			falsePositive += x.weight
		}
	}
	fmt.Fprintf(os.Stderr, "%s: %d examples, %.0f of %.0f positive; loss %.5f, precision %.3f, recall %.3f\n",
		what, len(examples), truePositive+falseNegative, sum, loss/sum,
		truePositive/max(1, truePositive+falsePositive), truePositive/max(1, truePositive+falseNegative))
}
