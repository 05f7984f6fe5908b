package phonetic

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed morphemes.tsv
var morphemesFile string

// morpheme is a part of names, with the ways it is said.
type morpheme struct {
	place byte // 's' at the start of a part, 'e' at its end, 'w' only the whole of it, 'a' anywhere
	ways  []Phones
}

// morphemeTable finds morphemes. Most stretches of a name are none, which the
// filter, a bit for each hash, mostly tells without a look into the map.
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

// fits reports whether the morpheme may stand first in a part, or last, or
// be the whole of it.
func (m morpheme) fits(first, last bool) bool {
	switch m.place {
	case 's':
		return first
	case 'e':
		return last
	case 'w':
		return first && last
	}
	return true
}

// find returns the morpheme; h is the hash of its letters.
func (t *morphemeTable) find(h uint32, part string) (morpheme, bool) {
	b := slot(h)
	if t.filter[b/64]>>(b%64)&1 == 0 {
		return morpheme{}, false
	}
	m, ok := t.all[part]
	return m, ok
}

// longestMorpheme is the greatest length of a row's part.
const longestMorpheme = 16

// parseMorphemes reads morphemes.tsv, whose head explains its columns. A part
// may have several rows for several places; the last row's ways count.
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
		place, said, ok2 := strings.Cut(rest, "\t")
		if !ok1 || !ok2 || len(place) != 1 || !strings.Contains("asew", place) || part == "" || len(part) > longestMorpheme {
			return nil, fmt.Errorf("%s:%d: want part, place (a, s, e or w) and ways with tabs between, have %q", path, n, row)
		}
		ways, err := parseWays(said)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %v", path, n, err)
		}
		if had, ok := all[part]; ok && had.place != place[0] {
			place = "a"
		}
		all[part] = morpheme{place[0], ways}
	}
	return all, nil
}

func parseWays(said string) ([]Phones, error) {
	var ways []Phones
	for way := range strings.SplitSeq(said, "|") {
		p, err := parseWay(way)
		if err != nil || len(p) == 0 {
			return nil, fmt.Errorf("pronunciation %q: %v", way, err)
		}
		ways = append(ways, p)
	}
	return ways, nil
}

// parseWay reads words, single capitals, and ARPAbet between slashes.
func parseWay(way string) (Phones, error) {
	var p Phones
	for i, piece := range strings.Split(way, "/") {
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
