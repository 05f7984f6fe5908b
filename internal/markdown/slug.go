package markdown

import (
	"strings"
	"unicode"
)

// Slug is the anchor that GitHub gives to the first heading of that text:
// "C++ & Go" is "c--go". Emoji spelled as ":star:" leave nothing behind. A
// further heading with the same slug gets "-1", the next "-2".
func Slug(title string) string { return slug(shortcode.ReplaceAllString(title, "")) }

func slug(title string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-', unicode.In(r, unicode.L, unicode.M, unicode.Nd, unicode.Pc):
			return unicode.ToLower(r)
		}
		return -1
	}, title)
}
