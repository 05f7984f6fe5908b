package catalog

import (
	"unicode"
	"unicode/utf8"
)

// Letters returns the letters and digits of a name or of words, in lower case. Spellings
// with the same letters differ only in case, spaces and punctuation.
func Letters(s string) string {
	plain := 0
	for plain < len(s) && ('a' <= s[plain] && s[plain] <= 'z' || '0' <= s[plain] && s[plain] <= '9') {
		plain++
	}
	if plain == len(s) {
		return s
	}
	return string(AppendLetters(make([]byte, 0, len(s)), s))
}

// AppendLetters is Letters without allocation: it appends the letters of s to b.
func AppendLetters(b []byte, s string) []byte {
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			b = append(b, c)
		case 'A' <= c && c <= 'Z':
			b = append(b, c+'a'-'A')
		case c >= utf8.RuneSelf:
			return appendRunes(b, s[i:])
		}
	}
	return b
}

// appendRunes is AppendLetters for any text.
func appendRunes(b []byte, s string) []byte {
	for _, r := range s {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			b = append(b, byte(r))
		case 'A' <= r && r <= 'Z':
			b = append(b, byte(r)+'a'-'A')
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b = append(b, string(unicode.ToLower(r))...)
		}
	}
	return b
}
