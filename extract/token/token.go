// Package token splits a transcript into tokens and sentences.
//
// A transcript in, its words and punctuation marks out, each with its position, its
// sentence, and what the vocabulary knows of it. prose separates the punctuation, and
// package words the words; sentences end where prose ends them (sentence.go). Functions
// of tokens beside each other are in window.go. The package does not know names. It
// alone imports prose and the library that finds sentences.
package token

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"

	"namedrop/extract/vocabulary"
	"namedrop/internal/transcript"
	"namedrop/internal/words"
)

// Token is a word or a punctuation mark with its position.
type Token struct {
	*vocabulary.Lexeme
	Lo, Hi    int  // bytes of its paragraph's text
	Paragraph int  // index into Transcript.Paragraphs
	Sentence  int  // number of its sentence in the transcript
	Opens     bool // the first word of its sentence
}

// Tokenize splits a transcript into tokens with prose, and into sentences as
// prose does (sentence.go). The whole transcript is one text, with a line
// break between paragraphs; no token or sentence spans two of them. After the
// paragraphs come the titles of the episode and of its chapters, as paragraphs
// that nobody speaks (see [Spoken]). Tagging and entity extraction are off: they
// take a hundred times as long and find half of the names.
func Tokenize(v *vocabulary.Vocabulary, t *transcript.Transcript) []Token {
	text, starts := join(t)
	breaks := slices.Clone(starts)
	var tokens []Token
	lo := 0
	for i := range starts {
		hi := len(text)
		if i+1 < len(starts) {
			hi = starts[i+1]
		}
		if hi-lo >= chunkSize || hi == len(text) {
			tokens, breaks = tokenize(v, text, lo, hi, tokens, breaks)
			if lo == 0 { // guess the number of the rest
				tokens = slices.Grow(tokens, len(tokens)*(len(text)-hi)/hi*21/20)
			}
			lo = hi
		}
	}
	slices.Sort(breaks)
	numberSentences(tokens, slices.Compact(breaks))
	toParagraphs(tokens, starts)
	return tokens
}

// chunkSize is the size in bytes from which paragraphs are tokenized apart from the
// next ones, because prose takes much more memory than the tokens.
const chunkSize = 1 << 17

// tokenize appends the tokens of a part of a text, and the offsets at which its
// sentences begin.
func tokenize(v *vocabulary.Vocabulary, text string, lo, hi int, tokens []Token, breaks []int) ([]Token, []int) {
	part := text[lo:hi]
	var sentences []int
	var group sync.WaitGroup
	group.Go(func() { sentences = sentenceStarts(part) })
	doc, err := prose.NewDocument(splitRuns(part), prose.WithSegmentation(false), prose.WithTagging(false), prose.WithExtraction(false))
	if err != nil {
		panic(err) // unreachable: prose reports no error without a model
	}
	located := locate(v, part, doc.Tokens())
	tokens = slices.Grow(tokens, len(located))
	for _, t := range located {
		t.Lo, t.Hi = t.Lo+lo, t.Hi+lo
		tokens = append(tokens, t)
	}
	group.Wait()
	for _, at := range sentences {
		breaks = append(breaks, at+lo)
	}
	return tokens, breaks
}

// maxRun is the length in bytes of the longest run without white space that prose
// sees, and maxMarks that of the longest run without letters and digits. prose
// takes time that grows with the square of both. No name is as long.
const (
	maxRun   = 256
	maxMarks = 16
)

// splitRuns inserts spaces into runs that are too long for prose. The tokens of
// the result are found in the text itself, see locate.
func splitRuns(text string) string {
	var b strings.Builder
	done, run, marks := 0, 0, 0 // bytes that are copied, and of the runs before i
	for i, r := range text {
		switch {
		case unicode.IsSpace(r):
			run, marks = 0, 0
			continue
		case run >= maxRun || marks >= maxMarks:
			b.WriteString(text[done:i])
			b.WriteByte(' ')
			done, run, marks = i, 0, 0
		}
		n := utf8.RuneLen(r)
		if r == utf8.RuneError {
			n = 1
		}
		run += n
		marks += n
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			marks = 0
		}
	}
	if done == 0 {
		return text
	}
	b.WriteString(text[done:])
	return b.String()
}

