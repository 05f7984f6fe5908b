package markdown

import (
	"regexp"
	"strings"
	"unicode"

	"namedrop/internal/sanitize"
)

// Clean makes foreign text one line of visible characters; see [sanitize.Clean].
func Clean(s string) string { return sanitize.Clean(s) }

// Visible makes a foreign line, such as one of a diff, one of visible characters
// and keeps every space and tab; see [sanitize.Lines]. The line ending is removed.
func Visible(line string) string { return sanitize.Lines(strings.TrimRight(line, "\r\n")) }

// live is text that becomes a link, a mention or a reference by itself, in
// Markdown or on GitHub: addresses, mail, @name, #12, owner/repo#12, GH-12. It
// becomes code, where nothing keeps a "|" from ending the cell of a table.
var live = regexp.MustCompile(`(?i)(?:` +
	`(?:https?|ftp|mailto|xmpp):[^\s|` + "`" + `]*[^\s|` + "`" + `.,;:!?)\]'"]` +
	`|www\.[^\s|` + "`" + `]*[^\s|` + "`" + `.,;:!?)\]'"]` +
	`|[\w.!#$%&'*+/=?^{}~-]*@[\w./-]*\w` +
	`|(?:\w[\w.-]*(?:/[\w.-]+)?)?#\d+` +
	`|\bGH-\d+)`)

// Escape makes text inert in Markdown and HTML: cleaned (see Clean), it shows as
// written and does nothing. What GitHub would link of its own accord is shown as code,
// since no backslash stops that.
func Escape(s string) string {
	s = Clean(s)
	var b strings.Builder
	done := 0
	for _, m := range live.FindAllStringIndex(s, -1) {
		b.WriteString(escapePlain(s[done:m[0]]))
		b.WriteString("`" + s[m[0]:m[1]] + "`")
		done = m[1]
	}
	b.WriteString(escapePlain(s[done:]))
	return b.String()
}

// active are the characters that may mean something inside a line of Markdown.
// "$" is GitHub's mathematics, "^" starts a footnote.
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

// inWord reports whether a character stands between letters or digits, where
// an underscore is only itself.
func inWord(rs []rune, i int) bool {
	return i > 0 && i+1 < len(rs) && !notWord(rs[i-1]) && !notWord(rs[i+1])
}

// isReference reports whether "&" could start a character reference.
func isReference(rs []rune, i int) bool {
	return i+1 < len(rs) && (rs[i+1] == '#' || unicode.IsLetter(rs[i+1]))
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
