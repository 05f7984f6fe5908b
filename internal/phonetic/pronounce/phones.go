// Package pronounce converts words and the names of software to phonemes.
//
// Words of a transcript ([Pronunciations]) and names ([Name]) go in, phonemes of General
// American ([Phones]) come out. Common words are looked up; others are pronounced by
// decision trees trained on the CMU Pronouncing Dictionary. Letters are spelled out
// where people do so, and names are first split into words and the usual parts of
// software names (morphemes.tsv: "py" as pie, "sql" as sequel or S Q L). Pronunciation
// is ambiguous, so a name has up to eight and a word up to two.
//
// The package does not compare pronunciations. It does no I/O, and all of it is safe for
// many goroutines, except that a [Pronouncer] belongs to one.
package pronounce

import (
	"fmt"
	"strings"
)

// Phones is a pronunciation: phonemes of General American, one a byte, without
// stress. The bytes are codes of this package, not text; String formats and
// [ParsePhones] parses them. nil is silence.
type Phones []byte

// names are the phonemes in the two-letter ARPAbet of the CMU Pronouncing
// Dictionary, by code. Code 0 is no phoneme; the vowels come first.
var names = [...]string{
	"",
	"AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW",
	"B", "CH", "D", "DH", "F", "G", "HH", "JH", "K", "L", "M", "N", "NG",
	"P", "R", "S", "SH", "T", "TH", "V", "W", "Y", "Z", "ZH",
}

// The codes of the phonemes, in the order of names.
const (
	_ byte = iota
	aa
	ae
	ah
	ao
	aw
	ay
	eh
	er
	ey
	ih
	iy
	ow
	oy
	uh
	uw
	bb
	ch
	dd
	dh
	ff
	gg
	hh
	jh
	kk
	ll
	mm
	nn
	ng
	pp
	rr
	ss
	sh
	tt
	th
	vv
	ww
	yy
	zz
	zh
	Count // number of codes, including 0
)

const lastVowel = uw

func Vowel(p byte) bool { return p <= lastVowel }

// letters1 are the same phonemes in one-letter ARPAbet, as the data files of this
// package use it to save space: "JWptR" is JH UW P T ER. See
// https://en.wikipedia.org/wiki/ARPABET.
const letters1 = " a@AcWYEReIioOUubCdDfghJklmnGprsStTvwyzZ"

// codes is the inverse of letters1; 0 for bytes that are no phoneme.
var codes = func() (t [256]byte) {
	for c := 1; c < len(letters1); c++ {
		t[letters1[c]] = byte(c)
	}
	return t
}()

// String returns the phonemes in ARPAbet, separated by spaces: "P AY T EH S T".
func (p Phones) String() string {
	var b strings.Builder
	for i, c := range p {
		if i > 0 {
			b.WriteByte(' ')
		}
		if int(c) < len(names) {
			b.WriteString(names[c])
		} else {
			fmt.Fprintf(&b, "?%d", c)
		}
	}
	return b.String()
}

// ParsePhones parses ARPAbet separated by spaces, as String and the CMU dictionary
// write it. Stress digits are ignored. It returns nil for text without phonemes.
func ParsePhones(arpabet string) (Phones, error) {
	var p Phones
	for field := range strings.FieldsSeq(arpabet) {
		c, ok := code(strings.TrimRight(field, "012"))
		if !ok {
			return nil, fmt.Errorf("no phoneme %q in %q", field, arpabet)
		}
		p = append(p, c)
	}
	return p, nil
}

func code(name string) (byte, bool) {
	for c, n := range names {
		if n == name && c > 0 {
			return byte(c), true
		}
	}
	return 0, false
}

// Letters returns the phonemes in one-letter ARPAbet: "pYtEst" for P AY T EH S T.
func (p Phones) Letters() string {
	b := make([]byte, len(p))
	for i, c := range p {
		b[i] = letters1[c]
	}
	return string(b)
}
