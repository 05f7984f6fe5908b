package role

import (
	"cmp"
	"slices"

	"namedrop/extract"
	"namedrop/internal/quote"
)

// Limits of quotes. A shorter quote is hard to understand, and a longer one is not read.
const (
	minQuote  = 70 // bytes
	maxQuote  = 320
	maxQuotes = 3
)

// quotes returns the passages that highlight a project, best first: the sentences of the
// mentions with the highest context scores, times their confidence and clarity. Each must
// score at least half of the best.
func (s *document) quotes(project int) []quote.Quote {
	type rated struct {
		mention int // index into the mentions outside of advertisements
		score   float64
	}
	var order []rated
	mentions := s.unsponsored(project)
	for i, m := range mentions {
		score := probability(s.highlight[project][i]) + probability(s.recommend[project][i]) + 2*probability(s.request[project][i])
		order = append(order, rated{i, score * m.Confidence * s.clarity(s.at[project][i])})
	}
	slices.SortStableFunc(order, func(a, b rated) int { return cmp.Compare(b.score, a.score) })
	var used []passage
	var all []quote.Quote
	for _, r := range order {
		if r.score < order[0].score/2 || len(all) == maxQuotes {
			break
		}
		m := mentions[r.mention]
		p := s.passage(passage{m.Paragraph, m.Lo, m.Hi})
		if !slices.ContainsFunc(used, p.overlaps) {
			used = append(used, p)
			all = append(all, s.text.Quote(p.paragraph, p.lo, p.hi, s.why(project, r.mention)))
		}
	}
	return all
}

// passage is a byte range of a paragraph's text.
type passage struct{ paragraph, lo, hi int }

func (p passage) overlaps(q passage) bool {
	return p.paragraph == q.paragraph && p.lo < q.hi && q.lo < p.hi
}

// minQuestionOdds is the log-odds from which reports call a passage a question.
const minQuestionOdds = 4

// why describes in a few words how a mention presents the project.
func (s *document) why(project, mention int) string {
	switch {
	case probability(s.request[project][mention]) >= requestedFrom:
		return "wanted on the list"
	case s.recommend[project][mention] >= 0:
		return "recommended"
	case s.questionBefore(s.at[project][mention]) >= minQuestionOdds:
		return "mentioned when asked for a recommendation"
	case s.highlight[project][mention] >= 0:
		return "introduced"
	}
	return "discussed"
}

// questionBefore returns the log-odds that a host asked for recommendations shortly before
// a word.
func (s *document) questionBefore(at int) float32 {
	return slices.Max(s.questions[max(0, at-answerWords) : at+1])
}

// unsponsored returns the mentions outside of advertisements.
func (s *document) unsponsored(project int) []extract.Mention {
	var all []extract.Mention
	for _, m := range s.projects[project].Mentions {
		if !m.Sponsor {
			all = append(all, m)
		}
	}
	return all
}

// passage returns the sentence of a mention. If it is too short, the sentences around it are
// added.
func (s *document) passage(mention passage) passage {
	text := s.text.Paragraphs[mention.paragraph].Text
	lo, hi := sentenceStart(text, mention.lo), sentenceEnd(text, mention.hi)
	for hi < len(text) && hi-mention.lo < minQuote/2 {
		hi = sentenceEnd(text, hi+1)
	}
	for lo > 0 && hi-lo < minQuote {
		lo = sentenceStart(text, lo-1)
	}
	if hi-lo > maxQuote {
		lo, hi = clip(text, mention, max(lo, mention.lo-maxQuote/2), min(hi, mention.hi+maxQuote/2))
	}
	return passage{mention.paragraph, lo, hi}
}

// clip moves the bounds of a shortened quote to word boundaries.
func clip(text string, mention passage, lo, hi int) (int, int) {
	for lo > 0 && lo < mention.lo && text[lo-1] != ' ' {
		lo++
	}
	for hi < len(text) && hi > mention.hi && text[hi] != ' ' {
		hi--
	}
	return lo, hi
}

// sentenceStart returns the start of the sentence that contains a byte.
func sentenceStart(text string, at int) int {
	for i := min(at, len(text)-1); i > 0; i-- {
		if text[i] == ' ' && isEnd(text[i-1]) && i < at {
			return i + 1
		}
	}
	return 0
}

// sentenceEnd returns the end of the sentence that contains the byte before at.
func sentenceEnd(text string, at int) int {
	for i := at; i < len(text); i++ {
		if isEnd(text[i]) && (i+1 == len(text) || text[i+1] == ' ') {
			return i + 1
		}
	}
	return len(text)
}
