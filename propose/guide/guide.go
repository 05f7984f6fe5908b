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
	"namedrop/propose/text"
)

// Guide holds the requirements of a list's contribution guide that can be checked. The
// zero value requires nothing.
type Guide struct {
	Order      string        // Alphabetical, Ranked, Appended or Prepended; "" if not stated
	Ending     string        // of descriptions: propose.FullStop or propose.NoMark; "" if not stated
	NoArticle  bool          // descriptions must not begin with "A", "An" or "The"
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
	quantities = `(\d[\d,.]*k?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)`
	periods    = `\**` + manyOrWord + ` (day|week|month|year)s?\**`
	atLeast    = `(?:at least|min(?:imum)?(?: of)?:?|more than|over|under|fewer than|less than|>=?|≥)`
	atMost     = `(?:max(?:imum)?(?: of)?:?|at most|no more than|up to|limit(?:ed)? (?:of|to)|cap(?:ped)? (?:of|at))`
	entryNouns = `(?:entries|projects|items|packages|tools|links|resources|libraries|suggestions)`
	placeNouns = `(?:(?:a|an|the|each|every|any|one|single|given|particular) )*(?:(?:sub-?)?section|(?:sub-?)?category|use[- ]case|topic|heading|group)`
)

// Patterns for the statements of contribution guides.
var (
	asksEntries  = pattern.Lazy(`(?i)` + atMost + ` ` + quantities + ` ` + entryNouns + ` (?:per|in|for|a) ` + placeNouns + `\b|` + placeNouns + `\b(?: \w+){0,3}? ` + atMost + ` ` + quantities + ` ` + entryNouns + `\b`)
	asksReplaces = pattern.Lazy(`(?i)\bone in,? one out\b`)
	asksStars    = pattern.Lazy(`(?i)` + atLeast + ` ?` + quantities + `\+? (?:github )?stars|` + quantities + `\+ (?:github )?stars|` + quantities + ` (?:github )?stars (?:or more|minimum)|\bmin(?:imum)? (?:number of )?(?:github )?stars\W{0,8}(?:is |of )?` + quantities + `\b|\bstars\W{0,8}(?:count )?(?:must be |is )?(?:at least|min(?:imum)?(?: of)?:?|more than|over|>=?|≥) ?` + quantities)
	asksAge      = pattern.Lazy(`(?i)(?:at least|more than|older than|minimum(?: of)?|under|less than) ` + periods + `(?: of history| old|(?: since| of (?:active )?(?:maintenance|development)))|` +
		`(?:\b(?:must|should|ha[sv]e? to) |[-*•·] \**|\b(?:projects?|packages?|repo(?:sitor(?:y|ies)|s)?)\b[^.\n]{0,30})\b(?:be |is |are )?older than ` + periods + `|` +
		`\b(?:exist(?:s|ed|ing)?|been (?:around|public|available|active|out))\b[^.\n]{0,20}\b(?:at least|more than|over|a minimum of) ` + periods + `|` +
		`\bat least ` + periods + ` (?:after|past|from) (?:the|its|your) (?:first|initial)\b`)
	asksIdle = pattern.Lazy(`(?i)(?:commits?|push(?:es)?|activity|active|updated|maintained)[^.\n]{0,40}(?:within|in|during|over) the (?:last|past) (?:` + manyOrWord + ` )?(day|week|month|year)s?|` +
		`\blast (?:commit|push|update|release)\b[^.\n]{0,30}(?:less than|no more than|at most|within) ` + manyOrWord + ` (day|week|month|year)s? (?:ago|old)|` +
		`\b(?:no|without(?: an?| any)?|not had(?: an?| any)?) (?:commits?|activity|updates?)\b[^.\n]{0,20}\b(?:for|in) (?:more than |over |at least |the (?:last|past) )?` + manyOrWord + ` (day|week|month|year)s?`)
	asksLength = pattern.Lazy(`(?i)\bdescriptions?\b[^.\n]{0,60}\b(?:at most|no more than|under|below|fewer than|less than|shorter than|max(?:imum)?(?: of)?:?|up to|within|exceed|limit(?:ed)? (?:of|to)) (\d+) char`)
	asksIssues = pattern.Lazy(`(?i)\b(?:do not|don['’]t|never|please no|instead of|rather than)(?: \w+){0,2}? (?:pull requests?|PRs?)(?: directly| yourself| for (?:new )?(?:entries|projects|suggestions|additions))?\s*[.!,;:)]|` +
		`\b(?:pull requests|PRs) (?:that (?:add|suggest)|for|with) (?:new )?` + entryNouns + ` (?:are|will be|get) (?:automatically )?(?:closed|rejected|not accepted|ignored)`)
	viaIssues   = pattern.Lazy(`(?i)\b(?:add|suggest|submit|propose|request)\w*\b[^.\n]{0,60}\b(?:open|opening|create|creating|file|filing|submit|submitting|via|through|using|by|with|in|as) (?:an? |the )?(?:new )?(?:github )?issue\b|\buse (?:the|our|an) issue (?:form|template|tracker)\b`)
	asksSource  = pattern.Lazy(`(?i)\b(?:do not|don['’]t|never|please don['’]t)\b(?: \w+){0,2} (?:edit|modify|change|update) (?:the |this )?\W?readme(?:\.md)?\W?(?: file)?(?: (?:directly|manually|by hand|yourself))?(?:[.,;:!)]| as| because| -|$)|\breadme(?:\.md)?\W{0,3}(?: file)? (?:is|gets|will be) (?:auto\w*[- ]?)?generated\b(?:[^.]|\.\w){0,60}`)
	asksLicence = pattern.Lazy(`(?i)\b(?:must|have|has|with|need|requires?)\b[^.\n]{0,30}\bopen[- ]source\**(?: software)? licen[cs]e`)
)

