package main

import (
	"fmt"
	"math"
	"os"
)

// report says on standard error how well a model fits what it was fitted on.
func report(what string, examples []example, predict func(example) float64) {
	hit, miss, alarm, loss, sum := 0.0, 0.0, 0.0, 0.0, 0.0
	for _, x := range examples {
		p := predict(x)
		loss -= x.weight * math.Log(max(1e-12, 1-math.Abs(target(x)-p)))
		sum += x.weight
		switch {
		case x.right && p >= 0.5:
			hit += x.weight
		case x.right:
			miss += x.weight
		case p >= 0.5:
			alarm += x.weight
		}
	}
	fmt.Fprintf(os.Stderr, "%s: %d examples, %.0f of weight %.0f right; loss %.5f, precision %.3f, recall %.3f\n",
		what, len(examples), hit+miss, sum, loss/sum, hit/max(1, hit+alarm), hit/max(1, hit+miss))
}
