package role

import (
	"cmp"
	"math"
	"slices"

	"namedrop/internal/transcript"
)

// Distances in words.
const (
	burstGap    = 130 // mentions that are farther apart are of two talks
	around      = 40  // words before and after a talk that belong to its surroundings
	answerWords = 260 // how long the answer to a question may take
	definedBy   = 35  // words after a mention that may say what the project is
)

// Shares of an episode.
const (
	introduction = 0.04
	ending       = 0.93
)

// scene is an episode as the features see it.
type scene struct {
	model     *Model
	text      *transcript.Transcript
	words     []word
	heard     []Heard
	at        [][]int        // of each project, the words that name it outside of advertisements
	named     []int          // all of these, in the order of the text
	stems     map[string]int // how often the episode says them
	questions []float32      // of each word, see Model.questions
	put       [][]float64
	advise    [][]float64
	wish      [][]float64 // of each project, what the words around each mention say, see saying
}

func newScene(m *Model, t *transcript.Transcript, heard []Heard) *scene {
	s := &scene{model: m, text: t, heard: heard, at: make([][]int, len(heard)), put: make([][]float64, len(heard)), advise: make([][]float64, len(heard)), wish: make([][]float64, len(heard))}
	s.words = split(t, spansOf(heard))
	s.stems = map[string]int{}
	for i := range s.words {
		w := &s.words[i]
		if w.project == none && len(w.text) > 3 {
			w.stem = stem(w.text)
			s.stems[w.stem]++
		}
		if w.project != none {
			s.at[w.project] = append(s.at[w.project], i)
			s.named = append(s.named, i)
		}
	}
	s.questions = m.questions(s.words)
	var grams []string
	for i, places := range s.at {
		for _, at := range places {
			grams = contextOf(s.words, at, grams[:0])
			said := m.saying(grams)
			lo, hi := wishBounds(s.words, at)
			grams = contextOf(s.words[lo:hi], at-lo, grams[:0])
			s.put[i], s.advise[i] = append(s.put[i], said.put), append(s.advise[i], said.advise)
			s.wish[i] = append(s.wish[i], m.saying(grams).wish)
		}
	}
	return s
}

// wishBounds are the words in which a wish about a mention may stand: its sentence, and
// the one before if that names nothing that it could be about.
func wishBounds(words []word, at int) (lo, hi int) {
	lo, hi = at, at+1
	for lo > 0 && words[lo-1].sentence == words[at].sentence {
		lo--
	}
	for hi < len(words) && words[hi].sentence == words[at].sentence {
		hi++
	}
	for before := lo - 1; before >= 0 && words[before].sentence == words[lo-1].sentence; before-- {
		if words[before].project != none {
			return lo, hi
		}
		if before == 0 || words[before-1].sentence != words[before].sentence {
			return before, hi
		}
	}
	return lo, hi
}

// spansOf are the mentions of each paragraph outside of advertisements.
func spansOf(heard []Heard) map[int][]span {
	spans := map[int][]span{}
	for i, h := range heard {
		for _, m := range h.Mentions {
			if !m.Sponsor {
				spans[m.Paragraph] = append(spans[m.Paragraph], span{m.Lo, m.Hi, int32(i)})
			}
		}
	}
	for _, all := range spans {
		slices.SortFunc(all, func(a, b span) int { return cmp.Compare(a.lo, b.lo) })
	}
	return spans
}

// talk is a stretch of the episode that names a project again and again: words from
// the first to the last mention.
type talk struct{ first, last, mentions int }

// talks are the talks about a project.
func (s *scene) talks(project int) []talk {
	var all []talk
	for _, at := range s.at[project] {
		if n := len(all); n > 0 && at-all[n-1].last <= burstGap {
			all[n-1].last = at
			all[n-1].mentions++
			continue
		}
		all = append(all, talk{at, at, 1})
	}
	return all
}

// longest is the talk with the most mentions, the first of several.
func longest(all []talk) talk {
	return slices.MaxFunc(all, func(a, b talk) int {
		return cmp.Or(cmp.Compare(a.mentions, b.mentions), cmp.Compare(b.first, a.first))
	})
}

// place is where a word stands in the episode, from 0 to 1.
func (s *scene) place(at int) float32 { return float32(at) / float32(len(s.words)) }

func logarithm(n int) float32 { return float32(math.Log2(float64(1 + max(0, n)))) }

func truth(b bool) float32 {
	if b {
		return 1
	}
	return 0
}
