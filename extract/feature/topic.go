package feature

import (
	"math"

	"namedrop/extract/candidate"
	"namedrop/extract/token"
	"namedrop/extract/vocabulary"
)

// Most training episodes are about programming or machine learning: at least 8
// in 1,000 of their words are domain words. The models have seen little other
// talk, in which celery is a vegetable and a flask holds tea. A transcript with a
// smaller share than usualDomainShare therefore lowers the score of candidates; a
// tenth of that share divides the odds by a hundred thousand. The slope was chosen so
// that a cooking show with celery and a flask yields nothing.
const (
	usualDomainShare = 8.0 / 1000
	topicSlope       = 5

	// topicPriorWords is the weight of the usual share in words, because a short
	// text says little about its topic.
	topicPriorWords = 200
)

// domainShare is the smoothed share of domain words in a transcript.
func domainShare(tokens []token.Token) float64 {
	words, domain := 0.0, 0.0
	for _, t := range tokens {
		if t.Letters != "" {
			words++
			domain += float64(indicator(t.Domain))
		}
	}
	return (domain + topicPriorWords*usualDomainShare) / (words + topicPriorWords)
}

// TopicShift is the log-odds that the topic of a transcript contributes to
// candidates: 0 for talk about programming, negative otherwise.
func TopicShift(tokens []token.Token) float64 {
	return topicSlope * min(0, math.Log(domainShare(tokens)/usualDomainShare))
}

// minUnmistakable is the number of letters from which a spelling is
// unmistakable if it is no word.
const minUnmistakable = 5

// Unmistakable reports whether the window spells a name that has no other meaning,
// regardless of the topic: "tensorflow".
func (x *Extractor) Unmistakable(c *candidate.Candidate, tokens []token.Token) bool {
	kind := x.vocabulary.NameKind(c.Project)
	return c.Source == candidate.BySpelling && (kind == vocabulary.KindUnique || kind == vocabulary.KindIndexOther) && len(c.Project.Name) >= minUnmistakable &&
		unknownWords(tokens[c.First:c.Last+1]) == float32(c.Words)
}
