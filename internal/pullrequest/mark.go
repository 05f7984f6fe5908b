package pullrequest

import (
	"crypto/sha256"
	"fmt"
	"strings"

	"namedrop/internal/pattern"
)

// marks matches the mark at the end of our pull requests, which shows whether anyone has
// edited them. It contains digests of the text and of the list on the branch as we left
// them. The mark is an unused link definition, which GitHub does not display.
var marks = pattern.Lazy(`\n\n\[//\]: # \(extract text=([0-9a-f]{16}) list=([0-9a-f]{16})\)$`)

// mark returns the text of a pull request with its mark.
func mark(c Change) string {
	body := tidy(c.Body)
	return fmt.Sprintf("%s\n\n[//]: # (extract text=%s list=%s)", body, digest(c.Title+"\n"+body), digest(string(c.List)))
}

// textIsMarked reports whether the title and text are as we left them.
func textIsMarked(title, body string) bool {
	body = tidy(body)
	m := marks().FindStringSubmatch(body)
	return m != nil && digest(title+"\n"+strings.TrimSuffix(body, m[0])) == m[1]
}

// listIsMarked reports whether the list is as we left it.
func listIsMarked(body string, list []byte) bool {
	m := marks().FindStringSubmatch(tidy(body))
	return m != nil && digest(string(list)) == m[2]
}

// tidy normalizes what GitHub may change in a text.
func tidy(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n"))
}

// digest returns a short hash. It detects edits and is not meant to be secure.
func digest(s string) string {
	return fmt.Sprintf("%.8x", sha256.Sum256([]byte(s)))
}
