package role

import (
	"cmp"
	"math"
	"slices"

	"namedrop/internal/fit"
	"namedrop/internal/transcript"
)

// Distances in words.
const (
	maxSegmentGap = 130 // between two mentions of the same segment
	around        = 40  // on either side of a segment, to compare its mentions with
	answerWords   = 260 // maximum length of the answer to a question
	definedBy     = 35  // after a mention, where a definition is expected
)

// The introduction and the ending of an episode, as positions from 0 to 1.
const (
	introduction = 0.04
	ending       = 0.93
)

// document is the context from which features are computed.
type document struct {
	model       *Model
	text        *transcript.Transcript
	words       []word
	projects    []Project
	at          [][]int        // by project: the words that mention it outside of advertisements
	named       []int          // all of these, in text order
	stems       map[string]int // occurrences of each stem
	questions   []float32      // by word; see Model.questions
	leads       leads
	headings    headings
	summaries   []summary   // by project
	known       []fit.Word  // the words of the lexicon in the episode, without mentions
	knownBefore []int       // by word: the number of these before it
	whole       fit.Meaning // of the episode
	news        float64     // probability that the episode is a series of news
	highlight   [][]float64
	recommend   [][]float64
	request     [][]float64 // by project and mention; see contextScores
}

func newDocument(m *Model, t *transcript.Transcript, projects []Project) *document {
	s := &document{model: m, text: t, projects: projects, at: make([][]int, len(projects)), highlight: make([][]float64, len(projects)), recommend: make([][]float64, len(projects)), request: make([][]float64, len(projects))}
	s.words = split(t, spansOf(projects))
	s.stems = map[string]int{}
	news := m.newsBias
	for i := range s.words {
		w := &s.words[i]
		if w.project == none && len(w.text) > 3 {
			w.stem = stem(w.text)
			if s.stems[w.stem] == 0 {
				news += m.news.Find(w.stem).At(0)
			}
			s.stems[w.stem]++
		}
		if w.project != none {
			s.at[w.project] = append(s.at[w.project], i)
			s.named = append(s.named, i)
		}
	}
	s.news = probability(float64(news))
	s.questions = m.questions(s.words)
	s.leads = m.leads(s.words)
	s.headings = headingsOf(t)
	s.summarize()
	var grams []string
	for i, places := range s.at {
		for _, at := range places {
			grams = contextOf(s.words, at, grams[:0])
			scores := m.contextScores(grams)
			lo, hi := requestBounds(s.words, at)
			grams = contextOf(s.words[lo:hi], at-lo, grams[:0])
			s.highlight[i], s.recommend[i] = append(s.highlight[i], scores.highlight), append(s.recommend[i], scores.recommend)
			s.request[i] = append(s.request[i], m.contextScores(grams).request)
		}
	}
	return s
}

// summarize looks up what the words of the episode and of the summaries are about.
func (s *document) summarize() {
	for _, p := range s.projects {
		s.summaries = append(s.summaries, summaryOf(p))
	}
	for _, w := range s.words {
		s.knownBefore = append(s.knownBefore, len(s.known))
		if w.project == none && len(w.text) > 2 {
			s.known = append(s.known, fit.WordsOf(w.text)...)
		}
	}
	s.knownBefore = append(s.knownBefore, len(s.known))
	s.whole = fit.MeaningOf(s.known)
}

// requestBounds returns the range of words that may request that a project be listed: the
// sentence of the mention, and the sentence before unless it mentions a project.
func requestBounds(words []word, at int) (lo, hi int) {
	lo, hi = sentenceBounds(words, at)
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

// sentenceBounds returns the range of the words of the sentence that contains a word.
func sentenceBounds(words []word, at int) (lo, hi int) {
	lo, hi = at, at+1
	for lo > 0 && words[lo-1].sentence == words[at].sentence {
		lo--
	}
	for hi < len(words) && words[hi].sentence == words[at].sentence {
		hi++
	}
	return lo, hi
}

// spansOf returns the mentions outside of advertisements by paragraph.
func spansOf(projects []Project) map[int][]span {
	spans := map[int][]span{}
	for i, h := range projects {
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

// segment is a range of words in which a project is mentioned repeatedly, from its first
// to its last mention.
type segment struct{ first, last, mentions int }

// segments returns the segments about a project, in text order.
func (s *document) segments(project int) []segment {
	var all []segment
	for _, at := range s.at[project] {
		if n := len(all); n > 0 && at-all[n-1].last <= maxSegmentGap {
			all[n-1].last = at
			all[n-1].mentions++
			continue
		}
		all = append(all, segment{at, at, 1})
	}
	return all
}

// longestSegment returns the segment with the most mentions, the first if there are several.
func longestSegment(all []segment) segment {
	return slices.MaxFunc(all, func(a, b segment) int {
		return cmp.Or(cmp.Compare(a.mentions, b.mentions), cmp.Compare(b.first, a.first))
	})
}

// position returns the position of a word in the episode, from 0 to 1.
func (s *document) position(at int) float32 { return float32(at) / float32(len(s.words)) }

func logarithm(n int) float32 { return float32(math.Log2(float64(1 + max(0, n)))) }

func indicator(b bool) float32 {
	if b {
		return 1
	}
	return 0
}
