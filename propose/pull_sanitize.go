package propose

import (
	"net/url"
	"regexp"
	"strings"

	"namedrop/internal/markdown"
)

// The texts of pull requests need more care than a line of a list: GitHub makes
// links of more there, tells people that they were named, and acts on what
// looks like a command.

// active is a word that would become something else by itself, on GitHub or at
// the start of a line: a mention, a reference, an address, the SHA of a commit,
// an emoji, mathematics, the marker of a list or the line below a heading. It
// is looked for in words, between spaces, and rather too often.
var active = regexp.MustCompile(`[@#$]|(?i:://|www\.|\bgh(?:sa)?-\w)|:(?:[\w+-]*[A-Za-z_+-][\w+-]*|\d{3,}):|(?:^|[^0-9A-Za-z])[0-9a-fA-F]{7,64}(?:$|[^0-9A-Za-z])|^[-+=_*~:|]+$|^\d+[.)]$`)

// escape returns a text as one line of at most so many characters in Markdown
// that shows as written and does nothing. Words that no backslash keeps from
// becoming something are shown as code.
func escape(s string, most int) string {
	words := strings.Fields(visible(s, most))
	for i, w := range words {
		if active.MatchString(w) {
			words[i] = "`" + strings.ReplaceAll(w, "`", "'") + "`"
		} else {
			words[i] = markdown.Escape(w)
		}
	}
	return strings.Join(words, " ")
}

// Escape returns a text as one line of at most 400 characters in Markdown that shows
// as written and does nothing on GitHub, also in an issue: it links nowhere and
// tells nobody.
func Escape(s string) string { return escape(s, 2*maxPhrase) }

// visible cleans a text (see [markdown.Clean]) and cuts it.
func visible(s string, most int) string {
	rs := []rune(markdown.Clean(s[:min(len(s), 8*most)]))
	if len(rs) > most {
		return string(rs[:most-1]) + "…"
	}
	return string(rs)
}

// Titles and messages of commits are no Markdown, so what is written there to
// make a word inert is seen. These put something in the place of the character
// that wakes it which looks the same, or nearly.
var (
	lookalikes = strings.NewReplacer("@", "＠", "#", "＃", "`", "'", "[", "(", "]", ")", "<", "(", ">", ")", "$", "＄")
	colon      = regexp.MustCompile(`:+([^\s:])`)
	prefixed   = regexp.MustCompile(`(?i)\b(www)\.|\b(gh|ghsa)-`)
	sha        = regexp.MustCompile(`\b[0-9a-fA-F]{7,64}\b`)
	six        = regexp.MustCompile(`[0-9a-fA-F]{6}`)
)

// unmarked returns a text as one line of at most so many characters that does
// nothing where it is not read as Markdown.
func unmarked(s string, most int) string {
	s = lookalikes.Replace(visible(s, most))
	s = colon.ReplaceAllString(s, "：$1")
	s = prefixed.ReplaceAllString(s, "$1$2 ")
	s = sha.ReplaceAllStringFunc(s, func(s string) string { return six.ReplaceAllString(s, "$0 ") })
	return strings.Join(strings.Fields(s), " ")
}

// link returns a text that links to an address, or alone if there should be no
// such link.
func link(text, address string) string {
	text = escape(text, maxPhrase)
	to, err := SafeURL(address)
	if err != nil || len(to) > 2*maxPhrase || refersBack(to) {
		return text
	}
	return "[" + text + "](" + to + ")"
}

// refersBack reports whether GitHub would tell the other end of a link about
// it, as it does for issues, pull requests, commits and discussions.
func refersBack(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return true
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	return host == "github.com" && strings.Count(strings.Trim(u.Path, "/"), "/") > 1
}
