package candidate

import (
	"namedrop/extract/token"
	"namedrop/extract/vocabulary"
	"namedrop/internal/catalog"
)

// orthographic holds the candidates that are based on letters, by position.
// Phonetic matching must not contradict them.
type orthographic struct {
	candidates []Candidate     // in the order of their first words
	starts     []int           // for each token, the index of the first candidate that begins at it or later
	names      map[string]bool // of the candidates
	spelled    map[string]bool // of those by spelling
}

func newOrthographic(tokens int, candidates []Candidate) *orthographic {
	w := &orthographic{candidates: candidates, starts: make([]int, tokens+1), names: map[string]bool{}, spelled: map[string]bool{}}
	for i := range candidates {
		w.starts[candidates[i].First+1] = i + 1
		w.names[candidates[i].Project.Name] = true
		if candidates[i].Source == BySpelling {
			w.spelled[candidates[i].Project.Name] = true
		}
	}
	for i := range tokens {
		w.starts[i+1] = max(w.starts[i+1], w.starts[i])
	}
	return w
}

// startingAt returns the candidates that begin at a token.
func (w *orthographic) startingAt(first int) []Candidate {
	return w.candidates[w.starts[first]:w.starts[first+1]]
}

// contradicted reports whether spelling rules a candidate out: a window that
// spells one name is not a misspelling of another, and a window that contains a
// shorter one spelling the same name sounds like it only for that reason. A term
// ("HTTPS", "code base") sounds only like a name that the transcript also spells (httpx).
func (g *Generator) contradicted(c *Candidate, tokens []token.Token, w *orthographic) bool {
	switch {
	case c.Source < ByConfusion:
		return false
	case (c.Words == 1 || c.Source == BySound) && isTerm(token.Letters(tokens[c.First:c.Last+1])) && !w.spelled[c.Project.Name]:
		return true
	}
	for i := range w.candidates[w.starts[c.First]:w.starts[c.Last+1]] {
		s := &w.candidates[w.starts[c.First]+i]
		switch {
		case s.Source != BySpelling || s.Last > c.Last:
		case s.First == c.First && s.Last == c.Last && g.vocabulary.NameKind(s.Project) == vocabulary.KindUnique:
			return true
		case c.Source == BySound && s.Project.Name == c.Project.Name:
			return true
		}
	}
	return false
}

// isTerm reports whether letters are a term or a module of the standard library.
func isTerm(letters string) bool { return catalog.IsTerm(letters) || standardLibrary[letters] }
