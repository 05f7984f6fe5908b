package pronounce

import "strings"

// alphabet holds the names of the letters a to z, in one-letter ARPAbet.
var alphabet = [26]string{
	"e", "bi", "si", "di", "i", "Ef", "Ji", "eC", "Y", "Je", "ke", "El", "Em",
	"En", "o", "pi", "kyu", "ar", "Es", "ti", "yu", "vi", "d@blyu", "Eks", "wY", "zi",
}

// Numerals, in one-letter ARPAbet.
var (
	units = [20]string{
		"ziro", "w@n", "tu", "Tri", "for", "fYv", "sIks", "sEv@n", "et", "nYn",
		"tEn", "IlEv@n", "twElv", "TRtin", "fortin", "fIftin", "sIkstin", "sEv@ntin", "etin", "nYntin",
	}
	tens = [10]string{"", "", "twEnti", "TRdi", "fordi", "fIfti", "sIksti", "sEv@nti", "edi", "nYndi"}
)

// appendLetters1 appends phonemes given in one-letter ARPAbet.
func appendLetters1(p Phones, s string) Phones {
	for i := range len(s) {
		p = append(p, codes[s[i]])
	}
	return p
}

// appendSpelled spells lower-case letters out.
func appendSpelled(p Phones, letters string) Phones {
	for i := range len(letters) {
		p = appendLetters1(p, alphabet[letters[i]-'a'])
	}
	return p
}

// appendNumber appends digits: up to two as a number ("42", "10"), more one by
// one, as in versions and model numbers.
func appendNumber(p Phones, digits string) Phones {
	if len(digits) == 2 && digits[0] != '0' {
		n := int(digits[0]-'0')*10 + int(digits[1]-'0')
		if n < len(units) {
			return appendLetters1(p, units[n])
		}
		p = appendLetters1(p, tens[n/10])
		if n%10 == 0 {
			return p
		}
		digits = digits[1:]
	}
	for i := range len(digits) {
		p = appendLetters1(p, units[digits[i]-'0'])
	}
	return p
}

// hasNoVowel reports whether lower-case letters contain no vowel.
func hasNoVowel(letters string) bool { return !strings.ContainsAny(letters, "aeiouy") }
