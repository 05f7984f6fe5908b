package role

import "namedrop/internal/words"

// Words by which a sentence says little about the project that it mentions.
var (
	denyingWords = words.Set("not never no without nor don't doesn't didn't haven't hasn't isn't wasn't aren't won't can't cannot couldn't wouldn't shouldn't")
	unsureWords  = words.Set("sure know remember idea") // after a denying word
	companyWords = words.Set("labs inc corp corporation team foundation company conference podcast")
	focusWords   = words.Set("only just why") // beside a denying word, nothing is denied
)

// The distances in words up to which a denial counts, and the number of words that a
// sentence needs to say anything.
const (
	deniedBefore = 4
	deniedAfter  = 2
	unsureReach  = 2
	tellingWords = 6
)

// The factors by which the sentence of a mention changes the rating of a quote.
const (
	deniedFactor  = 0.25 // "I don't use it", "it was not"
	unsureFactor  = 0.4  // "I'm not sure"
	companyFactor = 0.4  // a name of something else: "Redis Labs"
	bareFactor    = 0.5  // hardly more than the name
	tellingFactor = 1.5  // says what it is, or praises it
)

// clarity returns how well the sentence of a mention supports the project, as a factor: a
// denial or a doubt supports nothing, and a definition more than the name alone.
func (s *document) clarity(at int) float64 {
	lo, hi := sentenceBounds(s.words, at)
	factor := 1.0
	if s.denied(at, lo, hi) {
		factor *= deniedFactor
	}
	if at+1 < hi && companyWords[s.words[at+1].text] {
		factor *= companyFactor
	}
	switch {
	case s.telling(at, lo, hi):
		factor *= tellingFactor
	case s.unsure(lo, hi):
		factor *= unsureFactor
	case hi-lo < tellingWords:
		factor *= bareFactor
	}
	return factor
}

// denied reports whether a sentence denies something of the mention in it.
func (s *document) denied(at, lo, hi int) bool {
	return s.denies(max(lo, at-deniedBefore), at) || s.denies(at+1, min(hi, at+1+deniedAfter))
}

// denies reports whether a denying word stands from one position up to another.
func (s *document) denies(from, to int) bool {
	for i := from; i < to; i++ {
		if !denyingWords[s.words[i].text] {
			continue
		}
		if (i == 0 || !focusWords[s.words[i-1].text]) && (i+1 == len(s.words) || !focusWords[s.words[i+1].text]) {
			return true
		}
	}
	return false
}

// unsure reports whether a sentence says that the speaker does not know.
func (s *document) unsure(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if denyingWords[s.words[i].text] && s.count(unsureWords, i+1, min(hi, i+1+unsureReach)) > 0 {
			return true
		}
	}
	return false
}

// telling reports whether a sentence says what the mentioned project is, or praises it.
func (s *document) telling(at, lo, hi int) bool {
	return s.count(namingWords, max(lo, at-namingReach), at) > 0 ||
		s.count(definingWords, at+1, min(hi, at+1+definingReach)) > 0 ||
		s.count(applaudingWords, lo, hi) > 0
}
