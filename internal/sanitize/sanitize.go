// Package sanitize is the one filter that text of strangers passes wherever it
// leaves the program: transcripts, lists, registry answers and file names were
// written by anybody.
//
// [Hidden] decides which characters are dangerous: those that a terminal obeys, and
// those that hide, reverse or imitate other text. [Clean] and [Line] remove them
// from a value and make it one line; [Lines] and [Message] show them as \u{…} where a
// person must see that they are there; [HTML] and [JSON] filter whole documents. [URL]
// returns an address that a person may follow, or none. All are pure and take time
// linear in their input. They do not escape: what goes into Markdown or HTML still
// passes the escaping of package markdown or of html/template.
package sanitize

import (
	"net/url"
	"strings"
)

// Bounds of what is kept. No summary, topic or address that is meant well is
// longer.
const (
	maxLine = 512      // characters
	maxText = 16 << 10 // bytes that are looked at for them
	maxURL  = 2 << 10  // bytes
)

// Line returns a text as one line (see [Clean]) of at most 512
// characters; of a longer one the end is cut off and "…" put in its place.
func Line(s string) string {
	line := []rune(Clean(s[:min(len(s), maxText)]))
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
	if len(s) > maxURL || strings.Contains(s, " ") || s != Clean(s) {
		return ""
	}
	return s
}
