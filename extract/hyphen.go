package extract

import (
	"slices"

	"namedrop/extract/candidate"
	"namedrop/extract/token"
	"namedrop/internal/transcript"
)

// followHeads raises the score of names that the transcript writes with hyphens to that
// of the names with which they begin: where "pydantic" is meant, "pydantic-settings"
// means pydantic-settings. Recognizers seldom write hyphens, so the trees have learnt
// little about them. Candidates must be in the order of their first words, and those by
// spelling that begin at the same word in the order of their last.
func followHeads(t *transcript.Transcript, tokens []token.Token, found []*candidate.Candidate) {
	for i, c := range found {
		if c.Dense == nil || c.Source != candidate.BySpelling || !trusted(c) || !hyphenated(t, tokens[c.First:c.Last+1]) {
			continue
		}
		for _, head := range slices.Backward(found[:i]) {
			if head.First < c.First {
				break
			}
			if head.Source == candidate.BySpelling && head.Last < c.Last && head.Score > c.Score {
				c.Head += head.Score - c.Score
				c.Score = head.Score
			}
		}
	}
}

// trusted reports whether a name is more than a chance combination of two words:
// "django-like" is on PyPI, too.
func trusted(c *candidate.Candidate) bool {
	p := c.Project
	return c.Words > 2 || c.Words == 2 && (p.Listed || !p.Synced || p.Rank > 0)
}

// hyphenated reports whether the text has a hyphen, and nothing else, between all tokens.
func hyphenated(t *transcript.Transcript, window []token.Token) bool {
	text := t.Paragraphs[window[0].Paragraph].Text
	for i := range window[1:] {
		if text[window[i].Hi:window[i+1].Lo] != "-" {
			return false
		}
	}
	return true
}
