package match

import (
	"math"

	"namedrop/extract"
)

// Weights of the score, in log-odds. Their ratios were chosen on lists as of 2026 of which
// entries were taken out, and on lists as of 2020 with the later additions of their
// maintainers; their scale and the base make the score the share of projects that were
// added later. See doc/evaluation.md.
const (
	fitWeight      = 1.1  // of the log-odds that the project fits the list
	worthWeight    = 0.1  // of the log-odds that the best episode highlights it
	expectedWeight = 0.25 // of the logarithm of the number of episodes that highlight it
	namedWeight    = 0.25 // of the logarithm of the number of episodes that mention it
	scoreBase      = -3.55
)

// Score returns the estimated probability that a maintainer of the list accepts a
// project, from the probability that it is named at all, how well it fits, and its worth
// in each episode. The best episode has an additional weight. Use it to order projects:
// lists differ in what they accept.
func Score(named, suits float64, worths []float64) float64 {
	best, expected := 0.0, 0.0
	for _, w := range worths {
		best = max(best, w)
		expected += w
	}
	odds := scoreBase + fitWeight*logOdds(suits) + worthWeight*logOdds(best) +
		expectedWeight*math.Log2(1+expected) + namedWeight*math.Log2(1+float64(len(worths)))
	return named / (1 + math.Exp(-odds))
}

// logOdds returns the log-odds of a probability, limited because none is certain.
func logOdds(p float64) float64 {
	return extract.LogOdds(min(max(p, 0.005), 0.995))
}
