package feature

import (
	"slices"

	"namedrop/extract/candidate"
	"namedrop/extract/token"
	"namedrop/extract/vocabulary"
)

// cueReach is the number of words before or after a name that are searched for
// cues: "a library that is called X", "X, the popular library".
const cueReach = 3

// addCueFeatures adds the features of the words and punctuation next to a candidate.
func addCueFeatures(c *candidate.Candidate, tokens []token.Token) {
	var room [2 * cueReach]*vocabulary.Lexeme
	before := token.Neighbors(room[:0:cueReach], tokens, c.First, -1)
	after := token.Neighbors(room[cueReach:cueReach:2*cueReach-1], tokens, c.Last, 1)
	if slices.ContainsFunc(before, func(w *vocabulary.Lexeme) bool { return w.CueBefore }) {
		addSparse(c, sparse.cueBefore, 0)
	}
	if len(before) > 0 && before[0].Naming {
		addSparse(c, sparse.cueBefore, 1)
	}
	if len(before) > 0 && before[0].Phrase && slices.ContainsFunc(vocabulary.PhrasesBefore, func(phrase []string) bool { return endsWith(before, phrase) }) {
		addSparse(c, sparse.cueBefore, 2)
	}
	if slices.ContainsFunc(after, func(w *vocabulary.Lexeme) bool { return w.CueAfter }) {
		addSparse(c, sparse.cueAfter, 0)
	}
	addPunctuationFeatures(c, tokens, len(after) == 0)
}

// collocationScore is the sum of the log-odds that the adjacent words contribute.
func collocationScore(c *candidate.Candidate, tokens []token.Token) float64 {
	sum := 0.0
	for at, w := range AdjacentWords(c, tokens) {
		if w != nil {
			sum += w.Collocations[at]
		}
	}
	return sum
}

// AdjacentWords returns the second and the first word before a candidate, and
// the first and the second after it, which is the order of collocations.tsv; nil
// where the sentence has none.
func AdjacentWords(c *candidate.Candidate, tokens []token.Token) [4]*vocabulary.Lexeme {
	var words [4]*vocabulary.Lexeme
	token.Neighbors(words[2:2:4], tokens, c.Last, 1)
	token.Neighbors(words[0:0:2], tokens, c.First, -1)
	words[0], words[1] = words[1], words[0]
	return words
}

// addPunctuationFeatures adds the features of the tokens adjacent to a candidate, and
// whether it starts or fills its sentence.
func addPunctuationFeatures(c *candidate.Candidate, tokens []token.Token, ends bool) {
	if c.First > 0 && tokens[c.First-1].Sentence == tokens[c.First].Sentence {
		switch tokens[c.First-1].Text {
		case ",":
			addSparse(c, sparse.punctuation, 0)
		case "and", "or":
			addSparse(c, sparse.punctuation, 2)
		case `"`, "'", "`":
			addSparse(c, sparse.punctuation, 3)
		}
	}
	if c.Last+1 < len(tokens) && tokens[c.Last+1].Text == "," {
		addSparse(c, sparse.punctuation, 1)
	}
	if tokens[c.First].Opens {
		addSparse(c, sparse.sentence, 0)
		if ends {
			addSparse(c, sparse.sentence, 1)
		}
	}
}

// endsWith reports whether the words before a name, which come nearest first,
// end with the phrase.
func endsWith(before []*vocabulary.Lexeme, phrase []string) bool {
	if len(before) < len(phrase) {
		return false
	}
	for i := range phrase {
		if before[i].Letters != phrase[len(phrase)-1-i] {
			return false
		}
	}
	return true
}
