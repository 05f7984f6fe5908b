package linkcheck

import (
	"strings"
	"testing"
)

func TestRobotsRules(t *testing.T) {
	for _, c := range []struct {
		text, path string
		want       bool
	}{
		{"", "/a", true},
		{"User-agent: *\nDisallow: /", "/a", false},
		{"User-agent: *\nDisallow:", "/a", true},
		{"User-agent: *\nDisallow: /a", "/b", true},
		{"User-agent: *\nDisallow: /a", "/ab?c", false},
		{"User-agent: *\nDisallow: /a\nAllow: /ab", "/ab", true},
		{"User-agent: *\nAllow: /a\nDisallow: /a", "/a", true},
		{"User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", false},
		{"User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", true},
		{"User-agent: *\nDisallow: /*a*b*c", "/xaybzc", false},
		{"User-agent: *\nDisallow: /*a*b*c", "/xcba", true},
		{"User-agent: *\nDisallow: /$", "/", false},
		{"User-agent: *\nDisallow: /$", "/a", true},
		{"User-agent: *\nDisallow: /*ab$", "/abab", false},
		{"User-agent: *\nDisallow: /%7Ea", "/~a", false},
		{"User-agent: *\nDisallow: /~a", "/%7ea", false},
		{"User-agent: extract\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", true},
		{"User-agent: Extract/2.0\nDisallow: /a", "/a", false},
		{"User-agent: extractor\nDisallow: /a", "/a", true},
		{"User-agent: other\nUser-agent: extract\nDisallow: /a", "/a", false},
		{"User-agent: extract\nDisallow: /a\nUser-agent: extract\nDisallow: /b", "/b", false},
		{"User-agent: extract\n\nUser-agent: *\nDisallow: /", "/a", false},
		{"\ufeffuser-AGENT : extract # a\r\n disallow : /a # b\r\n", "/a", false},
		{"Disallow: /", "/a", true}, // in no group
		{"User-agent: *\nDisallow: /" + strings.Repeat("a", 1<<20) + "\nDisallow: /b", "/b", false},
		{"User-agent: *\nDisallow: /\nDisal", "/a", false}, // truncated
	} {
		if got := parseRobots([]byte(c.text), agent).allows(c.path); got != c.want {
			t.Errorf("%.60q: %s is %v, want %v", c.text, c.path, got, c.want)
		}
	}
}

// TestRobotsBounds: the longest file takes little memory, and matching takes little
// time.
func TestRobotsBounds(t *testing.T) {
	text := "User-agent: *\n" + strings.Repeat("Disallow: /"+strings.Repeat("*a", 400)+"b$\n", 1000)
	g := parseRobots([]byte(text), agent)
	size := 0
	for _, r := range g.rules {
		size += len(r.pattern)
	}
	if len(g.rules) > maxRules || size > maxRuleText {
		t.Errorf("%d rules of %d bytes are kept", len(g.rules), size)
	}
	for range 100 {
		g.allows("/" + strings.Repeat("a", 1<<20))
	}
	var none *group
	if !none.allows("/") {
		t.Error("no rules forbid something")
	}
}
