package pullrequest

import (
	"crypto/sha256"
	"fmt"
	"regexp"
	"strings"
)

// Our pull requests end in a mark by which it can be seen whether anybody has
// changed them: it holds digests of the text and of the list on the branch as
// we left them. It is a definition of a link that nothing uses, which GitHub
// does not show.
var marks = regexp.MustCompile(`\n\n\[//\]: # \(extract text=([0-9a-f]{16}) list=([0-9a-f]{16})\)$`)

// mark returns the text of a pull request with its mark.
func mark(c Change) string {
	body := tidy(c.Body)
	return fmt.Sprintf("%s\n\n[//]: # (extract text=%s list=%s)", body, digest(c.Title+"\n"+body), digest(string(c.List)))
}

// textIsMarked reports whether title and text are as we left them.
func textIsMarked(title, body string) bool {
	body = tidy(body)
	m := marks.FindStringSubmatch(body)
	return m != nil && digest(title+"\n"+strings.TrimSuffix(body, m[0])) == m[1]
}

// listIsMarked reports whether the list is as we left it.
func listIsMarked(body string, list []byte) bool {
	m := marks.FindStringSubmatch(tidy(body))
	return m != nil && digest(string(list)) == m[2]
}

// tidy evens out what may change on the way to GitHub and back.
func tidy(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n"))
}

// digest is short: it tells edits, and guards nothing.
func digest(s string) string {
	return fmt.Sprintf("%.8x", sha256.Sum256([]byte(s)))
}
