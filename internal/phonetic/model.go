package phonetic

import (
	_ "embed"
	"encoding/binary"
)

// The letter-to-sound model: one binary decision tree a letter, grown by
// command train from the CMU Pronouncing Dictionary and walked where it lies,
// so that loading it costs nothing.
//
// The file is a byte with the number of chunks (the phonemes that one letter
// makes, none to two), the chunks as two codes each, 26 offsets of four bytes
// (little endian) to the root of each letter's tree, and the nodes. A leaf is
// Leaf and the number of a chunk. Any other node is a question: which feature,
// which value, and how far on the branch for "no" begins (two bytes); the
// branch for "yes" follows.
//
//go:embed model.bin
var model string

// Leaf is the first byte of a leaf in model.bin.
const Leaf = 0xFF

// features are what a question can ask about a letter: the four letters
// before it and the four after (0 outside the word, else 1 for "a"), the
// phoneme last heard, and the one before that (0 for none).
type features [10]byte

const reach = 4 // letters on either side

// appendModel appends what the model makes of letters, a to z only.
func appendModel(p Phones, letters string) Phones {
	chunks := model[1:]
	roots := model[1+2*int(model[0]):]
	start := len(p)
	for i := range len(letters) {
		root := read32(roots[4*int(letters[i]-'a'):])
		f := describe(letters, i, p[start:])
		c := chunks[2*int(walk(root, &f)):]
		for k := 0; k < 2 && c[k] != 0; k++ {
			p = append(p, c[k])
		}
	}
	return p
}

// walk goes from a node to its leaf and returns the leaf's chunk.
func walk(at int, f *features) byte {
	for model[at] != Leaf {
		if f[model[at]] == model[at+1] {
			at += 4
		} else {
			at += int(model[at+2]) | int(model[at+3])<<8
		}
	}
	return model[at+1]
}

func read32(s string) int {
	return int(binary.LittleEndian.Uint32([]byte(s[:4])))
}

// describe says what stands around letter i after heard.
func describe(letters string, i int, heard Phones) (f features) {
	for k := range reach {
		if j := i - reach + k; j >= 0 {
			f[k] = letters[j] - 'a' + 1
		}
		if j := i + 1 + k; j < len(letters) {
			f[reach+k] = letters[j] - 'a' + 1
		}
	}
	if n := len(heard); n > 0 {
		f[2*reach] = heard[n-1]
		if n > 1 {
			f[2*reach+1] = heard[n-2]
		}
	}
	return f
}
