package extract

import (
	"slices"
	"strings"
)

// A name that is also a word is told from the word by what is talked about:
// "black" is the project where "formatter" and "code" are near. This is Lesk's
// way of telling the senses of a word, by the words that its definition shares
// with the text ("Automatic sense disambiguation using machine readable
// dictionaries", SIGDOC 1986); the definition is the catalogue's sentence on the project.

const (
	// glossReach is how many tokens away a shared word may stand.
	glossReach = 40

	// stemLetters is how many letters of a word are compared, so that "retrying"
	// and "retries" are one.
	stemLetters = 5

	// leastStem is the length from which a word counts.
	leastStem = 3
)

// stem returns the beginning of a word that its inflections share, "" for words
// that say nothing.
func stem(letters string) string {
	if len(letters) < leastStem || functionWords[letters] {
		return ""
	}
	return letters[:min(stemLetters, len(letters))]
}

// definitions compares what the catalogue says of projects with a transcript.
type definitions struct {
	at     map[string][]int    // the tokens that have a stem, ascending
	weight map[string]float32  // of a stem: the rarer, the heavier
	stems  map[string][]string // of a project's description, by its name
}

// define looks where the words of a transcript stand.
func (k *Knowledge) define(tokens []token) *definitions {
	d := &definitions{at: map[string][]int{}, weight: map[string]float32{}, stems: map[string][]string{}}
	for i, t := range tokens {
		s := stem(t.letters)
		if s == "" {
			continue
		}
		if _, seen := d.at[s]; !seen {
			d.weight[s] = float32(min(max(k.rarity(t.letters)-2.5, 0), 2))
		}
		d.at[s] = append(d.at[s], i)
	}
	return d
}

// describe returns the stems of a project's description but for those of its
// name.
func (d *definitions) describe(r *reading) []string {
	if stems, ok := d.stems[r.project.Name]; ok {
		return stems
	}
	stems := []string{}
	for _, w := range strings.FieldsFunc(strings.ToLower(r.project.About), func(c rune) bool { return c < 'a' || c > 'z' }) {
		if s := stem(w); s != "" && !slices.Contains(stems, s) && !strings.Contains(r.project.Name, s) {
			stems = append(stems, s)
		}
	}
	d.stems[r.project.Name] = stems
	return stems
}

// shared is the weight of the description's words that are said near a reading,
// and of those that are said anywhere; both -1 without a description.
func (d *definitions) shared(r *reading) (near, anywhere float32) {
	if r.project.About == "" {
		return -1, -1
	}
	for _, s := range d.describe(r) {
		at := d.at[s]
		i, _ := slices.BinarySearch(at, r.first-glossReach)
		for j := i; j < len(at) && at[j] <= r.last+glossReach; j++ {
			if at[j] < r.first || at[j] > r.last {
				near += d.weight[s]
				break
			}
		}
		if len(at) > 0 {
			anywhere += d.weight[s]
		}
	}
	return near, anywhere
}
