// Package confusion learns how speech recognizers misspell the names of projects,
// from episodes with two transcripts: a noisy one, as first published, and a clean
// one, as corrected since.
//
// [Vocabulary.Study] aligns the transcripts of one episode word by word ([Align]),
// finds the names of a catalog in the clean one, decides for each whether its
// spelling is certain (occurrence.go), and finds the noisy words in its place
// (window.go). [Learn] sums up the episodes: [Table.Confusions] has the words that
// replaced each name, with counts; [Table.Words] counts all words. [Table.Labels]
// returns the names of one episode at their places in its noisy transcript.
//
// A confusion needs evidence from two episodes. To measure a detector on an
// episode, learn from the others only ([Without]). The package is pure, and is not
// part of the program.
package confusion

import (
	"slices"

	"namedrop/internal/catalog"
	"namedrop/internal/transcript"
)

// Vocabulary is the set of names to learn about. It is safe for many goroutines.
type Vocabulary struct {
	catalog *catalog.Catalog
	parts   map[string]bool
	costs   *costs
}

// NewVocabulary returns the vocabulary of projects, of which there may be none.
func NewVocabulary(projects []catalog.Project) *Vocabulary {
	return &Vocabulary{catalog: catalog.Build(projects), parts: commonParts(projects), costs: newCosts()}
}

// Episode is the data of one pair of transcripts. It is not changed after Study
// and safe for many goroutines.
type Episode struct {
	Name           string
	alignment      alignment
	occurrences    []occurrence
	capitalization map[string]capitalization
	words          map[string]WordCount // of both texts
}

// Study compares a noisy and a clean transcript of the same episode. If either is
// empty, the episode has no confusions.
func (v *Vocabulary) Study(name string, noisy, clean *transcript.Transcript) *Episode {
	e := &Episode{Name: name, alignment: alignment{noisy: Words(noisy), clean: Words(clean), vocabulary: v}}
	a := &e.alignment
	a.segments = Align(a.noisy, a.clean)
	e.capitalization = countCapitalization(a.clean)
	e.words = countWords(a.noisy, a.clean)
	e.occurrences = findOccurrences(a.clean, v.catalog)
	for i := range e.occurrences {
		s := &e.occurrences[i]
		s.noisy, s.found = a.noisyWords(s.clean)
	}
	return e
}

// Without returns the episodes except those with these names.
func Without(episodes []*Episode, names ...string) []*Episode {
	return slices.DeleteFunc(slices.Clone(episodes), func(e *Episode) bool { return slices.Contains(names, e.Name) })
}

// Table is the sum of many episodes. It is safe for many goroutines.
type Table struct {
	Confusions     []Confusion // sorted by words, then by name
	Words          []WordCount // sorted
	capitalization map[string]capitalization
	tally          tally
}

// Learn sums up episodes, in any order. Without episodes the table is empty.
func Learn(episodes []*Episode) *Table {
	t := &Table{Words: addWords(episodes), capitalization: addCapitalization(episodes), tally: tally{}}
	resolved := make([][]occurrence, len(episodes))
	for i, e := range episodes {
		resolved[i] = t.resolve(e)
		t.tally.add(e, resolved[i])
	}
	byWords := t.tally.byWords()
	for i, e := range episodes {
		countOthers(byWords, e, resolved[i])
	}
	t.Confusions = t.tally.rows()
	return t
}

// resolve returns the occurrences of an episode that have words in the noisy
// text, each either certain or ambiguous, in the order of that text and without
// overlap. Of overlapping ones it prefers certain, then longer ones.
func (t *Table) resolve(e *Episode) []occurrence {
	all := slices.Clone(e.occurrences)
	for i := range all {
		s := &all[i]
		key := letters(e.alignment.clean[s.clean.lo:s.clean.hi])
		s.certainty = t.capitalization[key].resolve(*s, e.capitalization[key])
	}
	slices.SortStableFunc(all, func(a, b occurrence) int {
		if a.certainty != b.certainty {
			return int(b.certainty - a.certainty)
		}
		return b.clean.len() - a.clean.len()
	})
	noisy, clean := make(used, len(e.alignment.noisy)), make(used, len(e.alignment.clean))
	var out []occurrence
	for _, s := range all {
		if clean.take(s.clean) && s.found && noisy.take(s.noisy) {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b occurrence) int { return a.noisy.lo - b.noisy.lo })
	return out
}

// used marks the words of a text that are taken.
type used []bool

// take takes a range of words if none of them is taken.
func (u used) take(words wordRange) bool {
	if slices.Contains(u[words.lo:words.hi], true) {
		return false
	}
	for i := words.lo; i < words.hi; i++ {
		u[i] = true
	}
	return true
}
