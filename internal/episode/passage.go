package episode

import (
	"strings"
	"unicode/utf8"

	"namedrop/extract"
)

// around is the number of bytes of a long sentence that are kept on each side of a
// name.
const around = 120

// Passage returns the words around a mention: its sentence, or a part of a long one.
// Words at a cut are dropped and replaced by "…".
func (e Episode) Passage(m extract.Mention) string {
	text := e.Transcript.Paragraphs[m.Paragraph].Text
	if m.From > m.Lo || m.To < m.Hi { // the sentence is unknown
		m.From, m.To = 0, len(text)
	}
	from, to := max(m.From, m.Lo-around), min(m.To, m.Hi+around)
	before, after := text[from:m.Lo], text[m.Hi:to]
	if from > m.From {
		before = "…" + afterSpace(before)
	}
	if to < m.To {
		after = beforeSpace(after) + "…"
	}
	return strings.TrimSpace(before + text[m.Lo:m.Hi] + after)
}

// afterSpace drops a word that may be cut at its beginning.
func afterSpace(s string) string {
	if i := strings.IndexByte(s, ' '); i >= 0 {
		return s[i+1:]
	}
	for s != "" && !utf8.RuneStart(s[0]) {
		s = s[1:]
	}
	return s
}

// beforeSpace drops a word that may be cut at its end.
func beforeSpace(s string) string {
	if i := strings.LastIndexByte(s, ' '); i >= 0 {
		return s[:i]
	}
	for !utf8.ValidString(s) {
		s = s[:len(s)-1]
	}
	return s
}
