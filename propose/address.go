package propose

import (
	"bytes"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"namedrop/internal/pattern"
	"namedrop/internal/ref"
)

// host matches a host name or IPv4 address with an optional port, all that a link to a
// project needs.
var host = pattern.Lazy(`^[A-Za-z0-9._-]+(?::[0-9]+)?$`)

// reference matches what Markdown would read as a character reference in an address.
var reference = pattern.Lazy(`&(#?[A-Za-z0-9]+;)`)

// address returns the address that the entry of a candidate links to, chosen as the list
// chooses its links.
func (f form) address(c Candidate) (string, error) {
	if f.Homepages && c.Homepage != "" {
		if s, err := encodeURL(c.Homepage); err == nil {
			return s, nil
		}
	}
	s, err := encodeURL(c.URL)
	if f.Slash && ref.Base(s) != "" {
		s = strings.TrimSuffix(s, "/") + "/"
	}
	return s, err
}

// lineOf returns the number of the first line that already contains an address, ignoring
// scheme, case and a final slash, or 0 if no line does.
func (to target) lineOf(address string) int {
	_, bare, _ := strings.Cut(strings.TrimSuffix(strings.ToLower(strings.TrimSuffix(address, "/")), ".git"), "://")
	bare = strings.TrimPrefix(bare, "www.")
	src := bytes.ToLower(to.src)
	if !bytes.Contains(src, []byte(bare)) { // spares most addresses the expression
		return 0
	}
	again := regexp.MustCompile(`//(?:www\.)?` + regexp.QuoteMeta(bare) + `(?:\.git)?/?(?:[^\w./?#%-]|\.\W|$)`)
	at := again.FindIndex(src)
	if at == nil {
		return 0
	}
	return bytes.Count(src[:at[0]], newline) + 1
}

// SafeURL returns an address in a form that is safe inside a Markdown link. It returns an
// error if the address is not http or https or has no plain host name.
func SafeURL(s string) (string, error) {
	s, err := encodeURL(s)
	return escapeAddress(s), err
}

// escapeAddress prevents Markdown from reading part of an address as a character
// reference.
func escapeAddress(s string) string { return reference().ReplaceAllString(s, "&amp;$1") }

// encodeURL checks an address as SafeURL does and percent-encodes characters that would
// end or break a link.
func encodeURL(s string) (string, error) {
	u, err := url.Parse(s)
	switch {
	case err != nil:
		return "", fmt.Errorf("address %q is not a valid URL", s)
	case u.Scheme != "http" && u.Scheme != "https":
		return "", fmt.Errorf("address %q is neither http nor https", s)
	case u.User != nil || !host().MatchString(u.Host):
		return "", fmt.Errorf("address %q has no plain host name", s)
	}
	head := u.Scheme + "://" + u.Host
	i := strings.Index(s, u.Host) + len(u.Host)
	var b strings.Builder
	for _, c := range []byte(s[i:]) {
		if c <= ' ' || c >= 0x7f || strings.IndexByte("()<>[]{}\"'\\`|^", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return head + b.String(), nil
}
