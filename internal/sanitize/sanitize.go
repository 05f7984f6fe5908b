// Package sanitize filters untrusted text wherever it leaves the program. Transcripts,
// lists, registry answers and file names may contain anything.
//
// [Hidden] decides which characters are dangerous: those that control a terminal, and
// those that hide, reorder or imitate other text. [Clean] and [Line] remove them and
// return a single line; [Lines] and [Message] show them as \u{…} where a person must
// notice them; [HTML] and [JSON] filter whole documents. [URL] returns an address that
// is safe to follow, or "". [WithoutSecrets] hides what gives access. All functions are pure and take linear time. They do not
// escape: text for Markdown or HTML still needs the escaping of package markdown or
// html/template.
package sanitize

import (
	"net/url"
	"strings"

	"namedrop/internal/pattern"
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

// secretName matches the names of query parameters that give access, as private feeds,
// signed storage addresses and APIs write them: "auth", "access_token", "X-Amz-Signature".
var secretName = pattern.Lazy(`(?i)(^|[-_.])(auth|authkey|token|key|api-?key|sig|signature|secret|pass|passwd|password|pwd|credential|jwt|hmac)$|(access|auth|session|user|feed)token$`)

// WithoutSecrets returns an address in which passwords and the values of query parameters
// that give access are replaced by "xxxxx". It changes nothing else, and returns what is no
// address unchanged. A secret that is part of the path stays.
func WithoutSecrets(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	pairs := strings.Split(u.RawQuery, "&")
	for i, pair := range pairs {
		name, value, _ := strings.Cut(pair, "=")
		if plain, err := url.QueryUnescape(name); value != "" && err == nil && secretName().MatchString(plain) {
			pairs[i] = name + "=xxxxx"
		}
	}
	hidden := strings.Join(pairs, "&")
	if _, ok := u.User.Password(); !ok && hidden == u.RawQuery {
		return address
	}
	u.RawQuery = hidden
	return u.Redacted()
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
