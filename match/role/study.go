package role

import (
	"strings"

	"namedrop/internal/transcript"
)

// Study is an episode as a trainer sees it.
type Study struct {
	s *scene
}

// NewStudy prepares an episode.
func (m *Model) NewStudy(t *transcript.Transcript, heard []Heard) Study {
	return Study{newScene(m, t, heard)}
}

// Contexts returns the n-grams around each mention of a project outside of
// advertisements.
func (y Study) Contexts(project int) [][]string {
	var all [][]string
	for _, at := range y.s.at[project] {
		all = append(all, contextOf(y.s.words, at, nil))
	}
	return all
}

// Window is a stretch of an episode that may ask for a recommendation.
type Window struct {
	First, Last int // paragraphs
	Words       []string
}

// Windows returns the windows of an episode, each of which begins a third of its
// length after the one before it.
func (y Study) Windows() []Window {
	var all []Window
	for at := 0; at+questionWords <= len(y.s.words); at += questionWords / 3 {
		stretch := y.s.words[at : at+questionWords]
		w := Window{First: int(stretch[0].paragraph), Last: int(stretch[len(stretch)-1].paragraph)}
		for _, word := range stretch {
			w.Words = append(w.Words, word.text)
		}
		all = append(all, w)
	}
	return all
}

// QuestionGrams returns the n-grams of the words of a window. A name of a project is
// the empty word, which has none.
func QuestionGrams(words []string) []string {
	var grams []string
	for i, w := range words {
		if w == "" {
			continue
		}
		grams = append(grams, w)
		if i > 0 && words[i-1] != "" {
			grams = append(grams, words[i-1]+" "+w)
		}
	}
	return grams
}

// Features returns the features of a project, nil if it is only advertised.
func (y Study) Features(project int) []float32 {
	if len(y.s.at[project]) == 0 {
		return nil
	}
	return y.s.describe(project)
}

// Features are the names of the features, in their order.
func Features() []string { return featureNames[:] }

// FamousFeature is the place of the feature that counts other episodes.
const FamousFeature = int(famous)

// RankedFeature is the place of the feature that tells the rank by downloads.
const RankedFeature = int(ranked)

// Logarithm is how a number becomes a feature.
func Logarithm(n int) float32 { return logarithm(n) }

// Lead returns the n-grams around the beginning of the longest talk about a project,
// none if it is only advertised.
func (y Study) Lead(project int) []string {
	if len(y.s.at[project]) == 0 {
		return nil
	}
	return leadOf(y.s.words, longest(y.s.talks(project)).first, nil)
}

// SentenceContext returns the n-grams around the first "@" of a sentence, which stands
// for the name of a project; "_" stands for another. It has none without "@".
func SentenceContext(sentence string) []string {
	var words []word
	at := -1
	for _, field := range strings.Fields(sentence) {
		switch field {
		case "@":
			if at < 0 {
				at = len(words)
			}
			words = append(words, word{project: 0})
		case "_":
			words = append(words, word{project: 1})
		default:
			for _, text := range Words(field) {
				words = append(words, word{text: text, project: none})
			}
		}
	}
	if at < 0 {
		return nil
	}
	return contextOf(words, at, nil)
}
