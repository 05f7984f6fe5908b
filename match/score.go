package match

import "math"

// Weights of the score, in log-odds. They were chosen on lists as of 2020 and the later
// additions of their maintainers; see doc/evaluation.md.
const (
	fitWeight      = 2.0  // of the log-odds that the project fits the list
	worthWeight    = 0.15 // of the log-odds that the best episode highlights it
	expectedWeight = 1.0  // of the logarithm of the number of episodes that highlight it
	namedWeight    = 0.3  // of the logarithm of the number of episodes that mention it
	scoreBase      = -1.2
)

// Score returns the estimated probability that a maintainer of the list accepts a
// project, from how well it fits and its worth in each episode. The best episode has an
// additional weight. Use it to order projects: lists differ in what they accept.
func Score(suits float64, worths []float64) float64 {
	best, expected := 0.0, 0.0
	for _, w := range worths {
		best = max(best, w)
		expected += w
	}
	odds := scoreBase + fitWeight*logOdds(suits) + worthWeight*logOdds(best) +
		expectedWeight*math.Log2(1+expected) + namedWeight*math.Log2(1+float64(len(worths)))
	return 1 / (1 + math.Exp(-odds))
}

// logOdds returns the log-odds of a probability, limited because none is certain.
func logOdds(p float64) float64 {
	p = min(max(p, 0.005), 0.995)
	return math.Log(p / (1 - p))
}
