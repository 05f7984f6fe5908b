package pronounce

import (
	_ "embed"
	"encoding/binary"
)

// The grapheme-to-phoneme model: a binary decision tree for each letter, trained
// by internal/train/g2p on the CMU Pronouncing Dictionary. It is evaluated in
// place, so it needs no loading.
//
// The file holds the number of graphones (the phonemes of one letter, none to
// two) in a byte, the graphones as two phoneme codes each, 26 offsets of four
// bytes (little endian) of the roots of the trees, and the nodes. A leaf is the
// byte Leaf and the number of a graphone. Any other node is a test: a feature, a
// value, and the distance to the branch for "not equal" (two bytes); the branch
// for "equal" follows.
//
//go:embed model.bin
var model string

// Leaf is the first byte of a leaf in model.bin.
const Leaf = 0xFF

// letterContext holds the features of a letter: the four letters before it and
// the four after (1 for "a", 0 outside the word), and the last two phonemes, the
// last one first (0 for none).
type letterContext [10]byte

const contextLetters = 4 // letters on either side

// appendPredicted appends the pronunciation that the model predicts for letters a
// to z.
func appendPredicted(p Phones, letters string) Phones {
	graphones := model[1:]
	roots := model[1+2*int(model[0]):]
	start := len(p)
	for i := range len(letters) {
		root := readUint32(roots[4*int(letters[i]-'a'):])
		f := newLetterContext(letters, i, p[start:])
		c := graphones[2*int(walk(root, &f)):]
		for k := 0; k < 2 && c[k] != 0; k++ {
			p = append(p, c[k])
		}
	}
	return p
}

// walk follows a tree from a node to a leaf and returns its graphone.
func walk(at int, f *letterContext) byte {
	for model[at] != Leaf {
		if f[model[at]] == model[at+1] {
			at += 4
		} else {
			at += int(model[at+2]) | int(model[at+3])<<8
		}
	}
	return model[at+1]
}

func readUint32(s string) int {
	return int(binary.LittleEndian.Uint32([]byte(s[:4])))
}

// newLetterContext returns the context of letter i, after the phonemes so far.
func newLetterContext(letters string, i int, phonemes Phones) (f letterContext) {
	for k := range contextLetters {
		if j := i - contextLetters + k; j >= 0 {
			f[k] = letters[j] - 'a' + 1
		}
		if j := i + 1 + k; j < len(letters) {
			f[contextLetters+k] = letters[j] - 'a' + 1
		}
	}
	if n := len(phonemes); n > 0 {
		f[2*contextLetters] = phonemes[n-1]
		if n > 1 {
			f[2*contextLetters+1] = phonemes[n-2]
		}
	}
	return f
}
