package extract

import (
	"namedrop/internal/catalog"
)

// maxWords is the longest window that is looked up. Of the corrections that
// Talk Python made to its transcripts, 99 % replaced four words or fewer.
const maxWords = 5

// reading is one way to understand a window of words: as the name of a
// project.
type reading struct {
	first, last int // token indices, inclusive; both are words
	words       int // tokens of the window that are words
	project     catalog.Project
	evidence    []Reason
	score       float64 // log-odds that the project is meant
}

// readings looks every window of one to five words up by its letters.
// Punctuation inside a window does not count, for a recogniser sets it at
// random; the end of a sentence ends the window.
func readings(tokens []token, c *catalog.Catalog) []reading {
	var found []reading
	w := window{letters: make([]byte, 0, 64), single: make([]byte, 0, 64)}
	for first, t := range tokens {
		if t.letters == "" {
			continue
		}
		w.reset()
		for last := first; last < len(tokens) && w.words < maxWords && tokens[last].sentence == t.sentence; last++ {
			if tokens[last].letters == "" {
				continue
			}
			w.add(tokens[last].letters)
			for _, p := range w.lookup(c) {
				found = append(found, reading{first: first, last: last, words: w.words, project: p})
			}
		}
	}
	return found
}

// window is a run of words as it grows.
type window struct {
	words   int
	plain   bool   // function words only
	letters []byte // of all words
	single  []byte // the same, a letter that ends a word and begins the next only once
}

func (w *window) reset() {
	*w = window{plain: true, letters: w.letters[:0], single: w.single[:0]}
}

func (w *window) add(word string) {
	w.words++
	w.plain = w.plain && functionWords[word]
	w.letters = append(w.letters, word...)
	if n := len(w.single); n > 0 && w.single[n-1] == word[0] {
		word = word[1:]
	}
	w.single = append(w.single, word...)
}

// lookup returns the projects with the window's letters, or else with those
// of a name that was cut in the middle of a sound: "SQL lite" is sqlite.
func (w *window) lookup(c *catalog.Catalog) []catalog.Project {
	switch {
	case w.plain:
		return nil
	case c.Knows(string(w.letters)):
		return c.Lookup(string(w.letters))
	case len(w.single) < len(w.letters) && c.Knows(string(w.single)):
		return c.Lookup(string(w.single))
	}
	return nil
}
