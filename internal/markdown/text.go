package markdown

import (
	"html"
	"regexp"
	"strings"
)

// shortcode is an emoji spelled as GitHub does, ":star:"; its colons do not
// separate.
var shortcode = regexp.MustCompile(`:[a-z0-9_+-]+:`)

// separators stand between a name and its description.
const separators = "-–—―:|·•→>=~"

// split divides "name - description" at its first separator. A hyphen inside
// a word does not separate, nor does a colon inside an address or a time.
func split(s string) (name, rest string) {
	s = squeeze(shortcode.ReplaceAllString(s, ""))
	for i, c := range s {
		if !strings.ContainsRune(separators, c) {
			continue
		}
		after := s[i+len(string(c)):]
		if !strings.HasPrefix(after, " ") {
			continue
		}
		if strings.HasSuffix(s[:i], " ") || c == ':' {
			return strings.TrimSpace(s[:i]), trimSeparator(after)
		}
	}
	return s, ""
}

// trimSeparator drops what stands between a link and its description. A dot or
// comma that a word follows at once belongs to the description: ".NET".
func trimSeparator(s string) string {
	s = strings.TrimSpace(s)
	rest := strings.TrimLeft(s, separators+".,;")
	if rest == "" || rest[0] == ' ' {
		return strings.TrimSpace(rest)
	}
	return s
}

// squeeze makes every run of white space one space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// escapes are a backslash before punctuation and HTML's character references.
var escapes = regexp.MustCompile("\\\\[!-/:-@\\[-`{-~]|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")

// unescape undoes Markdown's escapes.
func unescape(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	return escapes.ReplaceAllStringFunc(s, func(m string) string {
		if m[0] == '\\' {
			return m[1:]
		}
		return html.UnescapeString(m)
	})
}
