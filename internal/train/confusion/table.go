// Package confusion finds out how speech recognisers misspell the names of
// projects. It learns from episodes that were transcribed twice: noisy, as
// first published, and clean, as corrected or transcribed anew since.
//
// [Vocabulary.Study] aligns one episode word by word ([Align]), looks the names of a
// catalogue up in the clean text, says for each how sure its spelling makes
// it (spot.go), and finds the noisy words that stand in its place (window.go).
// [Learn] adds up the episodes: [Table.Confusions] says what was heard for
// which name, how often, and how often the same words were just words;
// [Table.Words] says how common every word is in such talk. [Table.Labels]
// gives the names of one episode with their places, as examples from which a
// detector can be trained.
//
// Nothing is learnt from one episode alone: a confusion needs the support of
// two. To measure a detector on an episode, learn from the others only
// ([Without]). The package is pure; files are read and written by the command
// in confusions/. It is a tool for developers, no part of the program.
package confusion

import (
	"slices"

	"namedrop/internal/catalog"
	"namedrop/internal/transcript"
)

// Vocabulary is the names to learn. It is safe for many goroutines.
type Vocabulary struct {
	catalog *catalog.Catalog
	parts   map[string]bool
	costs   *costs
}

// NewVocabulary returns the vocabulary of these projects, which may be none.
func NewVocabulary(projects []catalog.Project) *Vocabulary {
	return &Vocabulary{catalog: catalog.Build(projects), parts: commonParts(projects), costs: newCosts()}
}

// Episode is what one pair of transcripts holds. It is independent of all
// others, is not changed after Study, and safe for many goroutines.
type Episode struct {
	Name      string
	alignment alignment
	sightings []sighting
	habits    map[string]habit
	words     map[string]WordCount // of both texts
}

// Study reads one episode: the transcript as first published, and a better
// one of the same talk. Either may be empty; the episode then teaches nothing.
func (v *Vocabulary) Study(name string, noisy, clean *transcript.Transcript) *Episode {
	e := &Episode{Name: name, alignment: alignment{noisy: Words(noisy), clean: Words(clean), vocabulary: v}}
	a := &e.alignment
	a.segments = Align(a.noisy, a.clean)
	e.habits = habitsOf(a.clean)
	e.words = countWords(a.noisy, a.clean)
	e.sightings = spot(a.clean, v.catalog)
	for i := range e.sightings {
		s := &e.sightings[i]
		s.noisy, s.found = a.heard(s.clean)
	}
	return e
}

// Without returns the episodes but those of these names.
func Without(episodes []*Episode, names ...string) []*Episode {
	return slices.DeleteFunc(slices.Clone(episodes), func(e *Episode) bool { return slices.Contains(names, e.Name) })
}

// Table is what many episodes teach. It is safe for many goroutines.
type Table struct {
	Confusions []Confusion // sorted by what was heard, then by name
	Words      []WordCount // sorted
	habits     map[string]habit
	tally      tally
}

// Learn adds up what the episodes teach. The order of the episodes does not
// matter; without any the table is empty.
func Learn(episodes []*Episode) *Table {
	t := &Table{Words: addWords(episodes), habits: addHabits(episodes), tally: tally{}}
	resolved := make([][]sighting, len(episodes))
	for i, e := range episodes {
		resolved[i] = t.resolve(e)
		t.tally.add(e, resolved[i])
	}
	heard := t.tally.byHeard()
	for i, e := range episodes {
		countChance(heard, e, resolved[i])
	}
	t.Confusions = t.tally.rows()
	return t
}

// resolve returns the sightings of an episode that do not overlap and were
// found in the noisy text, each now either clear or unclear, in the order of
// the noisy text. Clear ones go first, then longer ones.
func (t *Table) resolve(e *Episode) []sighting {
	all := slices.Clone(e.sightings)
	for i := range all {
		s := &all[i]
		key := letters(e.alignment.clean[s.clean.lo:s.clean.hi])
		s.clarity = t.habits[key].settle(*s, e.habits[key])
	}
	slices.SortStableFunc(all, func(a, b sighting) int {
		if a.clarity != b.clarity {
			return int(b.clarity - a.clarity)
		}
		return b.clean.len() - a.clean.len()
	})
	noisy, clean := make(used, len(e.alignment.noisy)), make(used, len(e.alignment.clean))
	var out []sighting
	for _, s := range all {
		if clean.take(s.clean) && s.found && noisy.take(s.noisy) {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b sighting) int { return a.noisy.lo - b.noisy.lo })
	return out
}

// used remembers which words of a text are taken.
type used []bool

// take takes a run of words, if they are all free.
func (u used) take(run span) bool {
	if slices.Contains(u[run.lo:run.hi], true) {
		return false
	}
	for i := run.lo; i < run.hi; i++ {
		u[i] = true
	}
	return true
}
