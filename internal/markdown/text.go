package markdown

import (
	"html"
	"strings"

	"namedrop/internal/pattern"
)

// Emoji in GitHub's notation: ":star:". All but a few names have a letter, so that times
// such as "10:30:00" are not taken for emoji.
var (
	shortcode        = pattern.Lazy(shortcodeForm)
	leadingShortcode = pattern.Lazy("^" + shortcodeForm)
)

const shortcodeForm = `:(?:[a-z0-9_+-]*[a-z][a-z0-9_+-]*|[+-]1|100|1234):`

// HasShortcode reports whether a text contains an emoji in GitHub's notation.
func HasShortcode(s string) bool { return shortcode().MatchString(s) }

// LeadingShortcode returns the emoji in GitHub's notation at the start of a text, "" for
// none.
func LeadingShortcode(s string) string { return leadingShortcode().FindString(s) }

// WithoutShortcodes removes emoji in GitHub's notation and the spaces that they leave.
func WithoutShortcodes(s string) string { return squeeze(shortcode().ReplaceAllString(s, "")) }

// separators lists the characters between a name and its description.
const separators = "-–—―:：|·•→>=~"

// fullColon is the colon of Chinese and Japanese, which no space follows.
const fullColon = '：'

// split divides "name - description" at its first separator. A hyphen inside a word is
// not a separator, and neither is a colon inside an address or a time.
func split(s string) (name, rest string) {
	s = WithoutShortcodes(s) // whose colons are not separators
	for i, c := range s {
		if !strings.ContainsRune(separators, c) {
			continue
		}
		after := s[i+len(string(c)):]
		if c == fullColon && i > 0 {
			return strings.TrimSpace(s[:i]), trimSeparator(after)
		}
		if !strings.HasPrefix(after, " ") {
			continue
		}
		if strings.HasSuffix(s[:i], " ") || c == ':' {
			return strings.TrimSpace(s[:i]), trimSeparator(after)
		}
	}
	return s, ""
}

// trimSeparator removes the separator between a link and its description. It keeps a dot
// or comma that is followed immediately by a word, as in ".NET".
func trimSeparator(s string) string {
	s = strings.TrimSpace(s)
	rest := strings.TrimLeft(s, separators+".,;")
	if rest == "" || rest[0] == ' ' || unspaced().MatchString(s[:len(s)-len(rest)]) {
		return strings.TrimSpace(rest)
	}
	return s
}

// unspaced matches separators that need no space after them.
var unspaced = pattern.Lazy(`[：—―–]$`)

// squeeze replaces every run of white space with one space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// escapes matches backslash escapes of punctuation and HTML character references.
var escapes = pattern.Lazy("\\\\[!-/:-@\\[-`{-~]|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")

// unescape decodes Markdown escapes.
func unescape(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	return escapes().ReplaceAllStringFunc(s, func(m string) string {
		if m[0] == '\\' {
			return m[1:]
		}
		return html.UnescapeString(m)
	})
}
