package extract

import (
	"slices"
	"strings"
	"sync"

	"github.com/jdkato/prose/v2"

	"namedrop/internal/transcript"
)

// token is a word or a punctuation mark, as prose cuts them, with its place.
type token struct {
	*lexeme
	lo, hi    int  // bytes of its paragraph's text
	paragraph int  // index into Transcript.Paragraphs
	sentence  int  // number of its sentence in the transcript
	opens     bool // the first word of its sentence
}

// tokenize cuts a transcript into tokens with prose, and into sentences as prose
// would (sentence.go). The whole transcript is one document; a line break
// between paragraphs keeps their words apart, and no token and no sentence spans
// two of them. Tagging and entities stay off: they load a model that costs a
// hundred times as much and finds half the names.
func (k *Knowledge) tokenize(t *transcript.Transcript) []token {
	text, starts := join(t)
	var breaks []int
	var group sync.WaitGroup
	group.Go(func() { breaks = append(sentenceStarts(text), starts...) })
	doc, err := prose.NewDocument(text, prose.WithSegmentation(false), prose.WithTagging(false), prose.WithExtraction(false))
	if err != nil {
		panic(err) // unreachable: prose has no error to give without a model
	}
	tokens := k.locate(text, doc.Tokens())
	group.Wait()
	slices.Sort(breaks)
	number(tokens, slices.Compact(breaks))
	place(tokens, starts)
	return tokens
}

// join concatenates the paragraphs, a line break after each, and returns the
// offset at which each begins.
func join(t *transcript.Transcript) (text string, starts []int) {
	var b strings.Builder
	for _, p := range t.Paragraphs {
		starts = append(starts, b.Len())
		b.WriteString(p.Text)
		b.WriteByte('\n')
	}
	return b.String(), starts
}

// locate recovers the offsets that prose does not keep, by a forward scan:
// each token begins at or after the end of the one before it.
func (k *Knowledge) locate(text string, words []prose.Token) []token {
	tokens := make([]token, 0, len(words))
	at := 0
	for _, w := range words {
		lo, hi, ok := next(text, at, strings.TrimSpace(w.Text))
		if !ok {
			continue
		}
		at = hi
		word := text[lo:hi]
		if letters := strings.TrimRight(word, "."); letters != "" { // prose leaves the full stop on "Lib."
			word, hi = letters, lo+len(letters)
		}
		tokens = append(tokens, token{lexeme: k.lexeme(word), lo: lo, hi: hi})
	}
	return tokens
}

// next finds the first place at or after byte at where the token stands.
func next(text string, at int, word string) (lo, hi int, ok bool) {
	for lo = at; lo < len(text); lo++ {
		if hi, ok = matchAt(text, lo, word); ok {
			return lo, hi, true
		}
	}
	return 0, 0, false
}

// quotes are the spellings that prose replaces before it cuts.
var quotes = []struct{ from, to string }{
	{"\u201c", `"`}, {"\u201d", `"`}, {"\u2018", "'"}, {"\u2019", "'"}, {"&rsquo;", "'"},
}

// matchAt reports whether the token stands at byte lo, in the text's own or
// in prose's spelling, and where it ends.
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

// quoteAt returns the length of a quote at the start of text that prose
// writes as the first byte of word, or 0.
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

// number counts the sentences through; the first word of each opens it.
func number(tokens []token, starts []int) {
	n, open := 0, true
	for i := range tokens {
		for n < len(starts) && starts[n] <= tokens[i].lo {
			n++
			open = true
		}
		tokens[i].sentence = n
		if open && tokens[i].letters != "" {
			tokens[i].opens = true
			open = false
		}
	}
}

// place turns offsets of the joined text into offsets of the paragraphs.
func place(tokens []token, starts []int) {
	p := 0
	for i := range tokens {
		for p+1 < len(starts) && starts[p+1] <= tokens[i].lo {
			p++
		}
		tokens[i].paragraph = p
		tokens[i].lo -= starts[p]
		tokens[i].hi -= starts[p]
	}
}
