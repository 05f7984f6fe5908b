// Package sanitize makes values that come from strangers safe to show: what a
// registry says of a project was written by anybody.
//
// [Line] returns one bounded line of visible characters, without what a
// terminal would obey or what hides or reverses text. [URL] returns an address
// that a person may follow, or none. Both are pure. They do not escape: what
// goes into Markdown or HTML still passes that of package markdown.
package sanitize

import (
	"net/url"
	"strings"

	"namedrop/internal/markdown"
)

// Bounds of what is kept. No summary, topic or address that is meant well is
// longer.
const (
	maxLine = 512      // characters
	maxText = 16 << 10 // bytes that are looked at for them
	maxURL  = 2 << 10  // bytes
)

// Line returns a text as one line (see [markdown.Clean]) of at most 512
// characters; of a longer one the end is cut off and "…" put in its place.
func Line(s string) string {
	line := []rune(markdown.Clean(s[:min(len(s), maxText)]))
	if len(line) > maxLine {
		return string(line[:maxLine-1]) + "…"
	}
	return string(line)
}

// URL returns an absolute http or https URL as net/url prints it. It is "" for
// all else: another scheme, no host or one of this machine's interfaces, a name
// or password in front of the host, spaces or characters that do not show, more
// than 2048 bytes.
func URL(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	switch {
	case err != nil, u.Scheme != "http" && u.Scheme != "https", u.User != nil, u.Hostname() == "", strings.Contains(u.Host, "%"):
		return ""
	}
	s = u.String()
	if len(s) > maxURL || strings.Contains(s, " ") || s != markdown.Clean(s) {
		return ""
	}
	return s
}
