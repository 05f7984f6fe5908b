package confusion

import (
	"cmp"
	"slices"
	"strings"
)

// Confusion is a way to mishear a name, with its support.
type Confusion struct {
	Heard    string // one to four words, lower-case letters and digits, single spaces
	Name     string // a project's name, or a part of names: "pytest" for pytest-*
	Events   int    // how often it stood for the name
	Episodes int    // in how many episodes
	Chance   int    // how often it stood in noisy texts for anything else
}

// Probability is the share of what was heard that was the name.
func (c Confusion) Probability() float64 {
	return float64(c.Events) / float64(max(1, c.Events+c.Chance))
}

// Bounds of what is kept. Two recognisers that guess differently make many
// pairs by chance; two episodes agree on few of them.
const (
	leastEpisodes = 2
	unlikeNoise   = 0.55 // from here on a confusion must be likely in itself
	likely        = 0.3
	hopeless      = 0.02 // below this the words are just words, however alike
)

// confusing is the key of a confusion.
type confusing struct{ heard, name string }

// tally counts confusions.
type tally map[confusing]*Confusion

// add counts the clear sightings of an episode.
func (t tally) add(e *Episode, sightings []sighting) {
	seen := map[confusing]bool{}
	for _, s := range sightings {
		if s.clarity != clear {
			continue
		}
		for _, k := range e.alignment.confusions(s) {
			c := t[k]
			if c == nil {
				c = &Confusion{Heard: k.heard, Name: k.name}
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

// confusions returns what a sighting teaches: the whole name, and its parts.
// What differs in case and spaces only is none.
func (a *alignment) confusions(s sighting) []confusing {
	clean := letters(a.clean[s.clean.lo:s.clean.hi])
	if letters(a.noisy[s.noisy.lo:s.noisy.hi]) == clean {
		return nil
	}
	out := []confusing{{keys(a.noisy[s.noisy.lo:s.noisy.hi]), s.project.Name}}
	lo := 0
	for _, part := range parts(s.project.Name, a.clean[s.clean.lo:s.clean.hi]) {
		window := a.piece(s.noisy, clean, lo, lo+len(part))
		if k, ok := a.partly(window, part); ok {
			out = append(out, k)
		}
		lo += len(part)
	}
	return out
}

// partly returns what a window teaches about a part of a name.
func (a *alignment) partly(window span, part string) (confusing, bool) {
	heard := a.noisy[window.lo:window.hi]
	if len(heard) == 0 || letters(heard) == part || !a.vocabulary.parts[part] {
		return confusing{}, false
	}
	return confusing{keys(heard), part}, a.vocabulary.costs.unlike(keys(heard), part) <= unlikeLoose
}

// byHeard returns the confusions by what was heard.
func (t tally) byHeard() map[string][]*Confusion {
	out := map[string][]*Confusion{}
	for _, c := range t {
		out[c.Heard] = append(out[c.Heard], c)
	}
	return out
}

// countChance counts where an episode has the same words for something else.
// A place that belongs to the same name, however unclear, counts neither way.
func countChance(heard map[string][]*Confusion, e *Episode, sightings []sighting) {
	noisy := e.alignment.noisy
	owner := make([]string, len(noisy))
	for _, s := range sightings {
		for i := s.noisy.lo; i < s.noisy.hi; i++ {
			owner[i] = s.project.Name
		}
	}
	for lo := range noisy {
		for hi := lo + 1; hi <= min(lo+maxWords, len(noisy)) && noisy[hi-1].Paragraph == noisy[lo].Paragraph; hi++ {
			for _, c := range heard[keys(noisy[lo:hi])] {
				if !slices.ContainsFunc(owner[lo:hi], c.belongs) {
					c.Chance++
				}
			}
		}
	}
}

// belongs reports whether a project's name is that of the confusion, or has
// it as a part.
func (c *Confusion) belongs(project string) bool { return strings.Contains(project, c.Name) }

// rows returns what is worth keeping, sorted.
func (t tally) rows() []Confusion {
	costs := newCosts()
	var out []Confusion
	for _, c := range t {
		p := c.Probability()
		if c.Episodes < leastEpisodes {
			continue
		}
		if p >= hopeless && (p >= likely || costs.unlike(c.Heard, c.Name) < unlikeNoise) {
			out = append(out, *c)
		}
	}
	slices.SortFunc(out, func(a, b Confusion) int {
		return cmp.Or(strings.Compare(a.Heard, b.Heard), strings.Compare(a.Name, b.Name))
	})
	return out
}
