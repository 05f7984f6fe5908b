package sanitize

import (
	"net/url"
	"strings"
	"testing"
	"unicode"
)

func TestLine(t *testing.T) {
	for in, want := range map[string]string{
		"":                         "",
		" a\r\n\tb\u2028c ":        "a b c",
		"\x1b[31mred\x1b[0m\x07":   "[31mred[0m",
		"\u202eright\u202c\u200b!": "right!",
		"\x9b31m\u009b\xff":        "31m",
		"日本語 é 👍":                  "日本語 é 👍",
		strings.Repeat("é", 512):   strings.Repeat("é", 512),
		strings.Repeat("é", 513):   strings.Repeat("é", 511) + "…",
		strings.Repeat("é", 1<<20): strings.Repeat("é", 511) + "…",
	} {
		if got := Line(in); got != want {
			t.Errorf("Line(%.40q) = %q, want %q", in, got, want)
		}
	}
}

func TestURL(t *testing.T) {
	for in, want := range map[string]string{
		"https://github.com/jd/tenacity":  "https://github.com/jd/tenacity",
		" HTTP://a.example:80/x?y=1#z\n":  "http://a.example:80/x?y=1#z",
		"https://a.example/é b":           "https://a.example/%C3%A9%20b",
		"https://a.example/?q=é":          "https://a.example/?q=é",
		"https://a.example/?q=a b":        "",
		"https://a.example/?q=\u202e":     "",
		"https://a.example/\x1b[31m":      "",
		"https://user@a.example":          "",
		"https://user:pw@a.example":       "",
		"https://":                        "",
		"https:///x":                      "",
		"https:a.example":                 "",
		"javascript:alert(1)":             "",
		"javascript://a.example/%0aalert": "",
		"ftp://a.example":                 "",
		"a.example":                       "",
		"":                                "",
		"UNKNOWN":                         "",
		"https://a.example/" + strings.Repeat("x", maxURL): "",
	} {
		if got := URL(in); got != want {
			t.Errorf("URL(%.60q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzLine(f *testing.F) {
	f.Add("a\x1b[31m\u202e b")
	f.Add(strings.Repeat("\xff é", 300))
	f.Fuzz(func(t *testing.T, s string) {
		got := Line(s)
		if len([]rune(got)) > maxLine || Line(got) != got {
			t.Errorf("Line(%q) = %q", s, got)
		}
		for _, r := range got {
			if r != ' ' && !unicode.IsGraphic(r) {
				t.Errorf("Line(%q) = %q has %U", s, got, r)
			}
		}
	})
}

func FuzzURL(f *testing.F) {
	f.Add("https://user:pw@a.example/%1b?\u202e#\n")
	f.Add("http://[::1%25é]:80/")
	f.Fuzz(func(t *testing.T, s string) {
		got := URL(s)
		if got == "" {
			return
		}
		u, err := url.Parse(got)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || URL(got) != got {
			t.Errorf("URL(%q) = %q", s, got)
		}
		if strings.ContainsFunc(got, func(r rune) bool { return r == ' ' || !unicode.IsGraphic(r) }) {
			t.Errorf("URL(%q) = %q", s, got)
		}
	})
}
