package phonetic

import "slices"

// Word pronounces one word of a transcript; nil for a word without letters
// and digits. What counts as one is cut further: at other characters than
// letters and digits, between letters and digits, and where small letters
// meet a capital ("FastAPI" is "Fast API"). The rule for each piece:
//
//   - digits are words, up to two as a number, more one by one;
//   - one letter, and letters without a vowel ("pg", "DNS"), are spelled;
//   - a part of names that morphemes.tsv knows ("SQL", "db") is said its way;
//   - up to four capitals ("ASPA", "PI") are spelled;
//   - the rest is pronounced: common words as the dictionary has them,
//     compounds of known parts ("numpy") part by part, others by the
//     letter-to-sound model.
//
// Accents on Latin letters are dropped, other scripts are silent. Word is
// safe for many goroutines, as is everything in this package.
func Word(letters string) Phones {
	return appendWord(nil, letters, false)
}

// Readings returns the ways, one or two, in which a word of a transcript
// can be meant, the likeliest first, which is Word's: capitals are a word
// after all ("PI" is pie), "SQL" is spelled, "A" is the article. It is nil for
// a word without letters and digits.
func Readings(word string) []Phones {
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

// Words pronounces a window of a transcript in up to three ways: all words
// in their first reading, all in their second, and the first word alone in
// its second. A way is nothing but the readings of the words one after the
// other, so a caller may keep those of each word and join them. It is nil for
// words without letters and digits.
func Words(words []string) []Phones {
	readings := make([][]Phones, 0, len(words))
	for _, w := range words {
		if r := Readings(w); r != nil {
			readings = append(readings, r)
		}
	}
	if len(readings) == 0 {
		return nil
	}
	last := func(r []Phones) Phones { return r[len(r)-1] }
	var plain, other, mixed Phones
	for i, r := range readings {
		plain, other = append(plain, r[0]...), append(other, last(r)...)
		if i == 0 {
			mixed = append(mixed, last(r)...)
		} else {
			mixed = append(mixed, r[0]...)
		}
	}
	all := []Phones{plain}
	for _, p := range []Phones{other, mixed} {
		if !slices.ContainsFunc(all, func(q Phones) bool { return slices.Equal(p, q) }) {
			all = append(all, p)
		}
	}
	return all
}

// appendWord appends a word in its first reading, or in the other one.
func appendWord(p Phones, word string, other bool) Phones {
	var buf [64]byte
	text := fold(buf[:0], word)
	for i := 0; i < len(text); {
		j := i + piece(text[i:])
		p = appendPiece(p, text[i:j], other)
		i = j
	}
	return p
}

// fold keeps the ASCII letters and digits of a word, and a blank where
// something else stood. Apostrophes vanish: "don't" sounds like "dont".
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

// latin1 has the letters U+00C0 to U+00FF without their accents.
const latin1 = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func digit(c byte) bool  { return c >= '0' && c <= '9' }
func upper(c byte) bool  { return c >= 'A' && c <= 'Z' }

// piece returns the length of the first piece of text, one byte at least.
func piece(text []byte) int {
	n := 1
	for n < len(text) && kind(text[n]) == kind(text[0]) && !hump(text, n) {
		n++
	}
	return n
}

// hump reports whether a word begins at byte n of text: a capital after a
// small letter ("fastAPI"), or one before a small letter ("SQLAlchemy"). The
// plural of capitals ("APIs") is no word.
func hump(text []byte, n int) bool {
	if !upper(text[n]) {
		return false
	}
	small := func(i int) bool { return i < len(text) && letter(text[i]) && !upper(text[i]) }
	plural := n+1 < len(text) && text[n+1] == 's' && !small(n+2)
	return !upper(text[n-1]) || small(n+1) && !plural
}

// kind tells letters, digits and the rest apart.
func kind(c byte) int {
	switch {
	case letter(c):
		return 1
	case digit(c):
		return 2
	}
	return 0
}

// spelledCapitals is up to how many capitals are spelled out: longer ones are
// acronyms that are spoken, or shouting.
const spelledCapitals = 4

func appendPiece(p Phones, text []byte, other bool) Phones {
	switch kind(text[0]) {
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

// appendLettersPiece says small letters that stood in capitals, or not.
func appendLettersPiece(p Phones, letters string, capitals, other bool) Phones {
	m, known := loadMorphemes().find(hash(letters), letters)
	switch {
	case letters == "a" && capitals == other:
		return append(p, ah)
	case len(letters) == 1:
		return appendSpelled(p, letters)
	case known && m.place == 'a':
		if other {
			return append(p, m.ways[len(m.ways)-1]...)
		}
		return append(p, m.ways[0]...)
	case mute(letters) || capitals && !other:
		return appendSpelled(p, letters)
	case !loadLexicon().has(letters) && !other:
		return appendCompound(p, letters)
	}
	return appendSpoken(p, letters)
}

// appendCompound says letters that are no common word by their parts if
// these explain all of them, and one of them is a morpheme: "pytest".
func appendCompound(p Phones, letters string) Phones {
	var n namer
	if all := n.segmenter.segment(letters); len(all) > 0 && explained(all[0]) {
		return append(p, n.join(n.spell(letters, all[0]), 0, 0)...)
	}
	return appendSpoken(p, letters)
}
