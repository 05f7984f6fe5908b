package vocabulary

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"namedrop/internal/catalog"
	"namedrop/internal/phonetic/pronounce"
)

// Lexeme holds the properties of a word that do not depend on its context. It
// is computed once for a spelling and shared by its tokens.
type Lexeme struct {
	Text    string
	Letters string // catalog.Letters of text, "" for punctuation

	// Capitalization.
	Capital bool // begins with an upper-case letter
	Upper   bool // all letters are upper-case
	Lower   bool // no letter is upper-case
	Mixed   bool // upper-case letters after the first: "FastAPI"

	// Membership in the word lists of cue.go and topic.go.
	Function, Domain, CueBefore, CueAfter, Naming, Phrase bool

	Rarity          float64            // see Model.rarity
	CapitalRate     float64            // share of its uses inside a sentence that have a capital, -1 if it was never seen
	Known           bool               // a common English word, or a word of the training episodes
	Collocations    [4]float64         // log-odds that it contributes, by position; see Model.collocationsOf
	StartsConfusion bool               // a confusion begins with its letters
	Pronunciations  []pronounce.Phones // at least one
}

// lexemeBits sizes the cache for the words of about a hundred episodes, at most
// 10 MB.
const lexemeBits = 15

// Lexeme returns the lexeme of a spelling, from the cache if possible.
func (v *Vocabulary) Lexeme(text string) *Lexeme {
	return v.lexemes.Get([]byte(text), func() *Lexeme { return v.newLexeme(strings.Clone(text)) })
}

func (v *Vocabulary) newLexeme(text string) *Lexeme {
	letters := catalog.Letters(text)
	x := &Lexeme{
		Text: text, Letters: letters,
		Function: functionWords[letters], Domain: domainWords[letters],
		CueBefore: cuesBefore[letters], CueAfter: cuesAfter[letters], Naming: namingCues[letters],
		Phrase: slices.ContainsFunc(PhrasesBefore, func(p []string) bool { return p[len(p)-1] == letters }),
		Rarity: v.rarity(letters), CapitalRate: -1, Collocations: v.collocationsOf(letters), StartsConfusion: v.startsConfusion(letters),
		Pronunciations: pronounce.Pronunciations(text),
	}
	w, seen := v.word(letters)
	if seen {
		x.CapitalRate = w.capital
	}
	x.Known = v.isWord(letters)
	if len(x.Pronunciations) == 0 {
		x.Pronunciations = []pronounce.Phones{{}}
	}
	first, _ := utf8.DecodeRuneInString(text)
	upper, lower := strings.ToUpper(text), strings.ToLower(text)
	x.Capital = unicode.IsUpper(first)
	x.Upper, x.Lower = text == upper && lower != upper, text == lower
	x.Mixed = text != lower && text != upper && text[1:] != lower[1:]
	return x
}

// StartsConfusion reports whether some confusion begins with these letters.
func (v *Vocabulary) startsConfusion(letters string) bool {
	i, _ := slices.BinarySearch(v.confusionKeys, letters)
	return i < len(v.confusionKeys) && strings.HasPrefix(v.confusionKeys[i], letters)
}
