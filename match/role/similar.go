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
	weights, all := map[string]float64{}, 0.0
	for _, w := range Words(s.projects[project].About) {
		if w = stem(w); len(w) > 3 && weights[w] == 0 {
			weights[w] = math.Log(float64(len(s.words)+1) / float64(s.stems[w]+1))
			all += weights[w]
		}
	}
	if all == 0 {
		return -1
	}
	best := 0.0
	for _, at := range s.at[project] {
		found := map[string]bool{}
		sum := 0.0
		for i := max(0, at-definedBy/3); i < min(len(s.words), at+definedBy); i++ {
			if w := s.words[i].stem; w != "" && weights[w] > 0 && !found[w] {
				found[w] = true
				sum += weights[w]
			}
		}
		best = max(best, sum)
	}
	return float32(best / (all + math.Log(float64(len(s.words)+1))))
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
