package extract

// orthographic holds the candidates that are based on letters, by position.
// Phonetic matching must not contradict them.
type orthographic struct {
	candidates []candidate     // in the order of their first words
	starts     []int           // for each token, the index of the first candidate that begins at it or later
	names      map[string]bool // of the candidates
}

func newOrthographic(tokens int, candidates []candidate) *orthographic {
	w := &orthographic{candidates: candidates, starts: make([]int, tokens+1), names: map[string]bool{}}
	for i := range candidates {
		w.starts[candidates[i].first+1] = i + 1
		w.names[candidates[i].project.Name] = true
	}
	for i := range tokens {
		w.starts[i+1] = max(w.starts[i+1], w.starts[i])
	}
	return w
}

// startingAt returns the candidates that begin at a token.
func (w *orthographic) startingAt(first int) []candidate {
	return w.candidates[w.starts[first]:w.starts[first+1]]
}

// contradicted reports whether spelling rules a candidate out: a window that
// spells one name is not a misspelling of another, and a window that contains a
// shorter one spelling the same name sounds like it only for that reason.
func (f *Finder) contradicted(c *candidate, w *orthographic) bool {
	if c.source < byConfusion {
		return false
	}
	for i := range w.candidates[w.starts[c.first]:w.starts[c.last+1]] {
		s := &w.candidates[w.starts[c.first]+i]
		switch {
		case s.source != bySpelling || s.last > c.last:
		case s.first == c.first && s.last == c.last && f.nameKind(s.project) == kindUnique:
			return true
		case c.source == bySound && s.project.Name == c.project.Name:
			return true
		}
	}
	return false
}
