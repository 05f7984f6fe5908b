package role

import (
	"cmp"
	"slices"
)

// Bounds of a quote: one of fewer bytes cannot be understood alone, one of more is
// not read.
const (
	leastQuote = 70
	mostQuote  = 320
	mostQuotes = 3
)

// quotes returns the passages that put a project forward: the sentences of the mentions
// whose context says so most, the best first. A further one must be nearly as good.
func (s *scene) quotes(project int) []Quote {
	type rated struct {
		mention int // index into the mentions outside of advertisements
		score   float64
	}
	var order []rated
	for i := range s.at[project] {
		order = append(order, rated{i, probability(s.put[project][i]) + probability(s.advise[project][i]) + 2*probability(s.wish[project][i])})
	}
	slices.SortStableFunc(order, func(a, b rated) int { return cmp.Compare(b.score, a.score) })
	outside := s.outside(project)
	var all []Quote
	for _, r := range order {
		if r.score < order[0].score/2 || len(all) == mostQuotes {
			break
		}
		q := s.quote(outside[r.mention])
		q.Why = s.why(project, r.mention)
		overlaps := func(other Quote) bool { return other.Paragraph == q.Paragraph && other.Lo < q.Hi && q.Lo < other.Hi }
		if !slices.ContainsFunc(all, overlaps) {
			all = append(all, q)
		}
	}
	return all
}

// surelyAsked is the log-odds from which a question is told to a person as one.
const surelyAsked = 4

// why says what a mention says of the project.
func (s *scene) why(project, mention int) string {
	switch {
	case probability(s.wish[project][mention]) >= wishedFrom:
		return "wanted on the list"
	case s.advise[project][mention] >= 0:
		return "recommended"
	case s.questionBefore(s.at[project][mention]) >= surelyAsked:
		return "named when asked for a recommendation"
	case s.put[project][mention] >= 0:
		return "introduced"
	}
	return "talked about"
}

// questionBefore is how surely a question for a recommendation was asked shortly before
// a word, in log-odds.
func (s *scene) questionBefore(at int) float32 {
	return slices.Max(s.questions[max(0, at-answerWords) : at+1])
}

// outside are the spans of the mentions outside of advertisements that became a word,
// with their paragraphs.
func (s *scene) outside(project int) []Quote {
	var all []Quote
	for _, m := range s.heard[project].Mentions {
		if !m.Sponsor {
			all = append(all, Quote{Paragraph: m.Paragraph, Lo: m.Lo, Hi: m.Hi})
		}
	}
	return all
}

// quote returns the sentence of a mention, with those before it as long as it is too
// short, and that after it if it is short even then.
func (s *scene) quote(mention Quote) Quote {
	text := s.text.Paragraphs[mention.Paragraph].Text
	lo, hi := sentenceStart(text, mention.Lo), sentenceEnd(text, mention.Hi)
	for hi < len(text) && hi-mention.Lo < leastQuote/2 {
		hi = sentenceEnd(text, hi+1)
	}
	for lo > 0 && hi-lo < leastQuote {
		lo = sentenceStart(text, lo-1)
	}
	if hi-lo > mostQuote {
		lo, hi = clip(text, mention, max(lo, mention.Lo-mostQuote/2), min(hi, mention.Hi+mostQuote/2))
	}
	return Quote{Paragraph: mention.Paragraph, Lo: lo, Hi: hi}
}

// clip moves the bounds of a long quote to the ends of words.
func clip(text string, mention Quote, lo, hi int) (int, int) {
	for lo > 0 && lo < mention.Lo && text[lo-1] != ' ' {
		lo++
	}
	for hi < len(text) && hi > mention.Hi && text[hi] != ' ' {
		hi--
	}
	return lo, hi
}

// sentenceStart is where the sentence begins that holds a byte.
func sentenceStart(text string, at int) int {
	for i := min(at, len(text)-1); i > 0; i-- {
		if text[i] == ' ' && isEnd(text[i-1]) && i < at {
			return i + 1
		}
	}
	return 0
}

// sentenceEnd is where the sentence ends that holds the byte before at.
func sentenceEnd(text string, at int) int {
	for i := at; i < len(text); i++ {
		if isEnd(text[i]) && (i+1 == len(text) || text[i+1] == ' ') {
			return i + 1
		}
	}
	return len(text)
}
