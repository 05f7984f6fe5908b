package markdown

import (
	"strings"
	"unicode"
)

// Slug returns the anchor that GitHub gives the first heading with this text: "C++ & Go"
// becomes "c--go". Emoji written as ":star:" are removed. Further headings with the same
// slug get the suffixes "-1", "-2" and so on.
func Slug(title string) string { return slug(shortcode().ReplaceAllString(title, "")) }

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
