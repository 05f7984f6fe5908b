package pulltext

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"namedrop/internal/pattern"
	"namedrop/propose/outline"
	"namedrop/propose/text"
)

// Checkbox statements that can be verified.
var (
	boxOne      = pattern.Lazy(`(?i)\b(?:one|single)\b.{0,20}\b(?:project|package|entry|item|link|resource|addition)s? per\b|\bonly (?:\*\*)?one\b`)
	boxOrder    = pattern.Lazy(`(?i)alphabetical`)
	boxBottom   = pattern.Lazy(`(?i)\b(?:bottom|end) of (?:the|its|their)\b`)
	boxTop      = pattern.Lazy(`(?i)\btop of (?:the|its|their)\b`)
	boxAdds     = pattern.Lazy(`(?i)^\W*(?:add(?:s|ed|ing|ition)?|new)\b.*\b(?:entry|entries|projects?|links?|resources?|tools?|items?|packages?|librar(?:y|ies)|to the list)\b`)
	boxArticle  = pattern.Lazy("(?i)(?:\\bnot\\b|n['’]t\\b|\\bnever\\b).{0,30}\\b(?:start|begin)\\w*\\b.{0,30}(?:\\barticles?\\b|\\bA ?(?:/|,|or) ?An\\b|[\"'“‘`]An?[\"'”’`])")
	boxAge      = pattern.Lazy(`(?i)^[^,;]*\b(?:(?:at least|a? ?minimum (?:of )?|more than|over) ?([0-9]+|an?|one|two|three|six) (day|week|month|year)s?(?: old|\b.{0,20}\b(?:exist|since))|(?:older than|(?:exist\w*|been (?:around|public)) for (?:at least|more than|over)) ([0-9]+|an?|one|two|three|six) (day|week|month|year)s?)`)
	boxFormat   = pattern.Lazy("`([-*+] \\[[^\\]`]+\\]\\([^)`]+\\)[^`]*)`")
	boxTitle    = pattern.Lazy("(?i)title.{0,40}`add [^`]+`")
	boxPeriod   = pattern.Lazy(`(?i)\bends? with a (?:period|full stop|dot)\b`)
	boxPlace    = pattern.Lazy(`(?i)\bexisting (?:section|category|use case)`)
	boxPyPIName = pattern.Lazy(`(?i)name is the PyPI (?:package )?name`)
	boxListed   = pattern.Lazy(`(?i)\b(?:not|n't|no) (?:already|duplicat)|\bduplicates?\b|already (?:listed|in the list)`)
	boxLicence  = pattern.Lazy(`(?i)\bhas an? (?:open[- ]source )?licen[cs]e`)
	boxStars    = pattern.Lazy(`(?i)^[^,;]*\b(?:at least |a? ?minimum (?:of )?|(more than |over ))([0-9][0-9,]*)\+? (?:github )?stars|^[^,;]*?\b([0-9][0-9,]*)\+ (?:github )?stars`)
	boxDenied   = pattern.Lazy(`(?i)\b(?:not?|never|if|unless|without)\b|n['’]t\b`)
	boxExact    = pattern.Lazy(`(?i)exact project name`)
	boxSame     = pattern.Lazy(`(?i)\blink in .*matches\b`)
	boxYes      = pattern.Lazy(`(?i)^yes\b`)
	boxNo       = pattern.Lazy(`(?i)^no\b`)
	boxLink     = pattern.Lazy(`(?i)\b(?:forge|repo(?:sitory)?|github|project) (?:link|url)\b|\blink to (?:the )?(?:project|repo)`)
)

// hasStars reports whether a project has the stars that a checkbox requires.
func hasStars(box, stars string) bool {
	m := boxStars().FindStringSubmatch(box)
	need, err := strconv.Atoi(strings.ReplaceAll(m[2]+m[3], ",", ""))
	has, unknown := strconv.Atoi(strings.ReplaceAll(stars, ",", ""))
	if err != nil || unknown != nil || boxDenied().MatchString(box) {
		return false
	}
	return has > need || has == need && m[1] == ""
}

// strong matches the marks of strong emphasis.
var strong = pattern.Lazy(`\*\*|__`)

