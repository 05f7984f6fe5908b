package pronounce

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed morphemes.tsv
var morphemesFile string

// morpheme is a part of names with its pronunciations.
type morpheme struct {
	position       byte // in a part of a name: 's' at the start, 'e' at the end, 'w' the whole, 'a' anywhere
	pronunciations []Phones
}

// morphemeTable finds morphemes. Its filter, a bit for each hash, rejects most
// other strings without a lookup in the map.
type morphemeTable struct {
	all    map[string]morpheme
	filter [1 << lexiconBits / 64]uint64
}

var loadMorphemes = sync.OnceValue(func() *morphemeTable {
	all, err := parseMorphemes("morphemes.tsv", morphemesFile)
	if err != nil {
		panic(err) // unreachable: the file is compiled in, and a test parses it
	}
	t := &morphemeTable{all: all}
	for part := range all {
		b := slot(hash(part))
		t.filter[b/64] |= 1 << (b % 64)
	}
	return t
})

// fits reports whether the morpheme may be at the given position of a part.
func (m morpheme) fits(first, last bool) bool {
	switch m.position {
	case 's':
		return first
	case 'e':
		return last
	case 'w':
		return first && last
	}
	return true
}

// find returns a morpheme; h is the hash of its letters.
func (t *morphemeTable) find(h uint32, part string) (morpheme, bool) {
	b := slot(h)
	if t.filter[b/64]>>(b%64)&1 == 0 {
		return morpheme{}, false
	}
	m, ok := t.all[part]
	return m, ok
}

// longestMorpheme is the greatest length of a morpheme in letters.
const longestMorpheme = 16

// parseMorphemes parses morphemes.tsv, whose header explains its columns. A
// morpheme may have rows for several positions; the pronunciations of the last
// one apply.
func parseMorphemes(path, text string) (map[string]morpheme, error) {
	all := make(map[string]morpheme, 400)
	n := 0
	for row := range strings.Lines(text) {
		n++
		row = strings.TrimSuffix(row, "\n")
		if row == "" || row[0] == '#' {
			continue
		}
		part, rest, ok1 := strings.Cut(row, "\t")
		position, list, ok2 := strings.Cut(rest, "\t")
		if !ok1 || !ok2 || len(position) != 1 || !strings.Contains("asew", position) || part == "" || len(part) > longestMorpheme {
			return nil, fmt.Errorf("%s:%d: want morpheme, position (a, s, e or w) and pronunciations with tabs between, have %q", path, n, row)
		}
		pronunciations, err := parsePronunciations(list)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %v", path, n, err)
		}
		if had, ok := all[part]; ok && had.position != position[0] {
			position = "a"
		}
		all[part] = morpheme{position[0], pronunciations}
	}
	return all, nil
}

func parsePronunciations(list string) ([]Phones, error) {
	var all []Phones
	for text := range strings.SplitSeq(list, "|") {
		p, err := parsePronunciation(text)
		if err != nil || len(p) == 0 {
			return nil, fmt.Errorf("pronunciation %q: %v", text, err)
		}
		all = append(all, p)
	}
	return all, nil
}

// parsePronunciation parses words, capital letters that are spelled out, and
// ARPAbet between slashes.
func parsePronunciation(text string) (Phones, error) {
	var p Phones
	for i, piece := range strings.Split(text, "/") {
		if i%2 == 1 {
			arpabet, err := ParsePhones(piece)
			if err != nil {
				return nil, err
			}
			p = append(p, arpabet...)
			continue
		}
		for word := range strings.FieldsSeq(piece) {
			lower := strings.ToLower(word)
			switch {
			case strings.Trim(lower, "abcdefghijklmnopqrstuvwxyz") != "":
				return nil, fmt.Errorf("%q has other characters than letters", word)
			case lower != word && len(word) == 1:
				p = appendSpelled(p, lower)
			default:
				p = appendSpoken(p, lower)
			}
		}
	}
	return p, nil
}
