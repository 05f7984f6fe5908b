package jsonform

import (
	"bytes"
	"strings"
	"unicode"

	"namedrop/internal/transcript/speech"
)

// aligned adds the words of a text with the times of recognised words, which may lack
// punctuation. A word of the text that is not among the next recognised words gets the
// previous time.
func (r *reader) aligned(whole item, words []item) {
	const ahead = 5
	last := whole
	for i, runs := range r.split(whole.text) {
		want := letters(r.View(runs))
		for k := range words[:min(ahead, len(words))] {
			if letters([]byte(r.text(words[k].text))) == want {
				last, words = words[k], words[k+1:]
				break
			}
		}
		r.items = append(r.items, item{text: whole.text, runs: runs, speaker: last.speaker, start: last.start, end: last.end, probability: last.probability, part: i > 0})
	}
}

// split returns the words of the string n.
func (r *reader) split(n int) [][]speech.Run {
	var words [][]speech.Run
	for _, line := range r.runs(n) {
		fresh := true
		for _, run := range line {
			for _, piece := range r.pieces(run) {
				if piece == nil {
					fresh = true
					continue
				}
				if fresh {
					words = append(words, nil)
				}
				fresh = false
				words[len(words)-1] = append(words[len(words)-1], *piece)
			}
		}
	}
	return words
}

// pieces splits a run at white space, represented by nil.
func (r *reader) pieces(run speech.Run) []*speech.Run {
	if run.Text != "" {
		if strings.TrimSpace(run.Text) == "" {
			return []*speech.Run{nil}
		}
		return []*speech.Run{&run}
	}
	var out []*speech.Run
	for at := run.Start; at < run.End; {
		b := r.Data[at:run.End]
		n := bytes.IndexAny(b, " \t\r\n")
		if n == 0 {
			out = append(out, nil)
			at++
			continue
		}
		if n < 0 {
			n = len(b)
		}
		out = append(out, &speech.Run{Span: speech.Span{Start: at, End: at + n}})
		at += n
	}
	return out
}

// letters returns the letters and digits of b in lower case.
func letters(b []byte) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, string(b))
}