// hasAge reports whether a project has the age that a checkbox requires.
func (p Pull) hasAge(box string) bool {
	m := boxAge().FindStringSubmatch(box)
	number, unit := cmp.Or(m[1], m[3]), strings.ToLower(cmp.Or(m[2], m[4]))
	n, err := strconv.Atoi(number)
	if err != nil {
		n = map[string]int{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "six": 6}[strings.ToLower(number)]
	}
	days := map[string]int{"day": 1, "week": 7, "month": 31, "year": 366}[unit]
	years, ok := p.years()
	return ok && !boxDenied().MatchString(box) && years*365.25 > float64(min(n, 1000)*days)
}

// newYears is the age in years from which a project no longer counts as new.
const newYears = 1

// tick reports whether a checkbox's statement was verified, and returns a note to put
// below it. It never ticks a promise that only a person can make.
func (a answers) tick(topic, box string) (bool, string) {
	if topic == topicDisclosure {
		return boxYes().MatchString(box) && (a.pull != nil || a.repair), ""
	}
	if a.pull == nil {
		return false, ""
	}
	p := a.pull.Proposal
	box = strong().ReplaceAllString(box, "")
	switch {
	case topic == topicKind:
		return boxAdds().MatchString(box), ""
	case topic == topicNew:
		years, ok := a.pull.years()
		return ok && (boxYes().MatchString(box) && years < newYears || boxNo().MatchString(box) && years >= newYears), ""
	case promise().MatchString(box):
		return false, ""
	case boxSame().MatchString(box):
		return true, ""
	case boxLink().MatchString(box):
		return true, plainLink(p.Candidate.URL)
	case boxOne().MatchString(box), boxListed().MatchString(box), boxPlace().MatchString(box), boxTitle().MatchString(box):
		return true, ""
	case boxFormat().MatchString(box):
		return followsFormat(p.Line, boxFormat().FindStringSubmatch(box)[1]), ""
	case boxOrder().MatchString(box):
		return p.Order == outline.Alphabetical, ""
	case boxBottom().MatchString(box):
		return p.Order == outline.Appended, ""
	case boxTop().MatchString(box):
		return p.Order == outline.Prepended, ""
	case boxArticle().MatchString(box):
		return p.Description != "" && text.Article(p.Description) == "", ""
	case boxAge().MatchString(box):
		return a.pull.hasAge(box), ""
	case boxPyPIName().MatchString(box), boxExact().MatchString(box):
		return p.Name == p.Candidate.Name, ""
	case boxPeriod().MatchString(box):
		return strings.HasSuffix(p.Description, "."), ""
	case boxStars().MatchString(box):
		return hasStars(box, a.pull.value("stars")), ""
	case boxLicence().MatchString(box):
		return a.pull.value("licence") != "", ""
	}
	return false, ""
}

// promise matches statements that only a person can make about themselves.
var promise = pattern.Lazy(`(?i)\bI(?:'ve| have)?\b (?:have )?(?:read|agree|understand|checked|confirm|searched|am|tested|use)\b|\bI read\b`)

// followsFormat reports whether an entry has the same marker, link form and separator as
// an example, and a final full stop if the example has one.
func followsFormat(line, example string) bool {
	shapeOf := func(s string) string {
		return entryForm().ReplaceAllString(strings.TrimSpace(s), "$1|$2")
	}
	period := strings.HasSuffix(strings.TrimSpace(example), ".") || strings.Contains(strings.ToLower(example), "period")
	return entryForm().MatchString(line) && shapeOf(line) == shapeOf(example) && (!period || strings.HasSuffix(line, "."))
}

var entryForm = pattern.Lazy(`^([-*+]) \[[^\]]+\]\([^)]+\)([^\pL\pN]*).*$`)

// years returns the age of the project at the date of its facts.
func (p Pull) years() (float64, bool) {
	for _, f := range p.Facts {
		if f.Name != "first release" {
			continue
		}
		if first, err := time.Parse(time.DateOnly, f.Value); err == nil && !f.AsOf.IsZero() {
			return f.AsOf.Sub(first).Hours() / 24 / 365.25, true
		}
	}
	return 0, false
}
