package transcript

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"namedrop/internal/transcript/speech"
)

// unroll removes repetitions in captions: rolling captions show each line twice, and
// live captions grow word by word. The words at the start of a caption that repeat the
// end of the previous one are removed, so that each word keeps its first time. If few
// captions repeat anything, nothing is removed, because speakers repeat themselves too.
func unroll(src speech.Source, lines []speech.Line) []speech.Line {
	if !slices.ContainsFunc(lines, func(l speech.Line) bool { return l.Fresh && !l.Turn }) {
		return lines // paragraphs
	}
	r := rolling{Source: src, lines: lines}
	captions := r.captions()
	if !r.rolls(captions) {
		return lines
	}
	var shown []word
	for _, c := range captions {
		words := r.words(c)
		if len(words) == 0 {
			continue
		}
		if r.lines[c.from].Turn {
			shown = nil
		}
		r.remove(c, words, overlap(shown, words))
		shown = words
	}
	return r.lines
}

// rolling is the state of unroll.
type rolling struct {
	speech.Source
	lines []speech.Line
}

// caption is a range of lines, half open.
type caption struct{ from, to int }

// word is a word of a caption with and without punctuation, and its end in the line.
type word struct {
	text      string
	letters   string
	line, end int
}

// captions returns the lines of each caption.
func (r *rolling) captions() []caption {
	var all []caption
	for i, l := range r.lines {
		if l.Fresh || l.Turn || i == 0 {
			all = append(all, caption{i, i})
		}
		all[len(all)-1].to = i + 1
	}
	return all
}

// mostWords is the number of words of a caption that are compared: captions have few
// rows.
const mostWords = 100

// words returns the words of a caption, or none for lines that are not captions.
func (r *rolling) words(c caption) []word {
	var all []word
	for i := c.from; i < c.to; i++ {
		text := r.View(r.lines[i].Text)
		for at := 0; at < len(text); {
			at += len(text[at:]) - len(bytes.TrimLeft(text[at:], " \t\u00a0"))
			n := bytes.IndexAny(text[at:], " \t")
			if n < 0 {
				n = len(text) - at
			}
			if n > 0 {
				all = append(all, word{string(text[at : at+n]), string(letters(text[at : at+n])), i, at + n})
			}
			if at += n; len(all) > mostWords {
				return nil
			}
		}
	}
	return all
}

// letters returns a word without punctuation at its ends; a punctuation mark is
// returned unchanged.
func letters(b []byte) []byte {
	if t := bytes.TrimFunc(b, func(c rune) bool { return unicode.IsPunct(c) || c == utf8.RuneError }); len(t) > 0 {
		return t
	}
	return b
}

// rolls reports whether at least a third of the captions repeat the previous one, by
// more than a single spoken word.
func (r *rolling) rolls(captions []caption) bool {
	pairs, repeated := 0, 0
	var shown []word
	for _, c := range captions {
		words := r.words(c)
		if len(words) == 0 {
			continue
		}
		if r.lines[c.from].Turn {
			shown = nil
		}
		if shown != nil {
			pairs++
			n := overlap(shown, words)
			if n == len(shown) && n < len(words) || n > 1 && 3*n >= min(len(shown), len(words)) || n == len(words) && n == len(shown) {
				repeated++
			}
		}
		shown = words
	}
	return repeated > 0 && repeated*3 >= pairs
}

// overlap returns the number of words of next that repeat the end of shown.
func overlap(shown, next []word) int {
	// The longest border of next + shown, by the failure function of Knuth, Morris and
	// Pratt, in linear time.
	all := make([]string, 0, len(next)+len(shown)+1)
	for _, w := range next {
		all = append(all, w.letters)
	}
	all = append(all, "\x00")
	for _, w := range shown {
		all = append(all, w.letters)
	}
	fail := make([]int, len(all))
	for i, k := 1, 0; i < len(all); i++ {
		for k > 0 && all[i] != all[k] {
			k = fail[k-1]
		}
		if all[i] == all[k] {
			k++
		}
		fail[i] = k
	}
	n := fail[len(fail)-1]
	for n > 0 && !repeats(shown[len(shown)-n:], next) {
		n = fail[n-1]
	}
	if last := len(shown) - 1; n == 1 && last > 0 && shown[last-1].line == shown[last].line {
		return 0 // a single word is repeated as a row of its own; otherwise it is spoken again
	}
	return n
}

// repeats reports whether next starts with the words. A word may have gained a
// punctuation mark, but not lost one: "this." at the end of a sentence is not repeated
// by "This" at the start of another.
func repeats(words, next []word) bool {
	for i, w := range words {
		if !strings.HasPrefix(next[i].text, w.text) {
			return false
		}
	}
	return true
}

// remove removes the first n words of a caption.
func (r *rolling) remove(c caption, words []word, n int) {
	if n == 0 {
		return
	}
	last := words[n-1]
	for i := c.from; i < last.line; i++ {
		r.lines[i].Text = nil
	}
	l := &r.lines[last.line]
	l.Text = speech.Slice(l.Text, last.end, speech.Size(l.Text))
	if last.line > c.from {
		l.Fresh = r.lines[c.from].Fresh
	}
	if l.Text == nil && last.line+1 < c.to {
		r.lines[last.line+1].Fresh = true
	}
}
