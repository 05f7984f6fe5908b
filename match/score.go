package match

import "math"

// Weights of the score, in log-odds. They were chosen on lists as they were in 2020
// and what their maintainers took in later; see doc/evaluation.md.
const (
	fitWeight      = 2.0  // of the log-odds that the project suits the list
	worthWeight    = 0.15 // of the log-odds that the best episode puts it forward
	expectedWeight = 1.0  // of the number of episodes that put it forward, as a logarithm
	namedWeight    = 0.3  // of the number of episodes that name it, likewise
	scoreBase      = -1.2
)

// Score is how likely a maintainer of the list would take a project in, from how well
// it suits the list and the worth that each episode gives it; the best of them counts
// apart. It orders projects: a list has its own measure of what it takes.
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

// logOdds are those of a probability, within bounds: none is certain.
func logOdds(p float64) float64 {
	p = min(max(p, 0.005), 0.995)
	return math.Log(p / (1 - p))
}
