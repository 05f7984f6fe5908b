package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"namedrop/match/role"
)

// window is a range of words that may ask for a recommendation, give one, or start a new
// subject.
type window struct {
	grams    []int
	asks     bool // a positive example
	request  bool // it requests that the project be listed
	presents bool // it presents a project and does not say whether to use it
	weight   float64
}

// The weights of our own sentences.
const (
	phrasingWeight   = 0.5 // repeated minEpisodes times
	transitionWeight = 1
	sentenceWeight   = 1
	requestWeight    = 3
)

// readPhrasings reads our own sentences.
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
			c.transitions = append(c.transitions, window{grams: c.leadGrams.of(grams), asks: mark == "+", weight: transitionWeight})
		}),
		eachLine(filepath.Join(dir, "sentences.txt"), func(mark, text string) {
			c.sentences = append(c.sentences, window{grams: c.grams.of(role.SentenceContext(text)), asks: mark != "-", request: mark == "*", presents: mark == "=", weight: sentenceWeight})
		}))
}

// eachLine calls f with each line of a file and the mark at its start: "+", "*" or "=" for a
// positive example, "-" for a negative one.
func eachLine(path string, f func(mark, text string)) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		mark, text, _ := strings.Cut(line, " ")
		switch {
		case mark == "#":
		case text == "" || !strings.Contains("+-*=", mark):
			return fmt.Errorf("%s:%d: %q does not begin with +, -, * or =", path, i+1, line)
		default:
			f(mark, text)
		}
	}
	return nil
}
