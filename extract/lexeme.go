package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"namedrop/internal/catalog"
	"namedrop/internal/phonetic"
)

// lexeme is what a word is wherever it stands. It is worked out once for a
// spelling and shared by all tokens that have it.
type lexeme struct {
	text    string
	letters string // catalog.Letters of text, "" for punctuation

	// How it is written.
	capital bool // it begins with an upper-case letter
	upper   bool // all of its letters are upper-case
	lower   bool // it has no upper-case letter
	mixed   bool // there are capitals inside: "FastAPI"

	// What it says. The questions are those of cue.go and topic.go.
	function, trade, before, after, naming, phrase bool

	rarity  float64           // see Knowledge.rarity
	company [4]float64        // log-odds that it lends; see Knowledge.company
	garbles bool              // a learnt confusion begins with its letters
	said    []phonetic.Phones // the ways to say it, at least one
}

// lexemeBits makes room for the words of some hundred episodes, in 10 MB at
// most.
const lexemeBits = 15

// lexeme returns the lexeme of a spelling.
func (k *Knowledge) lexeme(text string) *lexeme {
	return k.lexemes.Get([]byte(text), func() *lexeme { return k.newLexeme(strings.Clone(text)) })
}

func (k *Knowledge) newLexeme(text string) *lexeme {
	letters := catalog.Letters(text)
	x := &lexeme{
		text: text, letters: letters,
		function: functionWords[letters], trade: tradeWords[letters],
		before: cuesBefore[letters], after: cuesAfter[letters], naming: naming[letters],
		phrase: slices.ContainsFunc(phrasesBefore, func(p []string) bool { return p[len(p)-1] == letters }),
		rarity: k.rarity(letters), company: k.company[letters], garbles: k.garbles(letters),
		said: phonetic.Readings(text),
	}
	if len(x.said) == 0 {
		x.said = []phonetic.Phones{{}}
	}
	first, _ := utf8.DecodeRuneInString(text)
	upper, lower := strings.ToUpper(text), strings.ToLower(text)
	x.capital = unicode.IsUpper(first)
	x.upper, x.lower = text == upper && lower != upper, text == lower
	x.mixed = text != lower && text != upper && text[1:] != lower[1:]
	return x
}

// garbles reports whether letters begin what some name is garbled to.
func (k *Knowledge) garbles(letters string) bool {
	i, _ := slices.BinarySearch(k.heard, letters)
	return i < len(k.heard) && strings.HasPrefix(k.heard[i], letters)
}
