package pronounce

import (
	_ "embed"
	"strings"
	"sync"
)

// words.txt holds common English words, sorted, one a line, with their phonemes
// (one letter each) after a space where the model is wrong. The list has two
// uses: to pronounce common words correctly, and to split compounds in names.
//
//go:embed words.txt
var wordsFile string

// lexicon finds words in wordsFile through an open-addressing hash table of
// offsets. It is read-only after newLexicon.
type lexicon struct {
	slots []uint32 // offset+1 into wordsFile, 0 for none
}

// lexiconBits makes the table two to three times as large as the number of words,
// so that most misses end at the first probe.
const lexiconBits = 16

var loadLexicon = sync.OnceValue(newLexicon)

func newLexicon() *lexicon {
	l := &lexicon{make([]uint32, 1<<lexiconBits)}
	at := 0
	for at < len(wordsFile) {
		h, end := hashStart, at
		for end < len(wordsFile) && wordsFile[end] >= 'a' {
			h = hashLetter(h, wordsFile[end])
			end++
		}
		l.insert(h, at)
		at = end + 1 + strings.IndexByte(wordsFile[end:], '\n')
	}
	return l
}

const hashStart = uint32(2166136261)

// hashLetter is one step of FNV-1a. It hashes all prefixes of a string in one
// pass.
func hashLetter(h uint32, c byte) uint32 { return (h ^ uint32(c)) * 16777619 }

// slot maps a hash to a slot of the table.
func slot(h uint32) uint32 { return (h ^ h>>15) * 2654435761 >> (32 - lexiconBits) }

func (l *lexicon) insert(h uint32, at int) {
	i := slot(h)
	for l.slots[i] != 0 {
		i = (i + 1) % uint32(len(l.slots))
	}
	l.slots[i] = uint32(at + 1)
}

// find returns the phonemes of a word, "" if the model is right about it, and
// whether the word is in the list. h is its hash.
func (l *lexicon) find(h uint32, word string) (phones string, ok bool) {
	for i := slot(h); l.slots[i] != 0; i = (i + 1) % uint32(len(l.slots)) {
		rest := wordsFile[l.slots[i]-1:]
		if !strings.HasPrefix(rest, word) || len(rest) == len(word) || rest[len(word)] >= 'a' {
			continue
		}
		if rest[len(word)] == '\n' {
			return "", true
		}
		rest = rest[len(word)+1:]
		return rest[:strings.IndexByte(rest, '\n')], true
	}
	return "", false
}

// has reports whether a word is in the list.
func (l *lexicon) has(word string) bool {
	_, ok := l.find(hash(word), word)
	return ok
}

func hash(s string) uint32 {
	h := hashStart
	for i := range len(s) {
		h = hashLetter(h, s[i])
	}
	return h
}

// appendSpoken appends the pronunciation of a word of lower-case letters a to z,
// from the list or else from the model.
func appendSpoken(p Phones, letters string) Phones {
	phones, _ := loadLexicon().find(hash(letters), letters)
	if phones == "" {
		return appendPredicted(p, letters)
	}
	for i := range len(phones) {
		p = append(p, codes[phones[i]])
	}
	return p
}

// IsWord reports whether lower-case letters are a common English word: one of
// words.txt.
func IsWord(letters string) bool { return loadLexicon().has(letters) }
