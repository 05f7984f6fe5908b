package role

import (
	"unicode"
	"unicode/utf8"

	"namedrop/internal/transcript"
)

// word is a word of the transcript in lowercase. A mention is one word, however many it
// has in the transcript.
type word struct {
	text      string
	stem      string // of a word of at least four letters that is not a mention
	paragraph int32
	sentence  int32 // number of the sentence in the transcript
	project   int32 // index of the mentioned project, none otherwise
}

// none is the project of a word that is not a mention.
const none = -1

// span is a mention in the text of its paragraph.
type span struct {
	lo, hi  int
	project int32
}

// split splits a transcript into words. The spans of each paragraph must be in text order;
// of overlapping spans, only the first counts.
func split(t *transcript.Transcript, spans map[int][]span) []word {
	size := 0
	for _, p := range t.Paragraphs {
		size += len(p.Text)
	}
	s := splitter{words: make([]word, 0, size/5)}
	for i, p := range t.Paragraphs {
		s.paragraph(int32(i), p.Text, spans[i])
	}
	return s.words
}

// splitter is the state of split.
type splitter struct {
	words    []word
	sentence int32
}

func (s *splitter) paragraph(number int32, text string, spans []span) {
	s.sentence++
	for at := 0; at < len(text); {
		for len(spans) > 0 && spans[0].hi <= at {
			spans = spans[1:]
		}
		if len(spans) > 0 && spans[0].lo <= at {
			s.words = append(s.words, word{paragraph: number, sentence: s.sentence, project: spans[0].project})
			at = spans[0].hi
			continue
		}
		end := wordEnd(text, at)
		if len(spans) > 0 {
			end = min(end, spans[0].lo)
		}
		if end > at && isWordByte(text[at]) {
			s.words = append(s.words, word{text: lower(text[at:end]), paragraph: number, sentence: s.sentence, project: none})
			at = end
			continue
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		if isEnd(text[at]) && (at+size == len(text) || text[at+size] == ' ') {
			s.sentence++
		}
		at += size
	}
}

// isEnd reports whether a mark ends a sentence if white space follows.
func isEnd(c byte) bool { return c == '.' || c == '?' || c == '!' }

// isWordByte reports whether a byte is part of a word: an ASCII letter or digit, or
// any byte of another character.
func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c >= utf8.RuneSelf
}

// wordEnd returns the end of the word that starts at a byte. An apostrophe between letters
// is part of the word.
func wordEnd(text string, at int) int {
	for at < len(text) && (isWordByte(text[at]) || text[at] == '\'' && at+1 < len(text) && isWordByte(text[at+1])) {
		at++
	}
	return at
}

// lower returns a word in lowercase, or "#" for a number.
func lower(w string) string {
	if '0' <= w[0] && w[0] <= '9' {
		return "#"
	}
	for i := range len(w) {
		if c := w[i]; 'A' <= c && c <= 'Z' || c >= utf8.RuneSelf {
			return lowered(w)
		}
	}
	return w
}

func lowered(w string) string {
	letters := make([]rune, 0, len(w))
	for _, r := range w {
		letters = append(letters, unicode.ToLower(r))
	}
	return string(letters)
}

// Words returns the words of a text as they are in the tables: in lowercase, with "#" for
// numbers.
func Words(text string) []string {
	var all []string
	for at := 0; at < len(text); {
		end := wordEnd(text, at)
		if end == at || !isWordByte(text[at]) {
			at++
			continue
		}
		all = append(all, lower(text[at:end]))
		at = end
	}
	return all
}
