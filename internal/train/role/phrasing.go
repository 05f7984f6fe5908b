package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"namedrop/match/role"
)

// window is a stretch of words that may ask for a recommendation, give one, or begin a
// new subject.
type window struct {
	grams  []int
	asks   bool // it does
	wish   bool // it wants the project on a list
	weight float64
}

// How much a line of our own counts.
const (
	phrasingWeight   = 0.5 // each of leastEpisodes times
	transitionWeight = 1
	sentenceWeight   = 1
	wishWeight       = 3
)

// readPhrasings reads the lines that we wrote ourselves.
func (c *corpus) readPhrasings(dir string) error {
	return errors.Join(
		eachLine(filepath.Join(dir, "phrasings.txt"), func(mark, text string) {
			c.phrasings = append(c.phrasings, window{grams: c.asking.of(role.QuestionGrams(role.Words(text))), asks: mark == "+", weight: phrasingWeight})
		}),
		eachLine(filepath.Join(dir, "transitions.txt"), func(mark, text string) {
			var grams []string
			for _, g := range role.QuestionGrams(role.Words(text[1:])) {
				grams = append(grams, text[:1]+g)
			}
			c.transitions = append(c.transitions, window{grams: c.leading.of(grams), asks: mark == "+", weight: transitionWeight})
		}),
		eachLine(filepath.Join(dir, "sentences.txt"), func(mark, text string) {
			c.sentences = append(c.sentences, window{grams: c.grams.of(role.SentenceContext(text)), asks: mark != "-", wish: mark == "*", weight: sentenceWeight})
		}))
}

// eachLine calls f with the lines of a file and the mark that each begins with: "+" or
// "*" if it says what the file is about, "-" if it does not.
func eachLine(path string, f func(mark, text string)) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		mark, text, _ := strings.Cut(line, " ")
		switch {
		case mark == "#":
		case text == "" || !strings.Contains("+-*", mark):
			return fmt.Errorf("%s:%d: %q does not begin with +, - or *", path, i+1, line)
		default:
			f(mark, text)
		}
	}
	return nil
}