// join concatenates the paragraphs and titles, a line break after each, and
// returns the offset at which each begins.
func join(t *transcript.Transcript) (text string, starts []int) {
	var b strings.Builder
	add := func(text string) {
		starts = append(starts, b.Len())
		b.WriteString(text)
		b.WriteByte('\n')
	}
	for _, p := range t.Paragraphs {
		add(p.Text)
	}
	if t.Title != "" {
		add(t.Title)
	}
	for _, c := range t.Chapters {
		add(c.Title)
	}
	return b.String(), starts
}

// Spoken reports whether a token is part of a paragraph, rather than of a title.
func Spoken(t Token, paragraphs []transcript.Paragraph) bool { return t.Paragraph < len(paragraphs) }

// locate returns the tokens of a text: its words (package words), and between
// them the punctuation that prose separates. prose's tokens have no offsets; each
// begins at or after the end of the previous one. Runs longer than any name are left
// out.
func locate(v *vocabulary.Vocabulary, text string, separated []prose.Token) []Token {
	tokens := make([]Token, 0, len(separated))
	at, end := 0, 0 // of prose's last token, and of the last word
	wordLo, wordHi, wordEnd := 0, 0, 0
	advance := func() { wordLo, wordHi, wordEnd = words.Next(text, wordEnd) }
	add := func(lo, hi int) {
		if hi-lo <= maxRun {
			tokens = append(tokens, Token{Lexeme: v.Lexeme(text[lo:hi]), Lo: lo, Hi: hi})
		}
	}
	advance()
	for _, p := range separated {
		lo, hi, ok := next(text, at, strings.TrimSpace(p.Text))
		if !ok {
			continue
		}
		at = hi
		for ; wordLo < hi; advance() {
			add(wordLo, wordHi)
			end = wordHi
		}
		if lo >= end && strings.IndexFunc(text[lo:hi], words.In) < 0 {
			add(lo, hi)
		}
	}
	for ; wordLo < len(text); advance() {
		add(wordLo, wordHi)
	}
	return tokens
}

// next finds the first occurrence of a token at or after byte at.
func next(text string, at int, word string) (lo, hi int, ok bool) {
	for lo = at; lo < len(text); lo++ {
		if hi, ok = matchAt(text, lo, word); ok {
			return lo, hi, true
		}
	}
	return 0, 0, false
}

// quotes are the characters that prose replaces before it splits the text.
var quotes = []struct{ from, to string }{
	{"\u201c", `"`}, {"\u201d", `"`}, {"\u2018", "'"}, {"\u2019", "'"}, {"&rsquo;", "'"},
}

// matchAt reports whether a token occurs at byte lo, in the spelling of the text
// or with prose's replacements, and where it ends.
func matchAt(text string, lo int, word string) (hi int, ok bool) {
	hi = lo
	for word != "" {
		if hi < len(text) && text[hi] == word[0] {
			hi++
			word = word[1:]
			continue
		}
		n := quoteAt(text[hi:], word)
		if n == 0 {
			return 0, false
		}
		hi += n
		word = word[1:]
	}
	return hi, true
}

// quoteAt returns the length of the quote at the start of text that prose
// replaces by the first byte of word, 0 if there is none.
func quoteAt(text, word string) int {
	if word[0] != '"' && word[0] != '\'' {
		return 0
	}
	for _, q := range quotes {
		if strings.HasPrefix(text, q.from) && q.to[0] == word[0] {
			return len(q.from)
		}
	}
	return 0
}

// numberSentences numbers the sentences and marks the first word of each.
func numberSentences(tokens []Token, starts []int) {
	n, open := 0, true
	for i := range tokens {
		for n < len(starts) && starts[n] <= tokens[i].Lo {
			n++
			open = true
		}
		tokens[i].Sentence = n
		if open && tokens[i].Letters != "" {
			tokens[i].Opens = true
			open = false
		}
	}
}

// toParagraphs converts offsets of the joined text to offsets of paragraphs.
func toParagraphs(tokens []Token, starts []int) {
	p := 0
	for i := range tokens {
		for p+1 < len(starts) && starts[p+1] <= tokens[i].Lo {
			p++
		}
		tokens[i].Paragraph = p
		tokens[i].Lo -= starts[p]
		tokens[i].Hi -= starts[p]
	}
}
