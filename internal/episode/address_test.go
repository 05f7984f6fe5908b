package episode

import (
	"strings"
	"testing"
	"time"
)

func TestAddress(t *testing.T) {
	const when = 17*time.Minute + 42*time.Second + 900*time.Millisecond
	for _, c := range []struct{ address, name, whole, at string }{
		{"", "389", "", ""},
		{"https://x.test/389", "389", "https://x.test/389", "https://x.test/389#t=1062"},
		{"https://x.test/show/{name}/", "389", "https://x.test/show/389/", "https://x.test/show/389/#t=1062"},
		{"https://x.test/{name}?t={seconds}", "389", "https://x.test/389?t=0", "https://x.test/389?t=1062"},
		{"https://x.test/#/{name}/{seconds}s", "389", "https://x.test/#/389/0s", "https://x.test/#/389/1062s"},
		{"https://x.test/watch?v={name}", "a b/c&t=1#{seconds}+ü", "https://x.test/watch?v=a%20b%2Fc%26t%3D1%23%7Bseconds%7D%2B%C3%BC", "https://x.test/watch?v=a%20b%2Fc%26t%3D1%23%7Bseconds%7D%2B%C3%BC#t=1062"},
		{"https://x.test/{name}", "\x1b[31m\u202e", "https://x.test/%1B%5B31m%E2%80%AE", "https://x.test/%1B%5B31m%E2%80%AE#t=1062"},
		{"https://x.test/{name}", strings.Repeat("x", 4<<10), "", ""},
	} {
		a := Address(c.address)
		if err := a.Check(); err != nil {
			t.Errorf("%s %v", a, err)
		}
		if of := a.Of(c.name); of.URL() != c.whole || of.At(when) != c.at {
			t.Errorf("%s of %q is %q and %q, want %q and %q", a, c.name, of.URL(), of.At(when), c.whole, c.at)
		}
		if shared := c.address != "" && !strings.Contains(c.address, "{name}"); a.Shared() != shared {
			t.Errorf("%s: shared is %v", a, a.Shared())
		}
	}
}

func TestAddressCheck(t *testing.T) {
	for address, want := range map[string]string{
		"javascript:alert({seconds})":         "is no http or https address",
		"ftp://x.test/{name}":                 "is no http or https address",
		"x.test/{name}":                       "is no http or https address",
		"https://jo:secret@x.test/{name}":     "is no http or https address",
		"https://jo@x.test/":                  "is no http or https address",
		"https://{name}/":                     "is no http or https address",
		"https://{name}.x.test/":              "is no http or https address",
		"https://x.test:{seconds}/":           "is no http or https address",
		"https://x.test/\x1b[31m":             "is no http or https address",
		"https://x.test/?q=\u202e":            "is no http or https address",
		"https://x.test/?q=a b":               "is no http or https address",
		"https://x.test/{second}":             "has braces; the placeholders are {name} and {seconds}",
		"https://x.test/{{name}}":             "has braces",
		"https://x.test/{name}#player":        "has a fragment",
		"https://x.test/{name}#{":             "has braces",
		"https://x.test/{na{name}me}?{secon{": "has braces",
	} {
		err := Address(address).Check()
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %q", address, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%v shows a password", err)
		}
	}
}
