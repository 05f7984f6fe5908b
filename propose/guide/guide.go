// Package guide reads the contribution guide of a list: the requirements that can be
// checked, such as a minimum number of stars or a maximum number of entries.
//
// It recognizes common phrasings only. What it does not recognize is not required, and
// unknown facts break no requirement: a person reads the guide before anything is sent.
// The package is pure.
package guide

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"namedrop/internal/pattern"
	"namedrop/propose"
	"namedrop/propose/outline"
)

// Guide holds the requirements of a list's contribution guide that can be checked. The
// zero value requires nothing.
type Guide struct {
	Order      string        // Alphabetical, Ranked or Appended; "" if not stated
	MaxEntries int           // entries per section, 0 for no limit
	Replaces   bool          // a full section must drop an entry for each new one
	MinStars   int           // stars of the repository
	MinAge     time.Duration // age of the project
	MaxIdle    time.Duration // time since the last push
	MaxLength  int           // characters of a description, 0 for no limit
	Licence    bool          // an open source licence is required
	Issues     bool          // new entries are suggested in issues, not in pull requests
	Generated  string        // the statement that the README must not be edited, "" for none
}

const (
	dayLength  = 24 * time.Hour
	manyOrWord = `(\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a|an)`
)

// Patterns for the statements of contribution guides.
var (
	asksEntries  = pattern.Lazy(`(?i)(?:max(?:imum)?(?: of)?:?|at most|no more than|up to|limit(?:ed)? (?:of|to)|cap(?:ped)? (?:of|at)) ` + manyOrWord + ` (?:entries|projects|items|packages|tools) (?:per|in|for|a)\b`)
	asksReplaces = pattern.Lazy(`(?i)\bone in,? one out\b`)
	asksStars    = pattern.Lazy(`(?i)(?:at least|min(?:imum)?(?: of)?:?|more than|over|under|fewer than|less than|>=?|≥) ?` + manyOrWord + `\+? (?:github )?stars|` + manyOrWord + `\+ (?:github )?stars`)
	asksAge      = pattern.Lazy(`(?i)(?:at least|more than|older than|minimum(?: of)?|under|less than) \**` + manyOrWord + ` (day|week|month|year)s?\**(?: of history| old|(?: since| of (?:active )?(?:maintenance|development)))`)
	asksIdle     = pattern.Lazy(`(?i)(?:commits?|push(?:es)?|activity|active|updated|maintained)[^.\n]{0,40}(?:within|in) the (?:last|past) ` + manyOrWord + ` (day|week|month|year)s?`)
	asksLength   = pattern.Lazy(`(?i)\bdescriptions?\b[^.\n]{0,60}\b(?:at most|no more than|under|below|fewer than|less than|shorter than|max(?:imum)?(?: of)?:?|up to|within|exceed|limit(?:ed)? (?:of|to)) (\d+) char`)
	asksIssues   = pattern.Lazy(`(?i)\b(?:do not|don['’]t|never|please no|instead of|rather than)(?: \w+){0,2}? (?:pull requests?|PRs?)(?: directly| yourself| for (?:new )?(?:entries|projects|suggestions|additions))?\s*[.!,;:)]`)
	viaIssues    = pattern.Lazy(`(?i)\b(?:add|suggest|submit|propose|request)\w*\b[^.\n]{0,60}\b(?:open|opening|create|creating|file|filing|submit|submitting|via|through|using|by|with|in|as) (?:an? |the )?(?:new )?(?:github )?issue\b`)
	asksSource   = pattern.Lazy(`(?i)\b(?:do not|don['’]t|never|please don['’]t)\b(?: \w+){0,2} (?:edit|modify|change|update) (?:the |this )?\W?readme(?:\.md)?\W?(?: file)?(?: (?:directly|manually|by hand|yourself))?(?:[.,;:!)]| as| because| -|$)|\breadme(?:\.md)?\W{0,3}(?: file)? (?:is|gets|will be) (?:auto\w*[- ]?)?generated\b[^.]{0,60}`)
	asksLicence  = pattern.Lazy(`(?i)\b(?:must|have|has|with|need|requires?)\b[^.\n]{0,30}\bopen[- ]source\**(?: software)? licen[cs]e`)
)

var numerals = map[string]int{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12}

