package confusion

import (
	"cmp"
	"slices"
	"strings"
)

// Confusion is a misspelling of a name, with its evidence.
type Confusion struct {
	Words    string // one to four words in the noisy transcript: lower-case letters and digits, single spaces
	Name     string // a project's name, or a part of names: "pytest" for pytest-*
	Events   int    // how often they replaced the name
	Episodes int    // in how many episodes
	Others   int    // how often they occur in noisy transcripts otherwise
}

// Probability is the share of occurrences of the words that replace the name.
func (c Confusion) Probability() float64 {
	return float64(c.Events) / float64(max(1, c.Events+c.Others))
}

// Thresholds of what is kept. Recognition errors produce many pairs by chance, few
// of them in two episodes.
const (
	minEpisodes       = 2
	maxDissimilar     = 0.55 // from which a confusion must be likely in itself
	likelyProbability = 0.3
	minProbability    = 0.02 // below which confusions are dropped
)

// confusionKey identifies a confusion.
type confusionKey struct{ words, name string }

// tally counts confusions.
type tally map[confusionKey]*Confusion

// add counts the certain occurrences of an episode.
func (t tally) add(e *Episode, sightings []occurrence) {
	seen := map[confusionKey]bool{}
	for _, s := range sightings {
		if s.certainty != certain {
			continue
		}
		for _, k := range e.alignment.confusions(s) {
			c := t[k]
			if c == nil {
				c = &Confusion{Words: k.words, Name: k.name}
				t[k] = c
			}
			c.Events++
			if !seen[k] {
				seen[k] = true
				c.Episodes++
			}
		}
	}
}

// confusions returns the confusions of an occurrence: of the whole name and of
// its parts. A difference in case or spaces only is no confusion.
func (a *alignment) confusions(s occurrence) []confusionKey {
	clean := letters(a.clean[s.clean.lo:s.clean.hi])
	if letters(a.noisy[s.noisy.lo:s.noisy.hi]) == clean {
		return nil
	}
	out := []confusionKey{{keys(a.noisy[s.noisy.lo:s.noisy.hi]), s.project.Name}}
	lo := 0
	for _, part := range parts(s.project.Name, a.clean[s.clean.lo:s.clean.hi]) {
		window := a.piece(s.noisy, clean, lo, lo+len(part))
		if k, ok := a.partConfusion(window, part); ok {
			out = append(out, k)
		}
		lo += len(part)
	}
	return out
}

// partConfusion returns the confusion of a part of a name.
func (a *alignment) partConfusion(window wordRange, part string) (confusionKey, bool) {
	noisy := a.noisy[window.lo:window.hi]
	if len(noisy) == 0 || letters(noisy) == part || !a.vocabulary.parts[part] {
		return confusionKey{}, false
	}
	return confusionKey{keys(noisy), part}, a.vocabulary.costs.dissimilarity(keys(noisy), part) <= maxDissimilarPart
}

// byWords returns the confusions by their words.
func (t tally) byWords() map[string][]*Confusion {
	out := map[string][]*Confusion{}
	for _, c := range t {
		out[c.Words] = append(out[c.Words], c)
	}
	return out
}

// countOthers counts the other occurrences of the words of confusions in an
// episode. Words that belong to the same name do not count.
func countOthers(confusions map[string][]*Confusion, e *Episode, sightings []occurrence) {
	noisy := e.alignment.noisy
	owner := make([]string, len(noisy))
	for _, s := range sightings {
		for i := s.noisy.lo; i < s.noisy.hi; i++ {
			owner[i] = s.project.Name
		}
	}
	for lo := range noisy {
		for hi := lo + 1; hi <= min(lo+maxWords, len(noisy)) && noisy[hi-1].Paragraph == noisy[lo].Paragraph; hi++ {
			for _, c := range confusions[keys(noisy[lo:hi])] {
				if !slices.ContainsFunc(owner[lo:hi], c.partOf) {
					c.Others++
				}
			}
		}
	}
}

// partOf reports whether a project's name contains that of the confusion.
func (c *Confusion) partOf(project string) bool { return strings.Contains(project, c.Name) }

// rows returns the confusions to keep, sorted.
func (t tally) rows() []Confusion {
	costs := newCosts()
	var out []Confusion
	for _, c := range t {
		p := c.Probability()
		if c.Episodes < minEpisodes {
			continue
		}
		if p >= minProbability && (p >= likelyProbability || costs.dissimilarity(c.Words, c.Name) < maxDissimilar) {
			out = append(out, *c)
		}
	}
	slices.SortFunc(out, func(a, b Confusion) int {
		return cmp.Or(strings.Compare(a.Words, b.Words), strings.Compare(a.Name, b.Name))
	})
	return out
}
