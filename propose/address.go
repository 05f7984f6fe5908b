package propose

import (
	"bytes"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"namedrop/internal/ref"
)

// host is a name or number and perhaps a port: what a link to a project needs.
var host = regexp.MustCompile(`^[A-Za-z0-9.-]+(?::[0-9]+)?$`)

// reference is what Markdown would read as a character in an address.
var reference = regexp.MustCompile(`&(#?[A-Za-z0-9]+;)`)

// address is where the entry of a candidate links to, as the list links.
func (f form) address(c Candidate) (string, error) {
	if f.homepages && c.Homepage != "" {
		if s, err := encodeURL(c.Homepage); err == nil {
			return s, nil
		}
	}
	s, err := encodeURL(c.URL)
	if f.slash && ref.Base(s) != "" {
		s = strings.TrimSuffix(s, "/") + "/"
	}
	return s, err
}

// lineOf is the number of the first line in which an address stands already,
// whatever its scheme, case and final slash; 0 for none.
func (to target) lineOf(address string) int {
	_, bare, _ := strings.Cut(strings.TrimSuffix(strings.ToLower(strings.TrimSuffix(address, "/")), ".git"), "://")
	again := regexp.MustCompile(`//(?:www\.)?` + regexp.QuoteMeta(strings.TrimPrefix(bare, "www.")) + `(?:\.git)?/?(?:[^\w./?#%-]|\.\W|$)`)
	src := bytes.ToLower(to.src)
	at := again.FindIndex(src)
	if at == nil {
		return 0
	}
	return bytes.Count(src[:at[0]], newline) + 1
}

// SafeURL returns an address as it can stand in a Markdown link. It is an error if it is
// not http or https or has no plain host name.
func SafeURL(s string) (string, error) {
	s, err := encodeURL(s)
	return escapeAddress(s), err
}

// escapeAddress keeps Markdown from reading a part of an address as a character
// reference.
func escapeAddress(s string) string { return reference.ReplaceAllString(s, "&amp;$1") }

// encodeURL checks an address as SafeURL does, and encodes in it what would end or
// break a link.
func encodeURL(s string) (string, error) {
	u, err := url.Parse(s)
	switch {
	case err != nil:
		return "", fmt.Errorf("address %q cannot be read", s)
	case u.Scheme != "http" && u.Scheme != "https":
		return "", fmt.Errorf("address %q is neither http nor https", s)
	case u.User != nil || !host.MatchString(u.Host):
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
