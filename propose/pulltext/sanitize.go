package pulltext

import (
	"net/url"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
	"namedrop/propose"
)

// Texts of pull requests need more escaping than a line of a list: GitHub turns more of
// them into links, notifies people who are mentioned, and acts on text that looks like a
// command.

// active matches a word that GitHub or Markdown would interpret: a mention, a reference,
// an address, a commit SHA, an emoji, mathematics, or, at the start of a line, a list
// marker or a heading underline. It is applied to single words and prefers false
// positives.
var active = pattern.Lazy(`[@#$]|(?i:://|www\.|\bgh(?:sa)?-\w)|:(?:[\w+-]*[A-Za-z_+-][\w+-]*|\d{3,}):|(?:^|[^0-9A-Za-z])[0-9a-fA-F]{7,64}(?:$|[^0-9A-Za-z])|^[-+=_*~:|]+$|^\d+[.)]$`)

// escape returns a text as one line of Markdown, at most most characters long, that
// renders literally and has no effect. Words that a backslash cannot escape are shown as
// code.
func escape(s string, most int) string {
	words := strings.Fields(visible(s, most))
	for i, w := range words {
		if active().MatchString(w) {
			words[i] = "`" + strings.ReplaceAll(w, "`", "'") + "`"
		} else {
			words[i] = markdown.Escape(w)
		}
	}
	return strings.Join(words, " ")
}

// Escape returns a text as one line of Markdown, at most 400 characters long, that
// renders literally on GitHub, including in issues. It creates no links and notifies
// nobody.
func Escape(s string) string { return escape(s, 2*maxPhrase) }

// visible sanitizes a text (see [markdown.Clean]) and truncates it.
func visible(s string, most int) string {
	rs := []rune(markdown.Clean(s[:min(len(s), 8*most)]))
	if len(rs) > most {
		return string(rs[:most-1]) + "…"
	}
	return string(rs)
}

// Titles and commit messages are not Markdown, so Markdown escapes would be visible.
// These replacers substitute characters that have a special meaning with others that look
// the same or nearly the same.
var (
	lookalikes = strings.NewReplacer("@", "＠", "#", "＃", "`", "'", "[", "(", "]", ")", "<", "(", ">", ")", "$", "＄")
	colon      = pattern.Lazy(`:+([^\s:])`)
	prefixed   = pattern.Lazy(`(?i)\b(www)\.|\b(gh|ghsa)-`)
	sha        = pattern.Lazy(`\b[0-9a-fA-F]{7,64}\b`)
	six        = pattern.Lazy(`[0-9a-fA-F]{6}`)
)

// unmarked returns a text as one line, at most most characters long, that has no effect
// where it is not read as Markdown.
func unmarked(s string, most int) string {
	s = lookalikes.Replace(visible(s, most))
	s = colon().ReplaceAllString(s, "：$1")
	s = prefixed().ReplaceAllString(s, "$1$2 ")
	s = sha().ReplaceAllStringFunc(s, func(s string) string { return six().ReplaceAllString(s, "$0 ") })
	return strings.Join(strings.Fields(s), " ")
}

// Link returns a text that links to an address, or only the text if the address must not
// be linked.
func Link(text, address string) string {
	text = escape(text, maxPhrase)
	to, err := propose.SafeURL(address)
	if err != nil || len(to) > 2*maxPhrase || refersBack(to) {
		return text
	}
	return "[" + text + "](" + to + ")"
}

// refersBack reports whether GitHub would notify the target of a link, as it does for
// issues, pull requests, commits and discussions.
func refersBack(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return true
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	return host == "github.com" && strings.Count(strings.Trim(u.Path, "/"), "/") > 1
}