// Read extracts the requirements for new entries from a list's contribution guide.
// It only recognizes common phrasings.
func Read(text string) Guide {
	if strings.TrimSpace(text) == "" {
		return Guide{}
	}
	text = strings.Join(strings.Fields(strings.ReplaceAll(text, "\n\n", " .\n")), " ")
	g := Guide{Order: outline.StatedOrder(text), Replaces: asksReplaces().MatchString(text), Licence: asksLicence().MatchString(text)}
	g.Generated = strings.Trim(asksSource().FindString(text), " .,;:!)-")
	g.Issues = asksIssues().MatchString(text) && viaIssues().MatchString(text)
	if m := asksEntries().FindStringSubmatch(text); m != nil {
		g.MaxEntries = quantity(m[1])
	}
	if m := asksStars().FindStringSubmatch(text); m != nil {
		g.MinStars = quantity(m[1] + m[2])
	}
	if m := asksLength().FindStringSubmatch(text); m != nil {
		g.MaxLength = quantity(m[1])
	}
	if m := asksAge().FindStringSubmatch(text); m != nil {
		g.MinAge = period(m[1], m[2])
	}
	if m := asksIdle().FindStringSubmatch(text); m != nil {
		g.MaxIdle = period(m[1], m[2])
	}
	return g
}

// With returns the guide with the requirements of another one, which win where both have
// one.
func (g Guide) With(o Guide) Guide {
	g.Order = cmp.Or(o.Order, g.Order)
	if o.MaxEntries > 0 {
		g.MaxEntries = o.MaxEntries
	}
	g.Replaces = g.Replaces || o.Replaces
	return g
}

// IsFull reports whether the section of a proposal may take no more entries.
func (g Guide) IsFull(p propose.Proposal) bool { return g.MaxEntries > 0 && p.Beside >= g.MaxEntries }

// quantity parses a number written in digits or as a word.
func quantity(s string) int {
	if n, ok := numerals[strings.ToLower(s)]; ok {
		return n
	}
	n, _ := strconv.Atoi(strings.ReplaceAll(s, ",", ""))
	return n
}

func period(n, unit string) time.Duration {
	days := map[string]int{"day": 1, "week": 7, "month": 30, "year": 365}[strings.ToLower(unit)]
	return time.Duration(min(quantity(n), 1000)*days) * dayLength
}

// Broken returns the rules of a guide that a proposal breaks, one sentence each, given
// its place in the list and the known facts. Unknown values break no rule.
func (g Guide) Broken(p propose.Proposal, facts []propose.Fact) []string {
	var broken []string
	say := func(format string, args ...any) { broken = append(broken, fmt.Sprintf(format, args...)) }
	if g.Generated != "" {
		say("the list is generated: the guide says %q", g.Generated)
	}
	if g.Issues {
		say("new entries are suggested in an issue, not in a pull request; run \"extract propose --web %s\"", p.Candidate.Name)
	}
	if g.IsFull(p) {
		rule := fmt.Sprintf("a section may have at most %d entries, and %s has %d", g.MaxEntries, p.Place, p.Beside)
		if g.Replaces {
			rule += "; one of them must be replaced"
		}
		say("%s", rule)
	}
	if n := utf8.RuneCountInString(p.Description); g.MaxLength > 0 && n > g.MaxLength {
		say("a description may have at most %d characters, and it has %d", g.MaxLength, n)
	}
	if n, err := strconv.Atoi(factOf(facts, "stars").Value); err == nil && n < g.MinStars {
		say("a project must have %d stars, and it has %d", g.MinStars, n)
	}
	if f := factOf(facts, "first release"); g.MinAge > 0 {
		if age, ok := f.Age(); ok && age < g.MinAge {
			say("a project must be %d days old, and its first release was on %s", g.MinAge/dayLength, f.Value)
		}
	}
	if f := factOf(facts, "last push"); g.MaxIdle > 0 {
		if idle, ok := f.Age(); ok && idle > g.MaxIdle {
			say("a project must have been active in the last %d days, and its last push was on %s", g.MaxIdle/dayLength, f.Value)
		}
	}
	return broken
}

func factOf(facts []propose.Fact, name string) propose.Fact {
	for _, f := range facts {
		if f.Name == name {
			return f
		}
	}
	return propose.Fact{}
}