var numerals = map[string]int{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12}

// Read extracts the requirements for new entries from a list's contribution guide.
// It only recognizes common phrasings.
func Read(guide string) Guide {
	if strings.TrimSpace(guide) == "" {
		return Guide{}
	}
	text := itemStart().ReplaceAllString(strings.ReplaceAll(guide, "\n\n", " .\n"), " .\n$1 ")
	text = strings.Join(strings.Fields(text), " ")
	g := Guide{Order: outline.StatedOrder(text), Replaces: asksReplaces().MatchString(text), Licence: asksLicence().MatchString(text)}
	g.Generated = strings.Trim(asksSource().FindString(text), " .,;:!)-")
	g.Issues = asksIssues().MatchString(text) && viaIssues().MatchString(text)
	g.Ending = endingOf(text)
	g.NoArticle = deniesArticle().MatchString(text)
	g.MaxEntries = quantity(first(asksEntries().FindStringSubmatch(text)))
	g.MinStars = quantity(first(asksStars().FindStringSubmatch(text)))
	if m := asksLength().FindStringSubmatch(text); m != nil {
		g.MaxLength = quantity(m[1])
	}
	g.MinAge, g.MaxIdle = periodOf(asksAge().FindStringSubmatch(text)), periodOf(asksIdle().FindStringSubmatch(text))
	return g
}

// Patterns for statements about descriptions.
var (
	asksMark      = pattern.Lazy(`(?i)\bend(?:s|ing|ed)?(?: \w+){0,4} with an? (?:\w+ )?\W?(?:period|full[- ]?stop|dot)\b|\b(?:with|add|include|needs?|use) (?:a |the )?(?:trailing|final|closing) (?:period|full[- ]?stop|dot)\b`)
	deniesMark    = pattern.Lazy(`(?i)(?:\b(?:not|never|avoid)\b|n['’]t\b)(?: \w+){0,3}? end(?:ing)?(?: \w+){0,4} with an? (?:\w+ )?\W?(?:period|full[- ]?stop|dot)\b|\b(?:no|without(?: an?| any)?|omit(?: the)?|skip(?: the)?) (?:trailing |final |closing )?(?:period|full[- ]?stop|dot)s?\b`)
	aboutTitle    = pattern.Lazy(`(?i)\b(?:titles?|commits?|subjects?|headings?|names?)\b`)
	aboutText     = pattern.Lazy(`(?i)\bdescriptions?\b`)
	deniesArticle = pattern.Lazy("(?i)(?:\\b(?:not|never|avoid)\\b|n['’]t\\b)[^.;]{0,40}\\b(?:start|begin)[^.;]{0,60}(?:\\barticles?\\b|[\"'“‘`*]an?[\"'”’`*]|\\ba ?(?:/|or|,) ?an\\b|\\ban? (?:/|or|,) ?the\\b)")
)

// endingOf returns the ending that a text requires of descriptions. Statements about titles
// are left out.
func endingOf(text string) string {
	for _, s := range sentence().Split(text, -1) {
		switch {
		case aboutTitle().MatchString(s) && (!aboutText().MatchString(s) || deniesMark().MatchString(s)):
		case deniesMark().MatchString(s):
			return propose.NoMark
		case asksMark().MatchString(s):
			return propose.FullStop
		}
	}
	return ""
}

// sentence matches what separates sentences.
var sentence = pattern.Lazy(`[.!?;](?:\s|$)`)

// first returns the first group of a match that is not empty, "" for none.
func first(m []string) string {
	if len(m) == 0 {
		return ""
	}
	return cmp.Or(m[1:]...)
}

// periodOf returns the period in the first groups of a match that are not empty: a number,
// which may be missing, and its unit. It is 0 for no match.
func periodOf(m []string) time.Duration {
	for i := 1; i+1 < len(m); i += 2 {
		if m[i+1] != "" {
			return period(cmp.Or(m[i], "1"), m[i+1])
		}
	}
	return 0
}

// Rules returns the rules for composing entries with what the guide requires. Rules that are
// set win.
func (g Guide) Rules(r propose.Rules) propose.Rules {
	r.Order, r.Ending = cmp.Or(r.Order, g.Order), cmp.Or(r.Ending, g.Ending)
	r.NoArticle = r.NoArticle || g.NoArticle
	return r
}

// itemStart matches the marker of an item, before which a sentence ends.
var itemStart = pattern.Lazy(`\n[ \t]*([-*+]|\d+[.)])[ \t]`)

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

// quantity parses a number written in digits, perhaps in thousands ("1k"), or as a word.
func quantity(s string) int {
	if n, ok := numerals[strings.ToLower(s)]; ok {
		return n
	}
	digits, thousands := strings.CutSuffix(strings.ToLower(strings.ReplaceAll(s, ",", "")), "k")
	n, _ := strconv.ParseFloat(strings.TrimRight(digits, "."), 64)
	if thousands {
		n *= 1000
	}
	return int(min(n, 1e9))
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
	if mark := text.FinalMark(p.Description); p.Description != "" && (g.Ending == propose.FullStop && mark == "" || g.Ending == propose.NoMark && mark == ".") {
		say("a description must end with %s", g.Ending)
	}
	if article := text.Article(p.Description); g.NoArticle && article != "" {
		say("a description must not begin with %q", article)
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
