package propose

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// host is a name or number and perhaps a port: what a link to a project needs.
var host = regexp.MustCompile(`^[A-Za-z0-9.-]+(?::[0-9]+)?$`)

// reference is what Markdown would read as a character in an address.
var reference = regexp.MustCompile(`&(#?[A-Za-z0-9]+;)`)

// safeURL checks an address and encodes what would end or break a link.
func safeURL(s string) (string, error) {
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
	return head + reference.ReplaceAllString(b.String(), "&amp;$1"), nil
}
