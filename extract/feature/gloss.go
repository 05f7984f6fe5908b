package feature

import (
	"slices"
	"strings"

	"namedrop/extract/candidate"
	"namedrop/extract/token"
	"namedrop/extract/vocabulary"
)

// A project whose name is also a word is recognized by the words of its
// description: "black" is the project where "formatter" and "code" are near.
// This is Lesk's method of word sense disambiguation ("Automatic sense
// disambiguation using machine readable dictionaries", SIGDOC 1986), with the
// description in the catalog as the gloss.

const (
	// glossReach is the largest distance, in tokens, of a nearby word.
	glossReach = 40

	// stemLetters is the length of a stem, which makes "retrying" and "retries"
	// equal.
	stemLetters = 5

	// minStem is the length of the shortest word that has a stem.
	minStem = 3
)

// stem returns the beginning of a word, "" for short words and function words.
func stem(letters string) string {
	if len(letters) < minStem || vocabulary.IsFunction(letters) {
		return ""
	}
	return letters[:min(stemLetters, len(letters))]
}

// Definitions compares the descriptions and topics of projects with a transcript.
type Definitions struct {
	at     map[string][]int    // token indices of a stem, ascending
	weight map[string]float32  // of a stem: rarer stems weigh more
	stems  map[string][]string // of a project's description, by its name
}

// newDefinitions indexes the stems of a transcript.
func newDefinitions(tokens []token.Token) *Definitions {
	d := &Definitions{at: map[string][]int{}, weight: map[string]float32{}, stems: map[string][]string{}}
	for i, t := range tokens {
		s := stem(t.Letters)
		if s == "" {
			continue
		}
		if _, seen := d.at[s]; !seen {
			d.weight[s] = float32(min(max(t.Rarity-2.5, 0), 2))
		}
		d.at[s] = append(d.at[s], i)
	}
	return d
}

// stemsOf returns the stems of a project's description, without those that its
// name contains.
func (d *Definitions) stemsOf(c *candidate.Candidate) []string {
	if stems, ok := d.stems[c.Project.Name]; ok {
		return stems
	}
	stems := stemsIn(c.Project.About, c.Project.Name)
	d.stems[c.Project.Name] = stems
	return stems
}

// stemsIn returns the different stems of the words of a text, without those that a name
// contains.
func stemsIn(text, name string) []string {
	stems := []string{}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(c rune) bool { return c < 'a' || c > 'z' }) {
		if s := stem(w); s != "" && !slices.Contains(stems, s) && !strings.Contains(name, s) {
			stems = append(stems, s)
		}
	}
	return stems
}

// overlap returns the weight of the description's stems that occur near a
// candidate, and of those that occur anywhere; both are -1 without a description.
func (d *Definitions) overlap(c *candidate.Candidate) (near, anywhere float32) {
	if c.Project.About == "" {
		return -1, -1
	}
	for _, s := range d.stemsOf(c) {
		if d.nearby(s, c) {
			near += d.weight[s]
		}
		if len(d.at[s]) > 0 {
			anywhere += d.weight[s]
		}
	}
	return near, anywhere
}

// nearby reports whether a stem occurs near a candidate, outside of its words.
func (d *Definitions) nearby(stem string, c *candidate.Candidate) bool {
	at := d.at[stem]
	i, _ := slices.BinarySearch(at, c.First-glossReach)
	for j := i; j < len(at) && at[j] <= c.Last+glossReach; j++ {
		if at[j] < c.First || at[j] > c.Last {
			return true
		}
	}
	return false
}

// Topics returns the weight of the stems of the project's topics that occur near a
// candidate, without those that its description has too. It is safe for many goroutines.
func (d *Definitions) Topics(c *candidate.Candidate) (near float32) {
	described := stemsIn(c.Project.About, "")
	for _, s := range stemsIn(c.Project.Topics, c.Project.Name) {
		if !slices.Contains(described, s) && d.nearby(s, c) {
			near += d.weight[s]
		}
	}
	return near
}
