package propose

import "testing"

func TestSafeURL(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"https://github.com/o/r", "https://github.com/o/r"},
		{"http://x.org:80/a_(b)?q=a b&copy;=1#f", "http://x.org:80/a_%28b%29?q=a%20b&amp;copy;=1#f"},
		{"https://x.org/é<b>\"", "https://x.org/%C3%A9%3Cb%3E%22"},
		{"javascript:alert(1)", ""}, {"ftp://x.org", ""}, {"//x.org", ""}, {"", ""}, {"https://", ""},
		{"https://a@b.org/", ""}, {"https://x.org/\n", ""}, {"https://exа.mple/", ""}, {"https://[::1]/", ""},
	} {
		got, err := SafeURL(c.in)
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("SafeURL(%q) = %q, %v; want %q", c.in, got, err, c.want)
		}
	}
}
