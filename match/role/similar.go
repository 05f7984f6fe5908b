package role

import (
	"math"
	"strings"
)

// cohesion is how alike the words before and after a place are, as the cosine of
// their counts: low where a new subject begins (Hearst, "TextTiling", 1997).
func (s *scene) cohesion(at int) float32 {
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

// extends reports whether a name is another one with more behind or before it.
func extends(longer, shorter string) bool {
	return strings.HasPrefix(longer, shorter+"-") || strings.HasSuffix(longer, "-"+shorter)
}

// definition is how much the words around a mention say what the summary of the
// project says: the share of its telling words, each weighed by how seldom the episode
// says it; -1 if there is no summary.
func (s *scene) definition(project int) float32 {
	telling, all := map[string]float64{}, 0.0
	for _, w := range Words(s.heard[project].About) {
		if w = stem(w); len(w) > 3 && telling[w] == 0 {
			telling[w] = math.Log(float64(len(s.words)+1) / float64(s.stems[w]+1))
			all += telling[w]
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
			if w := s.words[i].stem; w != "" && telling[w] > 0 && !found[w] {
				found[w] = true
				sum += telling[w]
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
