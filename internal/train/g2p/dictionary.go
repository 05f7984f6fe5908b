package main

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"

	"namedrop/internal/phonetic/pronounce"
)

// word is a word of the dictionary with its first pronunciation.
type word struct {
	letters string // a to z only
	phones  pronounce.Phones
}

// dictionary holds the CMU dictionary.
type dictionary struct {
	words []word                        // in the order of the file
	all   map[string][]pronounce.Phones // every pronunciation of the letters
}

// readDictionary reads lines of a word and its phonemes. Words with other
// characters than letters and apostrophes are skipped; "word(2)" is another
// pronunciation of a word. Apostrophes are dropped, because recognizers write
// "dont"; a word without one ("were") takes precedence.
func readDictionary(path string) (*dictionary, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	d := &dictionary{all: map[string][]pronounce.Phones{}}
	apostrophes := map[string]pronounce.Phones{}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		head, tail, ok := strings.Cut(lines.Text(), " ")
		if !ok || strings.HasPrefix(head, ";;;") {
			continue
		}
		tail, _, _ = strings.Cut(tail, "#") // "# place, danish"
		phones, err := pronounce.ParsePhones(tail)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %v", path, n, err)
		}
		d.add(strings.ToLower(head), phones, apostrophes)
	}
	for letters, phones := range apostrophes {
		if d.all[letters] == nil {
			d.all[letters] = []pronounce.Phones{phones}
		}
	}
	return d, lines.Err()
}

func (d *dictionary) add(head string, phones pronounce.Phones, apostrophes map[string]pronounce.Phones) {
	head, _, again := strings.Cut(head, "(")
	letters := strings.ReplaceAll(head, "'", "")
	switch {
	case letters == "" || strings.Trim(letters, "abcdefghijklmnopqrstuvwxyz") != "":
	case letters != head:
		if apostrophes[letters] == nil {
			apostrophes[letters] = phones
		}
	default:
		d.all[letters] = append(d.all[letters], phones)
		if !again && strings.ContainsAny(letters, "aeiouy") {
			d.words = append(d.words, word{letters, phones})
		}
	}
}

// contains reports whether the dictionary has this pronunciation.
func (d *dictionary) contains(letters string, phones pronounce.Phones) bool {
	return slices.ContainsFunc(d.all[letters], func(p pronounce.Phones) bool { return slices.Equal(p, phones) })
}
