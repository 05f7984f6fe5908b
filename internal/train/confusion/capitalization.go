package confusion

import (
	"slices"
	"strings"

	"namedrop/internal/catalog"
)

// capitalization counts how clean transcripts write a word inside sentences.
type capitalization struct {
	lower, capital int
	episodes       int // with the word in any form
}

// Thresholds of the share of capitals. A word that is usually capitalized is a
// name even in lower case ("flask"); so is one that is often capitalized, if the
// same episode capitalizes it, too ("rich"). A capital of a word that rarely has
// one belongs to a title. Separate words with an acronym are a name if other
// transcripts write them as one ("SQL model").
const (
	mostlyCapitalized  = 0.5
	oftenCapitalized   = 0.25
	rarelyCapitalized  = 0.04
	minCapitalEpisodes = 3

	minJoinedEpisodes = 1
)

// properNames are project names that are also names of people, places, months or
// companies, so that their capitals prove nothing.
const properNames = ` claudette cleo cliff clifford clint coltrane daphne dropbox edward eliot emmett everett faust fiona garth
	george gino hammett harold hera jake janus jesse july julia klein ludwig luigi manuel marcel mario marvin maya
	mendeleev mike ming mingus neptune paracelsus quinn reno robyn roman salt south stockholm stripe sybil vegas verde
	vincent wikipedia will wyoming `

// countCapitalization counts the capitalization of the words of a clean text.
func countCapitalization(words []Word) map[string]capitalization {
	out := map[string]capitalization{}
	for _, w := range words {
		h := out[w.Key]
		h.episodes = 1
		switch {
		case w.capital():
			h.capital++
		case !w.Opens:
			h.lower++
		}
		out[w.Key] = h
	}
	return out
}

// addCapitalization sums up the counts of all episodes.
func addCapitalization(episodes []*Episode) map[string]capitalization {
	out := map[string]capitalization{}
	for _, e := range episodes {
		for key, h := range e.capitalization {
			sum := out[key]
			out[key] = capitalization{sum.lower + h.lower, sum.capital + h.capital, sum.episodes + h.episodes}
		}
	}
	return out
}

// rate is the share of capitals, 0 for an unknown word.
func (h capitalization) rate() float64 {
	return float64(h.capital) / float64(max(1, h.lower+h.capital))
}

// resolve decides the certainty of an occurrence, given the capitalization in all
// episodes and in its own.
func (h capitalization) resolve(s occurrence, own capitalization) certainty {
	switch {
	case s.certainty == ambiguous || s.certainty == certain && (s.project.Mark == catalog.Unique || s.mixedCase):
		return s.certainty
	case s.project.Mark == catalog.Unique && h.episodes >= minJoinedEpisodes:
		return certain
	case slices.Contains(strings.Fields(properNames), s.project.Name):
		return ambiguous
	case s.certainty == certain && h.rate() >= rarelyCapitalized:
		return certain
	case s.certainty == certain || h.episodes < minCapitalEpisodes || len(s.project.Name) <= shortName:
		return ambiguous
	case h.rate() >= mostlyCapitalized || h.rate() >= oftenCapitalized && own.capital > 0:
		return certain
	}
	return ambiguous
}
