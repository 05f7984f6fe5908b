package confusion

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"namedrop/internal/catalog"
	"namedrop/internal/transcript"
)

// Word is a run of letters and digits of a transcript, with its place. An
// apostrophe inside belongs to the word, a possessive "'s" does not, and
// every other mark ends it, so that "scikit-learn's" gives two words.
type Word struct {
	Key       string // lower-case letters and digits, as catalog.Letters; never ""
	Spelled   string // as written: Paragraphs[Paragraph].Text[Lo:Hi]
	Paragraph int    // index into Transcript.Paragraphs
	Lo, Hi    int    // bytes of the paragraph's text
	Opens     bool   // first word of a sentence or paragraph: its capital says nothing
	Glue      string // marks that tie it to the word before, as "-"; "" if white space stands between
}

// Words cuts a transcript into words, in the order of the text.
func Words(t *transcript.Transcript) []Word {
	var words []Word
	for i, p := range t.Paragraphs {
		words = appendWords(words, i, p.Text)
	}
	return words
}

// appendWords appends the words of paragraph i.
func appendWords(words []Word, i int, text string) []Word {
	end := 0 // of the word before
	for lo := nextWord(text, 0); lo < len(text); lo = nextWord(text, end) {
		hi := wordEnd(text, lo)
		between := text[end:lo]
		end = hi
		spelled := possessor(text[lo:hi])
		w := Word{Key: catalog.Letters(spelled), Spelled: spelled, Paragraph: i, Lo: lo, Hi: lo + len(spelled)}
		first := len(words) == 0 || words[len(words)-1].Paragraph != i
		w.Opens = first || endsSentence(between)
		if !first && !strings.ContainsFunc(between, unicode.IsSpace) {
			w.Glue = between
		}
		if w.Key != "" {
			words = append(words, w)
		}
	}
	return words
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// nextWord returns the offset of the first letter or digit at or after lo.
func nextWord(text string, lo int) int {
	if i := strings.IndexFunc(text[lo:], inWord); i >= 0 {
		return lo + i
	}
	return len(text)
}

// wordEnd returns the end of the word that begins at lo. An apostrophe goes
// on if a letter follows.
func wordEnd(text string, lo int) int {
	for lo < len(text) {
		r, size := utf8.DecodeRuneInString(text[lo:])
		after, _ := utf8.DecodeRuneInString(text[lo+size:])
		if !inWord(r) && (r != '\'' && r != '’' || !unicode.IsLetter(after)) {
			return lo
		}
		lo += size
	}
	return lo
}

// possessor returns a word without its possessive ending.
func possessor(word string) string {
	for _, ending := range []string{"'s", "’s", "'S", "’S"} {
		if owner, ok := strings.CutSuffix(word, ending); ok {
			return owner
		}
	}
	return word
}

// endsSentence reports whether a sentence ends in the marks between two words:
// a full stop without white space after it is part of a name or number.
func endsSentence(between string) bool {
	i := strings.IndexAny(between, ".?!")
	return i >= 0 && strings.ContainsFunc(between[i:], unicode.IsSpace)
}

// capital reports whether the word has a capital that means something: not
// one that every word has there, and not that of the pronoun "I".
func (w Word) capital() bool {
	r, _ := utf8.DecodeRuneInString(w.Spelled)
	return unicode.IsUpper(r) && !w.Opens && w.Key != "i"
}

// camel reports whether the word has capitals inside as only names have:
// behind a small letter ("FastAPI"), or behind another capital and before two
// small letters ("SQLAlchemy", but not "APIs").
func (w Word) camel() bool {
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

// contracted reports whether the word has an apostrophe inside: "I'd".
func (w Word) contracted() bool { return strings.ContainsAny(w.Spelled, "'’") }

// shouted reports whether the word has two letters or more, all capital.
func (w Word) shouted() bool {
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

// letters joins the keys of words with nothing.
func letters(words []Word) string { return strings.ReplaceAll(keys(words), " ", "") }
