package linkcheck

import (
	"bufio"
	"bytes"
	"net/url"
	"strings"
)

// Limits on the parsed robots.txt. Legitimate files stay far below them; together they
// keep a thousand hosts below 64 MB.
const (
	maxRules    = 1000     // in our group
	maxRule     = 1 << 10  // bytes of a path; the rest is ignored
	maxRuleText = 64 << 10 // bytes of all paths
)

// group holds the rules of a robots.txt for one robot, see RFC 9309. A nil group
// forbids nothing. It is safe for concurrent use.
type group struct{ rules []pathRule }

type pathRule struct {
	pattern string // "*" matches anything, and "$" at the end matches the end
	allow   bool
}

// parseRobots returns the rules for a robot: those of all groups that name it, or else
// those for "*". The text may be truncated anywhere; complete rules still count. Names
// match as whole words, ignoring case.
func parseRobots(text []byte, robot string) *group {
	own, any := &group{}, &group{}
	forOwn, forAny, inRules, found := false, false, true, false
	for line := range lines(text) {
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch key {
		case "user-agent":
			if inRules { // of the previous group
				forOwn, forAny, inRules = false, false, false
			}
			forOwn = forOwn || strings.EqualFold(product(value), robot)
			forAny = forAny || value == "*"
			found = found || forOwn
		case "allow", "disallow":
			inRules = true
			if forOwn {
				own.add(value, key == "allow")
			}
			if forAny {
				any.add(value, key == "allow")
			}
		}
	}
	if found {
		return own
	}
	return any
}

// lines yields the lines of a text without comments. Long lines are truncated.
func lines(text []byte) func(yield func(string) bool) {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	return func(yield func(string) bool) {
		in := bufio.NewReaderSize(bytes.NewReader(text), 2*maxRule)
		for {
			line, isPart, err := in.ReadLine()
			if err != nil {
				return
			}
			head, _, _ := strings.Cut(string(line), "#")
			for isPart && err == nil {
				_, isPart, err = in.ReadLine()
			}
			if !yield(head) {
				return
			}
		}
	}
}

// product returns the name of a robot without its version: "extract/1.0" is extract.
func product(agent string) string {
	end := strings.IndexFunc(agent, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '_' && r != '-'
	})
	if end < 0 {
		return agent
	}
	return agent[:end]
}

// add adds a rule. An empty path is ignored.
func (g *group) add(path string, allow bool) {
	size := 0
	for _, r := range g.rules {
		size += len(r.pattern)
	}
	path = strings.ToValidUTF8(path[:min(len(path), maxRule)], "")
	if path == "" || len(g.rules) >= maxRules || size+len(path) > maxRuleText {
		return
	}
	g.rules = append(g.rules, pathRule{unescape(path), allow})
}

// allows reports whether a path with its query may be requested: the longest matching
// rule decides, and an allow rule wins over a disallow rule of the same length.
func (g *group) allows(path string) bool {
	if g == nil {
		return true
	}
	path = unescape(path[:min(len(path), maxRule)])
	longest, allow := -1, true
	for _, r := range g.rules {
		if n := len(r.pattern); (n > longest || n == longest && r.allow) && r.matches(path) {
			longest, allow = n, r.allow
		}
	}
	return allow
}

// matches reports whether a path begins with the pattern. It takes the first match for
// each part between two stars, so it never backtracks.
func (r pathRule) matches(path string) bool {
	pattern, toEnd := strings.CutSuffix(r.pattern, "$")
	parts := strings.Split(pattern, "*")
	rest, ok := strings.CutPrefix(path, parts[0])
	if !ok {
		return false
	}
	for i, part := range parts[1:] {
		if toEnd && i == len(parts)-2 {
			return strings.HasSuffix(rest, part)
		}
		at := strings.Index(rest, part)
		if at < 0 {
			return false
		}
		rest = rest[at+len(part):]
	}
	return !toEnd || rest == ""
}

// unescape normalizes the escapes in a path: "/%7ea" is "/~a".
func unescape(path string) string {
	if plain, err := url.PathUnescape(path); err == nil {
		return plain
	}
	return path
}
