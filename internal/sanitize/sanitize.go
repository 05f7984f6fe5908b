// Package sanitize filters untrusted text wherever it leaves the program. Transcripts,
// lists, registry answers and file names may contain anything.
//
// [Hidden] decides which characters are dangerous: those that control a terminal, and
// those that hide, reorder or imitate other text. [Clean] and [Line] remove them and
// return a single line; [Lines] and [Message] show them as \u{…} where a person must
// notice them; [HTML] and [JSON] filter whole documents. [URL] returns an address that
// is safe to follow, or "". All functions are pure and take linear time. They do not
// escape: text for Markdown or HTML still needs the escaping of package markdown or
// html/template.
package sanitize

import (
	"net/url"
	"strings"
)

// Limits. No legitimate summary, topic or address is longer.
const (
	maxLine = 512      // characters
	maxText = 16 << 10 // bytes that Line examines
	maxURL  = 2 << 10  // bytes
)

// Line returns a text as one line (see [Clean]) of at most 512 characters. A longer
// text is truncated and ends in "…".
func Line(s string) string {
	line := []rune(Clean(s[:min(len(s), maxText)]))
	if len(line) > maxLine {
		return string(line[:maxLine-1]) + "…"
	}
	return string(line)
}

// URL returns an absolute http or https URL as net/url formats it. It returns "" for
// anything else: another scheme, no host, an IPv6 zone, a user name or password,
// spaces or hidden characters, more than 2048 bytes.
func URL(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	switch {
	case err != nil, u.Scheme != "http" && u.Scheme != "https", u.User != nil, u.Hostname() == "", strings.Contains(u.Host, "%"):
		return ""
	}
	s = u.String()
	if len(s) > maxURL || strings.Contains(s, " ") || s != Clean(s) {
		return ""
	}
	return s
}
