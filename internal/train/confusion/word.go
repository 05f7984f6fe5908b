package confusion

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"namedrop/internal/catalog"
	"namedrop/internal/transcript"
	"namedrop/internal/words"
)

// Word is a word of a transcript (see package words) with its position.
type Word struct {
	Key       string // lower-case letters and digits, as catalog.Letters; never ""
	Spelled   string // as written: Paragraphs[Paragraph].Text[Lo:Hi]
	Paragraph int    // index into Transcript.Paragraphs
	Lo, Hi    int    // bytes of the paragraph's text
	Opens     bool   // first word of a sentence or paragraph, whose capital proves nothing
	Glue      string // characters between it and the previous word, such as "-"; "" if they include white space
}

// Words returns the words of a transcript in the order of the text.
func Words(t *transcript.Transcript) []Word {
	var all []Word
	for i, p := range t.Paragraphs {
		all = appendWords(all, i, p.Text)
	}
	return all
}

// appendWords appends the words of paragraph i.
func appendWords(all []Word, i int, text string) []Word {
	end := 0 // of the previous word
	for lo, hi, next := words.Next(text, 0); lo < len(text); lo, hi, next = words.Next(text, end) {
		between := text[end:lo]
		end = next
		spelled := text[lo:hi]
		w := Word{Key: catalog.Letters(spelled), Spelled: spelled, Paragraph: i, Lo: lo, Hi: hi}
		first := len(all) == 0 || all[len(all)-1].Paragraph != i
		w.Opens = first || endsSentence(between)
		if !first && !strings.ContainsFunc(between, unicode.IsSpace) {
			w.Glue = between
		}
		if w.Key != "" {
			all = append(all, w)
		}
	}
	return all
}

// endsSentence reports whether a sentence ends between two words. A full stop
// without white space after it is part of a name or number.
func endsSentence(between string) bool {
	i := strings.IndexAny(between, ".?!")
	return i >= 0 && strings.ContainsFunc(between[i:], unicode.IsSpace)
}

// capital reports whether the word has a significant capital: not at the start of
// a sentence, and not that of the pronoun "I".
func (w Word) capital() bool {
	r, _ := utf8.DecodeRuneInString(w.Spelled)
	return unicode.IsUpper(r) && !w.Opens && w.Key != "i"
}

// mixedCase reports whether the word has inner capitals as only names have: after
// a lower-case letter ("FastAPI"), or after another capital and before two
// lower-case letters ("SQLAlchemy", but not "APIs").
func (w Word) mixedCase() bool {
	var shape []byte
	for _, r := range w.Spelled {
		switch {
		case unicode.IsUpper(r):
			shape = append(shape, 'A')
		case unicode.IsLower(r):
			shape = append(shape, 'a')
		}
	}
	return bytes.Contains(shape, []byte("aA")) || bytes.Contains(shape, []byte("AAaa"))
}

// contracted reports whether the word contains an apostrophe: "I'd".
func (w Word) contracted() bool { return strings.ContainsAny(w.Spelled, "'’") }

// allCapitals reports whether the word has at least two letters, all capital.
func (w Word) allCapitals() bool {
	letters := 0
	for _, r := range w.Spelled {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters > 1
}

// keys joins the keys of words with spaces.
func keys(words []Word) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.Key)
	}
	return b.String()
}

// letters concatenates the keys of words.
func letters(words []Word) string { return strings.ReplaceAll(keys(words), " ", "") }
