package role

import (
	"math"
	"strings"
)

// cohesion returns the cosine similarity of the words before and after a position. It is
// low where a new subject starts (Hearst, "TextTiling", 1997).
func (s *document) cohesion(at int) float32 {
	const reach = 120
	count := func(from, to int) map[string]float64 {
		counts := map[string]float64{}
		for _, w := range s.words[max(0, from):min(len(s.words), to)] {
			if len(w.stem) > 4 {
				counts[w.stem]++
			}
		}
		return counts
	}
	before, after := count(at-reach, at), count(at, at+reach)
	var both, b, a float64
	for w, n := range before {
		both += n * after[w]
		b += n * n
	}
	for _, n := range after {
		a += n * n
	}
	return float32(both / math.Sqrt(max(1, b*a)))
}

// extends reports whether a name is another name with a prefix or suffix.
func extends(longer, shorter string) bool {
	return strings.HasPrefix(longer, shorter+"-") || strings.HasSuffix(longer, "-"+shorter)
}

// definition returns the share of the words of a project's summary that occur near a
// mention, weighted by how rare they are in the episode, or -1 if there is no summary.
func (s *document) definition(project int) float32 {
	best := float32(-1)
	for _, at := range s.at[project] {
		best = max(best, s.overlap(project, at-definedBy/3, at+definedBy))
	}
	return best
}

// overlap is definition for the words from one position up to another.
func (s *document) overlap(project, from, to int) float32 {
	weights, all := s.summaryWeights(project)
	if all == 0 {
		return -1
	}
	found := map[string]bool{}
	sum := 0.0
	for _, w := range s.words[max(0, from):min(len(s.words), to)] {
		if weight := weights[w.stem]; weight > 0 && !found[w.stem] {
			found[w.stem] = true
			sum += weight
		}
	}
	return float32(sum / (all + math.Log(float64(len(s.words)+1))))
}

// summaryWeights returns the weights of the stems of a project's summary, and their sum.
func (s *document) summaryWeights(project int) (weights map[string]float64, sum float64) {
	weights = map[string]float64{}
	for _, w := range Words(s.projects[project].About) {
		if w = stem(w); len(w) > 3 && weights[w] == 0 {
			weights[w] = math.Log(float64(len(s.words)+1) / float64(s.stems[w]+1))
			sum += weights[w]
		}
	}
	return weights, sum
}

// stem cuts the usual endings off a word of four letters or more.
func stem(w string) string {
	for _, end := range []string{"ing", "ers", "er", "ed", "es", "s"} {
		if cut, ok := strings.CutSuffix(w, end); ok && len(cut) > 3 {
			return cut
		}
	}
	return w
}
