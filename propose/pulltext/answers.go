package pulltext

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"time"

	"namedrop/internal/pattern"
	"namedrop/propose"
	"namedrop/propose/outline"
)

// Topics of template questions.
const (
	topicName       = "name"
	topicLink       = "link"
	topicWhat       = "what"
	topicWhy        = "why"
	topicSection    = "section"
	topicStars      = "stars"
	topicAge        = "age"
	topicNew        = "new"
	topicReleases   = "releases"
	topicLicence    = "licence"
	topicActivity   = "activity"
	topicDisclosure = "disclosure"
	topicAuthor     = "author" // only a person knows
	topicReplaced   = "replaced"
	topicMore       = "more" // anything else
)

// topics classifies template questions by their words; the first match wins.
var topics = []struct {
	topic string
	form  func() *regexp.Regexp
}{
	{topicAuthor, pattern.Lazy(`(?i)\bare you\b|\bauthor\b|affiliat|\bmaintainer\?|conflict of interest`)},
	{topicDisclosure, pattern.Lazy(`(?i)\bAI\b|\bLLMs?\b|generated|automat|disclosure|\bbots?\b`)},
	{topicReplaced, pattern.Lazy(`(?i)\bdisplac|\breplac(?:e[sd]?|ing|ements?)\b`)},
	{topicNew, pattern.Lazy(`(?i)\bproject new\b|\bis (?:it|this) (?:a )?new\b`)},
	{topicReleases, pattern.Lazy(`(?i)\breleases?\b`)},
	{topicAge, pattern.Lazy(`(?i)how long|\bhow old\b|\bage\b|\bsince when\b|first release`)},
	{topicStars, pattern.Lazy(`(?i)\bstars?\b|popularity`)},
	{topicLicence, pattern.Lazy(`(?i)\blicen[cs]e\b`)},
	{topicActivity, pattern.Lazy(`(?i)last (?:commit|push|update)|actively maintained|\bactivity\b|contributors`)},
	{topicSection, pattern.Lazy(`(?i)\b(?:which|what)? ?(?:section|category)\b`)},
	{topicWhy, pattern.Lazy(`(?i)\bwhy\b|\breasons?\b|what makes|\bawesome\b.*\?|^explain`)},
	{topicMore, pattern.Lazy(`(?i)\b(?:additional|further|other|more) (?:info|notes?|comments?|details|context)|anything else|^notes?$`)},
	{topicWhat, pattern.Lazy(`(?i)\bwhat (?:is|does) (?:this|it|the|your)\b|\bdescri|^(?:project|package|library)$|^(?:summary|about)\b`)},
	{topicLink, pattern.Lazy(`(?i)\b(?:url|links?|repo(?:sitory)?|homepage|website|github)\b`)},
	{topicName, pattern.Lazy(`(?i)\bname\b`)},
}

// topicOf returns the topic of a question, or "" if it is unknown.
func topicOf(question string) string {
	for _, t := range topics {
		if t.form().MatchString(question) {
			return t.topic
		}
	}
	return ""
}

// answers holds the known answers by topic, in Markdown.
type answers struct {
	known  map[string]string
	repair bool
	pull   *Pull // nil for a repair
}

// answers returns the answers for a pull request that adds an entry.
func (p Pull) answers(quotes int) answers {
	c := p.Proposal.Candidate
	known := map[string]string{
		topicName: escape(p.Proposal.Name, maxPhrase), topicLink: plainLink(c.URL), topicWhat: p.what(), topicWhy: p.why(quotes),
		topicSection: p.place(), topicDisclosure: p.provenance(), topicMore: p.evidence(),
		topicReplaced: escape(cmp.Or(p.Replaced, p.Room), 2*maxPhrase),
		topicStars:    p.fact("stars"), topicLicence: p.fact("licence"), topicReleases: join2(p.fact("releases"), p.fact("last release")),
		topicAge: p.fact("first release"), topicActivity: join2(p.fact("last push"), p.fact("contributors")),
	}
	return answers{known: known, pull: &p}
}

// plainLink returns an address that GitHub turns into a link, or plain text if a link
// would notify others.
func plainLink(address string) string {
	s, err := propose.SafeURL(address)
	if err != nil || refersBack(s) || len(s) > 2*maxPhrase {
		return escape(address, maxPhrase)
	}
	return s
}

// fact returns the value of a named fact, or "" if it is unknown.
func (p Pull) fact(name string) string {
	for _, f := range p.Facts {
		if f.Name == name && f.Value != "" {
			return escape(f.String(), maxPhrase)
		}
	}
	return ""
}

func (p Pull) value(name string) string {
	for _, f := range p.Facts {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

// join2 puts the two parts of an answer on separate lines.
func join2(a, b string) string { return strings.Trim(a+"\n"+b, "\n") }

// Checkbox statements that can be verified.
var (
	boxOne      = pattern.Lazy(`(?i)\b(?:one|single)\b.{0,20}\b(?:project|package|entry|item|link|resource|addition)s? per\b|\bonly (?:\*\*)?one\b`)
	boxOrder    = pattern.Lazy(`(?i)alphabetical`)
	boxBottom   = pattern.Lazy(`(?i)\b(?:bottom|end) of (?:the|its|their)\b`)
	boxFormat   = pattern.Lazy("`([-*+] \\[[^\\]`]+\\]\\([^)`]+\\)[^`]*)`")
	boxTitle    = pattern.Lazy("(?i)title.{0,20}`add [^`]+`")
	boxPeriod   = pattern.Lazy(`(?i)\bends? with a (?:period|full stop|dot)\b`)
	boxPlace    = pattern.Lazy(`(?i)\bexisting (?:section|category|use case)`)
	boxPyPIName = pattern.Lazy(`(?i)name is the PyPI (?:package )?name`)
	boxListed   = pattern.Lazy(`(?i)\b(?:not|n't|no) (?:already|duplicat)|\bduplicates?\b|already (?:listed|in the list)`)
	boxLicence  = pattern.Lazy(`(?i)\bhas an? (?:open[- ]source )?licen[cs]e`)
	boxStars    = pattern.Lazy(`(?i)^[^,;]*\b(?:at least |a? ?minimum (?:of )?|(more than |over ))([0-9][0-9,]*)\+? (?:github )?stars`)
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
	need, err := strconv.Atoi(strings.ReplaceAll(m[2], ",", ""))
	has, unknown := strconv.Atoi(strings.ReplaceAll(stars, ",", ""))
	if err != nil || unknown != nil || boxDenied().MatchString(box) {
		return false
	}
	return has > need || has == need && m[1] == ""
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
	switch {
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
