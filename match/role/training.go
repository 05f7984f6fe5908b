package role

import (
	"maps"
	"slices"
	"strings"

	"namedrop/internal/transcript"
)

// TrainingDocument gives training access to the features and n-grams of an episode.
type TrainingDocument struct {
	s *document
}

// NewTrainingDocument prepares an episode.
func (m *Model) NewTrainingDocument(t *transcript.Transcript, projects []Project) TrainingDocument {
	return TrainingDocument{newDocument(m, t, projects)}
}

// Contexts returns the n-grams around each mention of a project outside of
// advertisements.
func (y TrainingDocument) Contexts(project int) [][]string {
	var all [][]string
	for _, at := range y.s.at[project] {
		all = append(all, contextOf(y.s.words, at, nil))
	}
	return all
}

// Window is a range of words that may ask for recommendations.
type Window struct {
	First, Last int // paragraphs
	Words       []string
}

// Windows returns the windows of an episode. Each starts a third of a window after the one
// before it.
func (y TrainingDocument) Windows() []Window {
	var all []Window
	for at := 0; at+questionWords <= len(y.s.words); at += questionWords / 3 {
		part := y.s.words[at : at+questionWords]
		w := Window{First: int(part[0].paragraph), Last: int(part[len(part)-1].paragraph)}
		for _, word := range part {
			w.Words = append(w.Words, word.text)
		}
		all = append(all, w)
	}
	return all
}

// QuestionGrams returns the n-grams of the words of a window. An empty word stands for a
// mention and is part of no n-gram.
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

// Features returns the features of a project, or nil if all its mentions are in
// advertisements.
func (y TrainingDocument) Features(project int) []float32 {
	if len(y.s.at[project]) == 0 {
		return nil
	}
	return y.s.describe(project)
}

// Features returns the names of the features, in order.
func Features() []string { return featureNames[:] }

// PriorsFeature is the index of the feature that counts other episodes.
const PriorsFeature = int(priors)

// RankFeatures are the indices of the features that are 0 if no ranks by downloads are known.
var RankFeatures = []int{int(ranked), int(morePopular), int(rankBehind)}

// HeadedFeature is the index of the feature that counts titles, -1 without chapters.
const HeadedFeature = int(headed)

// Distances returns the distances of features from their means, as the regression uses
// them.
func Distances(f []float32, means, scales []float64) []float64 {
	all := make([]float64, len(f))
	for i, v := range f {
		all[i] = term{mean: means[i], scale: scales[i]}.distance(v)
	}
	return all
}

// Logarithm converts a count to the value of a feature.
func Logarithm(n int) float32 { return logarithm(n) }

// Lead returns the n-grams around the start of the longest segment about a project, or nil
// if all its mentions are in advertisements.
func (y TrainingDocument) Lead(project int) []string {
	if len(y.s.at[project]) == 0 {
		return nil
	}
	return leadOf(y.s.words, longestSegment(y.s.segments(project)).first, nil)
}

// SentenceContext returns the n-grams around the first "@" of a sentence, which stands for
// the project; "_" stands for any other project. It returns nil if there is no "@".
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

// Stems returns the stems of the words of an episode, without those of mentions.
func (y TrainingDocument) Stems() []string { return slices.Sorted(maps.Keys(y.s.stems)) }
