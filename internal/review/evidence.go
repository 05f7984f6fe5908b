package review

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"namedrop/internal/report"
	"namedrop/match"
)

// check is a rule of the list as the page shows it.
type check struct {
	Rule, Outcome, Sign, Found, Want, From string
}

// signs say an outcome without colour.
var signs = map[match.Outcome]string{match.Pass: "✓", match.Fail: "✗", match.Unknown: "?"}

// checks are those that passed, and those that failed or have no answer.
func checks(p report.Package) (passed, open []check) {
	for _, c := range p.Checks {
		found := cmp.Or(map[string]string{"true": "yes", "false": "no"}[c.Figure], c.Figure)
		if c.Why != "" {
			found = strings.Trim(found+": "+c.Why, ": ")
		}
		shown := check{c.Rule, string(c.Outcome), signs[c.Outcome], found, c.Want, from(c.Source, c.AsOf, c.Stale)}
		if c.Outcome == match.Pass {
			passed = append(passed, shown)
		} else {
			open = append(open, shown)
		}
	}
	return passed, open
}

// from is a source with the day of its answer.
func from(source, asOf string, stale bool) string {
	text := strings.TrimSpace(source + " " + day(asOf))
	if stale {
		text += " (cached)"
	}
	return text
}

// day is the date of a time as RFC 3339 writes it.
func day(stamp string) string {
	date, _, _ := strings.Cut(stamp, "T")
	return date
}

// figures are what the maintainers of lists look at, in a line. What is not known
// is said, and what was never asked for is left out.
func figures(p report.Package) string {
	e := p.Evidence.Evidence
	if e == nil {
		return ""
	}
	var parts []string
	for _, f := range []struct {
		name   string
		figure report.Figure
	}{
		{"stars", e.Stars}, {"contributors", e.Contributors}, {"last push", e.Pushed}, {"last release", e.Released},
		{"downloads per month", e.Downloads}, {"licence", e.License},
	} {
		parts = append(parts, f.name+" "+value(f.figure))
	}
	if e.Identity.Level != "" {
		parts = append(parts, "identity "+string(e.Identity.Level))
	}
	if e.Former != "" {
		parts = append(parts, "formerly "+e.Former)
	}
	return strings.Join(parts, " · ")
}

// value is a figure for people: a number with its thousands apart, a date without
// its time.
func value(f report.Figure) string {
	switch v := f.Value.(type) {
	case nil:
		return "unknown"
	case float64: // as it was read
		return thousands(int64(v))
	case int: // as it was found
		return thousands(int64(v))
	case string:
		if t, err := time.Parse(time.RFC3339, v); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return fmt.Sprint(f.Value)
}

func thousands(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + " " + s[i:] // a narrow space that does not break
	}
	return s
}
