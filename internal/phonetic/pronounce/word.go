package pronounce

import "slices"

// Word returns the likeliest pronunciation of a word of a transcript; nil for a
// word without letters and digits. The word is split at other characters than
// letters and digits, between letters and digits, and before capitals inside
// ("FastAPI" is "Fast API"). The first rule that applies to a piece decides:
//
//   - digits are numerals, up to two as a number, more one by one;
//   - one letter, and letters without a vowel ("pg", "DNS"), are spelled out;
//   - a morpheme ("SQL", "db") has the pronunciation of morphemes.tsv;
//   - up to four capitals ("ASPA", "PI") are spelled out;
//   - the rest is spoken: common words as in the dictionary, compounds of known
//     parts ("numpy") part by part, others as the model predicts.
//
// Accents on Latin letters are dropped, other scripts are silent.
func Word(letters string) Phones {
	return appendWord(nil, letters, false)
}

// Pronunciations returns one or two pronunciations of a word of a transcript. The
// first is that of Word. In the second one, capitals are spoken ("PI" as pie),
// "SQL" is spelled out, and "A" is the article. It is nil for a word without
// letters and digits.
func Pronunciations(word string) []Phones {
	first := Word(word)
	if len(first) == 0 {
		return nil
	}
	all := []Phones{first}
	if p := appendWord(make(Phones, 0, len(first)), word, true); !slices.Equal(p, first) {
		all = append(all, p)
	}
	return all
}

// appendWord appends the first pronunciation of a word, or the other one.
func appendWord(p Phones, word string, other bool) Phones {
	var buf [64]byte
	text := fold(buf[:0], word)
	for i := 0; i < len(text); {
		j := i + pieceLength(text[i:])
		p = appendPiece(p, text[i:j], other)
		i = j
	}
	return p
}

// fold appends the ASCII letters and digits of a word, with blanks for other
// characters. Accents and apostrophes are dropped: "don't" sounds like "dont".
func fold(b []byte, word string) []byte {
	for _, r := range word {
		switch {
		case r < 0x80 && (letter(byte(r)) || digit(byte(r))):
			b = append(b, byte(r))
		case r == '\'' || r == '\u2019':
		case r >= 0xC0 && r < 0xC0+int32(len(latin1)) && latin1[r-0xC0] != ' ':
			b = append(b, latin1[r-0xC0])
		default:
			b = append(b, ' ')
		}
	}
	return b
}

// latin1 holds the letters U+00C0 to U+00FF without their accents.
const latin1 = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func digit(c byte) bool  { return c >= '0' && c <= '9' }
func upper(c byte) bool  { return c >= 'A' && c <= 'Z' }

// pieceLength returns the length of the first piece of text, at least one byte.
func pieceLength(text []byte) int {
	n := 1
	for n < len(text) && charClass(text[n]) == charClass(text[0]) && !startsWord(text, n) {
		n++
	}
	return n
}

// startsWord reports whether a capital at byte n of text starts a word: after a
// lower-case letter ("fastAPI"), or before one ("SQLAlchemy"), except the plural
// of capitals ("APIs").
func startsWord(text []byte, n int) bool {
	if !upper(text[n]) {
		return false
	}
	small := func(i int) bool { return i < len(text) && letter(text[i]) && !upper(text[i]) }
	plural := n+1 < len(text) && text[n+1] == 's' && !small(n+2)
	return !upper(text[n-1]) || small(n+1) && !plural
}

// charClass returns 1 for letters, 2 for digits, and 0 for the rest.
func charClass(c byte) int {
	switch {
	case letter(c):
		return 1
	case digit(c):
		return 2
	}
	return 0
}

// spelledCapitals is the largest number of capitals that are spelled out. Longer
// words in capitals are spoken acronyms, or emphasis.
const spelledCapitals = 4

func appendPiece(p Phones, text []byte, other bool) Phones {
	switch charClass(text[0]) {
	case 0:
		return p
	case 2:
		return appendNumber(p, string(text))
	}
	capitals := 0
	var buf [32]byte
	lower := buf[:0]
	for _, c := range text {
		if upper(c) {
			capitals++
		}
		lower = append(lower, c|0x20)
	}
	return appendLettersPiece(p, string(lower), capitals == len(lower) && len(lower) <= spelledCapitals, other)
}

// appendLettersPiece appends lower-case letters, which were in capitals or not.
func appendLettersPiece(p Phones, letters string, capitals, other bool) Phones {
	m, known := loadMorphemes().find(hash(letters), letters)
	switch {
	case letters == "a" && capitals == other:
		return append(p, ah)
	case len(letters) == 1:
		return appendSpelled(p, letters)
	case known && m.position == 'a':
		if other {
			return append(p, m.pronunciations[len(m.pronunciations)-1]...)
		}
		return append(p, m.pronunciations[0]...)
	case hasNoVowel(letters) || capitals && !other:
		return appendSpelled(p, letters)
	case !loadLexicon().has(letters) && !other:
		return appendCompound(p, letters)
	}
	return appendSpoken(p, letters)
}

// appendCompound appends letters that are not a common word part by part, if
// known parts cover them: "pytest".
func appendCompound(p Phones, letters string) Phones {
	var n namePronouncer
	if all := n.segmenter.segment(letters); len(all) > 0 && covered(all[0]) {
		return append(p, n.join(n.spanPronunciations(letters, all[0]), 0, 0)...)
	}
	return appendSpoken(p, letters)
}
