package markdown

import (
	"strings"
	"unicode"

	"namedrop/internal/pattern"
	"namedrop/internal/sanitize"
)

// Clean sanitizes untrusted text into one line of visible characters; see
// [sanitize.Clean].
func Clean(s string) string { return sanitize.Clean(s) }

// Visible sanitizes an untrusted line, such as one of a diff, and keeps every space and
// tab; see [sanitize.Lines]. It removes the line ending.
func Visible(line string) string { return sanitize.Lines(strings.TrimRight(line, "\r\n")) }

// live matches text that Markdown or GitHub turns into a link, a mention or a reference:
// addresses, mail addresses, @name, #12, owner/repo#12, GH-12. Escape shows it as code.
// "|" is excluded, because it ends a table cell even inside code.
var live = pattern.Lazy(`(?i)(?:` +
	`(?:https?|ftp|mailto|xmpp):[^\s|` + "`" + `]*[^\s|` + "`" + `.,;:!?)\]'"]` +
	`|www\.[^\s|` + "`" + `]*[^\s|` + "`" + `.,;:!?)\]'"]` +
	`|[\w.!#$%&'*+/=?^{}~-]*@[\w./-]*\w` +
	`|(?:\w[\w.-]*(?:/[\w.-]+)?)?#\d+` +
	`|\bGH-\d+)`)

// Escape sanitizes text (see Clean) and escapes it for Markdown and HTML, so that it
// renders literally and has no effect. Text that GitHub would link automatically is shown
// as code, because a backslash does not prevent that.
func Escape(s string) string {
	s = Clean(s)
	var b strings.Builder
	done := 0
	for _, m := range live().FindAllStringIndex(s, -1) {
		b.WriteString(escapePlain(s[done:m[0]]))
		b.WriteString("`" + s[m[0]:m[1]] + "`")
		done = m[1]
	}
	b.WriteString(escapePlain(s[done:]))
	return b.String()
}

// active lists the characters that may have a meaning within a line of Markdown. "$"
// starts GitHub's mathematics, "^" a footnote.
const active = "\\`*[]<>|~$^"

func escapePlain(s string) string {
	var b strings.Builder
	rs := []rune(s)
	for i, r := range rs {
		if strings.ContainsRune(active, r) || r == '_' && !inWord(rs, i) || r == '&' && isReference(rs, i) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// inWord reports whether a character is between letters or digits, where an underscore is
// literal.
func inWord(rs []rune, i int) bool {
	return i > 0 && i+1 < len(rs) && !notWord(rs[i-1]) && !notWord(rs[i+1])
}

// isReference reports whether "&" could start a character reference.
func isReference(rs []rune, i int) bool {
	return i+1 < len(rs) && (rs[i+1] == '#' || unicode.IsLetter(rs[i+1]))
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// Destination returns a URL as the destination of a link: characters that are valid in a URL
// but would end the link or a table cell, or would be read as markup, are encoded.
func Destination(url string) string { return destination.Replace(url) }

var destination = strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E", "[", "%5B", "]", "%5D",
	`\`, "%5C", "|", "%7C", "`", "%60", "$", "%24", ";", "%3B")
