package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"namedrop/internal/report"
	"namedrop/match"
)

// check is a rule of the list as shown on the page.
type check struct {
	Rule, Outcome, Sign, Found, Want, From string
}

// source is what the list requires, and where the figure is from.
func (c check) source() string {
	if c.Want == "" {
		return c.From
	}
	return "required: " + c.Want + " · " + c.From
}

// signs show an outcome without relying on colour.
var signs = map[match.Outcome]string{match.Pass: "✓", match.Fail: "✗", match.Unknown: "?"}

// checks returns the checks that passed, and those that failed or are unknown, the failed
// first.
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
	failed := func(c check) int {
		if c.Outcome == string(match.Fail) {
			return 0
		}
		return 1
	}
	return passed, sorted(open, func(a, b check) int { return failed(a) - failed(b) })
}

// unchecked returns why no host was asked about a package or gave an answer; "" if
// something is known or a check failed. Imitations are found without the network.
func unchecked(p report.Package) string {
	why := ""
	for _, c := range p.Checks {
		if c.Outcome == match.Fail {
			return ""
		}
		if c.Outcome == match.Unknown {
			why = cmp.Or(why, c.Why)
		}
	}
	known := func(f report.KeyFigure) bool { return f.Figure.Value != nil }
	if e := p.Evidence.Evidence; e == nil || e.Identity.Level != "" || slices.ContainsFunc(e.KeyFigures(), known) {
		return ""
	}
	return why
}

// from returns a source with the date of its answer.
func from(source, asOf string, stale bool) string {
	text := strings.TrimSpace(source + " " + day(asOf))
	if stale {
		text += " (cached)"
	}
	return text
}

// day returns the date of an RFC 3339 time.
func day(stamp string) string {
	date, _, _ := strings.Cut(stamp, "T")
	return date
}

// facts returns the figures that maintainers of lists look at. Unknown ones are marked as
// such; those that were never requested are left out.
func facts(p report.Package) []string {
	e := p.Evidence.Evidence
	if e == nil {
		return nil
	}
	var parts []string
	for _, f := range e.KeyFigures() {
		parts = append(parts, f.Name+" "+value(f.Figure))
	}
	if e.Identity.Level != "" {
		parts = append(parts, "identity "+string(e.Identity.Level))
	}
	if e.Former != "" {
		parts = append(parts, "formerly "+e.Former)
	}
	return parts
}

// value formats a figure: a number with thousands separators, a date without its time.
func value(f report.Figure) string {
	switch v := f.Value.(type) {
	case nil:
		return "unknown"
	case float64: // after decoding JSON
		return thousands(int64(v))
	case int: // directly from the run
		return thousands(int64(v))
	}
	return f.Text()
}

func thousands(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + " " + s[i:] // a narrow no-break space
	}
	return s
}
