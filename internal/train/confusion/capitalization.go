package confusion

import (
	"slices"
	"strings"

	"namedrop/internal/catalog"
)

// habit is how clean transcripts write a word inside sentences.
type habit struct {
	small, capital int
	episodes       int // with the word in any form
}

// Bounds of habits. A word that all transcripts write with a capital as often
// as not is a name to them also where it is in small letters ("flask"), and so
// is one in four where the same episode has it with a capital, too ("rich"). A
// word that is hardly ever capitalised is, with a capital, part of a title.
// Words with an abbreviation are a name if others join them ("SQL model").
const (
	mostlyCapital = 0.5
	oftenCapital  = 0.25
	hardlyCapital = 0.04
	habitEpisodes = 3

	joinedEpisodes = 1
)

// others are the projects whose names are those of people, places, months and
// companies: a capital tells nothing of them, however common they are.
const others = ` claudette cleo cliff clifford clint coltrane daphne dropbox edward eliot emmett everett faust fiona garth
	george gino hammett harold hera jake janus jesse july julia klein ludwig luigi manuel marcel mario marvin maya
	mendeleev mike ming mingus neptune paracelsus quinn reno robyn roman salt south stockholm stripe sybil vegas verde
	vincent wikipedia will wyoming `

// habitsOf counts how a clean text writes its words.
func habitsOf(words []Word) map[string]habit {
	out := map[string]habit{}
	for _, w := range words {
		h := out[w.Key]
		h.episodes = 1
		switch {
		case w.capital():
			h.capital++
		case !w.Opens:
			h.small++
		}
		out[w.Key] = h
	}
	return out
}

// addHabits adds up the habits of all episodes.
func addHabits(episodes []*Episode) map[string]habit {
	out := map[string]habit{}
	for _, e := range episodes {
		for key, h := range e.habits {
			sum := out[key]
			out[key] = habit{sum.small + h.small, sum.capital + h.capital, sum.episodes + h.episodes}
		}
	}
	return out
}

// share is the share of capitals, 0 for a word that is unknown.
func (h habit) share() float64 {
	return float64(h.capital) / float64(max(1, h.small+h.capital))
}

// settle decides what the spelling of one place leaves open, by the habit of
// all episodes and that of its own.
func (h habit) settle(s sighting, own habit) clarity {
	switch {
	case s.clarity == unclear || s.clarity == clear && (s.project.Mark == catalog.Unique || s.camel):
		return s.clarity
	case s.project.Mark == catalog.Unique && h.episodes >= joinedEpisodes:
		return clear
	case slices.Contains(strings.Fields(others), s.project.Name):
		return unclear
	case s.clarity == clear && h.share() >= hardlyCapital:
		return clear
	case s.clarity == clear || h.episodes < habitEpisodes || len(s.project.Name) <= shortName:
		return unclear
	case h.share() >= mostlyCapital || h.share() >= oftenCapital && own.capital > 0:
		return clear
	}
	return unclear
}
