package main

import "math"

// adam raises an objective by gradient ascent with the step sizes of Kingma
// and Ba, "Adam: A Method for Stochastic Optimization" (2015), and decays the
// weights. The zero value is ready for use with its first weights.
type adam struct {
	step int
	m, v []float64 // running means of the gradient and of its square
}

// ascend changes the weights w by the gradient g, which it overwrites.
func (a *adam) ascend(w, g []float64) {
	const rate, decay = 0.05, 1e-3
	if a.m == nil {
		a.m, a.v = make([]float64, len(w)), make([]float64, len(w))
	}
	a.step++
	for i := range w {
		g[i] -= decay * w[i]
		a.m[i] = 0.9*a.m[i] + 0.1*g[i]
		a.v[i] = 0.999*a.v[i] + 0.001*g[i]*g[i]
		w[i] += rate * a.m[i] / (1 - math.Pow(0.9, float64(a.step))) / (math.Sqrt(a.v[i]/(1-math.Pow(0.999, float64(a.step)))) + 1e-8)
	}
}
