package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"namedrop/internal/catalog"
	"namedrop/internal/phonetic"
)

// lexeme holds the properties of a word that do not depend on its context. It
// is computed once for a spelling and shared by its tokens.
type lexeme struct {
	text    string
	letters string // catalog.Letters of text, "" for punctuation

	// Capitalization.
	capital bool // begins with an upper-case letter
	upper   bool // all letters are upper-case
	lower   bool // no letter is upper-case
	mixed   bool // upper-case letters after the first: "FastAPI"

	// Membership in the word lists of cue.go and topic.go.
	function, domain, cueBefore, cueAfter, naming, phrase bool

	rarity          float64           // see Model.rarity
	capitalRate     float64           // share of its uses inside a sentence that have a capital, -1 if it was never seen
	known           bool              // a common English word, or a word of the training episodes
	collocations    [4]float64        // log-odds that it contributes, by position; see Model.collocationsOf
	startsConfusion bool              // a confusion begins with its letters
	pronunciations  []phonetic.Phones // at least one
}

// lexemeBits sizes the cache for the words of about a hundred episodes, at most
// 10 MB.
const lexemeBits = 15

// lexeme returns the lexeme of a spelling, from the cache if possible.
func (m *Model) lexeme(text string) *lexeme {
	return m.lexemes.Get([]byte(text), func() *lexeme { return m.newLexeme(strings.Clone(text)) })
}

func (m *Model) newLexeme(text string) *lexeme {
	letters := catalog.Letters(text)
	x := &lexeme{
		text: text, letters: letters,
		function: functionWords[letters], domain: domainWords[letters],
		cueBefore: cuesBefore[letters], cueAfter: cuesAfter[letters], naming: namingCues[letters],
		phrase: slices.ContainsFunc(phrasesBefore, func(p []string) bool { return p[len(p)-1] == letters }),
		rarity: m.rarity(letters), capitalRate: -1, collocations: m.collocationsOf(letters), startsConfusion: m.startsConfusion(letters),
		pronunciations: phonetic.Pronunciations(text),
	}
	w, seen := m.word(letters)
	if seen {
		x.capitalRate = w.capital
	}
	x.known = m.isWord(letters)
	if len(x.pronunciations) == 0 {
		x.pronunciations = []phonetic.Phones{{}}
	}
	first, _ := utf8.DecodeRuneInString(text)
	upper, lower := strings.ToUpper(text), strings.ToLower(text)
	x.capital = unicode.IsUpper(first)
	x.upper, x.lower = text == upper && lower != upper, text == lower
	x.mixed = text != lower && text != upper && text[1:] != lower[1:]
	return x
}

// startsConfusion reports whether some confusion begins with these letters.
func (m *Model) startsConfusion(letters string) bool {
	i, _ := slices.BinarySearch(m.confusionKeys, letters)
	return i < len(m.confusionKeys) && strings.HasPrefix(m.confusionKeys[i], letters)
}
