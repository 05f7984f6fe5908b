package token

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"namedrop/extract/vocabulary"
)

// Neighbors appends the words before (step -1) or after (step 1) token i in its
// sentence, nearest first, up to the capacity of words.
func Neighbors(words []*vocabulary.Lexeme, tokens []Token, i, step int) []*vocabulary.Lexeme {
	for j := i + step; j >= 0 && j < len(tokens) && tokens[j].Sentence == tokens[i].Sentence && len(words) < cap(words); j += step {
		if tokens[j].Letters != "" {
			words = append(words, tokens[j].Lexeme)
		}
	}
	return words
}

// Capitalization is the index into caseNames that describes a window.
func Capitalization(window []Token) int {
	all, small, capital := true, true, false
	for i, t := range window {
		if t.Letters == "" {
			continue
		}
		all, small = all && t.Upper, small && t.Lower
		capital = capital || t.Capital && (i > 0 || !t.Opens)
		if t.Mixed {
			return 3
		}
	}
	switch {
	case all && len(Letters(window)) > 1:
		return 2
	case window[0].Opens && !capital:
		return 0
	case capital:
		return 1
	case small:
		return 4
	}
	return 1
}

// Letters returns the concatenated letters of a window.
func Letters(window []Token) string {
	if len(window) == 1 {
		return window[0].Letters
	}
	var b strings.Builder
	for _, t := range window {
		b.WriteString(t.Letters)
	}
	return b.String()
}

// SentenceBounds returns the bounds of token i's sentence in its paragraph. The
// sentence ends before the first token of the next one, because prose drops
// some tokens.
func SentenceBounds(text string, tokens []Token, i int) (from, to int) {
	bySentence := func(t Token, n int) int { return cmp.Compare(t.Sentence, n) }
	first, _ := slices.BinarySearchFunc(tokens, tokens[i].Sentence, bySentence)
	next, _ := slices.BinarySearchFunc(tokens, tokens[i].Sentence+1, bySentence)
	to = len(text)
	if next < len(tokens) && tokens[next].Paragraph == tokens[i].Paragraph {
		to = tokens[next].Lo
	}
	return tokens[first].Lo, len(strings.TrimRightFunc(text[:to], unicode.IsSpace))
}
