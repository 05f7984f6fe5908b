package propose

import (
	"regexp"
	"strings"
	"time"
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
	topicMore       = "more"   // anything else
)

// topics classifies template questions by their words; the first match wins.
var topics = []struct {
	topic string
	re    *regexp.Regexp
}{
	{topicAuthor, regexp.MustCompile(`(?i)\bare you\b|\bauthor\b|affiliat|\bmaintainer\?|conflict of interest`)},
	{topicDisclosure, regexp.MustCompile(`(?i)\bAI\b|\bLLMs?\b|generated|automat|disclosure|\bbots?\b`)},
	{topicNew, regexp.MustCompile(`(?i)\bproject new\b|\bis (?:it|this) (?:a )?new\b`)},
	{topicReleases, regexp.MustCompile(`(?i)\breleases?\b`)},
	{topicAge, regexp.MustCompile(`(?i)how long|\bhow old\b|\bage\b|\bsince when\b|first release`)},
	{topicStars, regexp.MustCompile(`(?i)\bstars?\b|popularity`)},
	{topicLicence, regexp.MustCompile(`(?i)\blicen[cs]e\b`)},
	{topicActivity, regexp.MustCompile(`(?i)last (?:commit|push|update)|actively maintained|\bactivity\b|contributors`)},
	{topicSection, regexp.MustCompile(`(?i)\b(?:which|what)? ?(?:section|category)\b`)},
	{topicWhy, regexp.MustCompile(`(?i)\bwhy\b|\breasons?\b|what makes|\bawesome\b.*\?|^explain`)},
	{topicMore, regexp.MustCompile(`(?i)\b(?:additional|further|other|more) (?:info|notes?|comments?|details|context)|anything else|^notes?$`)},
	{topicWhat, regexp.MustCompile(`(?i)\bwhat (?:is|does) (?:this|it|the|your)\b|\bdescri|^(?:project|package|library)$|^(?:summary|about)\b`)},
	{topicLink, regexp.MustCompile(`(?i)\b(?:url|links?|repo(?:sitory)?|homepage|website|github)\b`)},
	{topicName, regexp.MustCompile(`(?i)\bname\b`)},
}

// topicOf returns the topic of a question, or "" if it is unknown.
func topicOf(question string) string {
	for _, t := range topics {
		if t.re.MatchString(question) {
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
		topicStars: p.fact("stars"), topicLicence: p.fact("licence"), topicReleases: join2(p.fact("releases"), p.fact("last release")),
		topicAge: p.fact("first release"), topicActivity: join2(p.fact("last push"), p.fact("contributors")),
	}
	return answers{known: known, pull: &p}
}

// plainLink returns an address that GitHub turns into a link, or plain text if a link
// would notify others.
func plainLink(address string) string {
	s, err := SafeURL(address)
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
	boxOne      = regexp.MustCompile(`(?i)\b(?:one|single)\b.{0,20}\b(?:project|package|entry|item|link|resource|addition)s? per\b|\bonly (?:\*\*)?one\b`)
	boxOrder    = regexp.MustCompile(`(?i)alphabetical`)
	boxBottom   = regexp.MustCompile(`(?i)\b(?:bottom|end) of (?:the|its|their)\b`)
	boxFormat   = regexp.MustCompile("`([-*+] \\[[^\\]`]+\\]\\([^)`]+\\)[^`]*)`")
	boxTitle    = regexp.MustCompile("(?i)title.{0,20}`add [^`]+`")
	boxPeriod   = regexp.MustCompile(`(?i)\bends? with a (?:period|full stop|dot)\b`)
	boxPlace    = regexp.MustCompile(`(?i)\bexisting (?:section|category|use case)`)
	boxPyPIName = regexp.MustCompile(`(?i)name is the PyPI (?:package )?name`)
	boxListed   = regexp.MustCompile(`(?i)\b(?:not|n't|no) (?:already|duplicat)|\bduplicates?\b|already (?:listed|in the list)`)
	boxLicence  = regexp.MustCompile(`(?i)\bhas an? (?:open[- ]source )?licen[cs]e`)
	boxExact    = regexp.MustCompile(`(?i)exact project name`)
	boxSame     = regexp.MustCompile(`(?i)\blink in .*matches\b`)
	boxYes      = regexp.MustCompile(`(?i)^yes\b`)
	boxNo       = regexp.MustCompile(`(?i)^no\b`)
	boxLink     = regexp.MustCompile(`(?i)\b(?:forge|repo(?:sitory)?|github|project) (?:link|url)\b|\blink to (?:the )?(?:project|repo)`)
)

// newYears is the age in years from which a project no longer counts as new.
const newYears = 1

// tick reports whether a checkbox's statement was verified, and returns a note to put
// below it. It never ticks a promise that only a person can make.
func (a answers) tick(topic, box string) (bool, string) {
	if topic == topicDisclosure {
		return boxYes.MatchString(box) && (a.pull != nil || a.repair), ""
	}
	if a.pull == nil {
		return false, ""
	}
	p := a.pull.Proposal
	switch {
	case topic == topicNew:
		years, ok := a.pull.years()
		return ok && (boxYes.MatchString(box) && years < newYears || boxNo.MatchString(box) && years >= newYears), ""
	case promise.MatchString(box):
		return false, ""
	case boxSame.MatchString(box):
		return true, ""
	case boxLink.MatchString(box):
		return true, plainLink(p.Candidate.URL)
	case boxOne.MatchString(box), boxListed.MatchString(box), boxPlace.MatchString(box), boxTitle.MatchString(box):
		return true, ""
	case boxFormat.MatchString(box):
		return followsFormat(p.Line, boxFormat.FindStringSubmatch(box)[1]), ""
	case boxOrder.MatchString(box):
		return p.Order == Alphabetical, ""
	case boxBottom.MatchString(box):
		return p.Order == Appended, ""
	case boxPyPIName.MatchString(box), boxExact.MatchString(box):
		return p.Name == p.Candidate.Name, ""
	case boxPeriod.MatchString(box):
		return strings.HasSuffix(p.Description, "."), ""
	case boxLicence.MatchString(box):
		return a.pull.value("licence") != "", ""
	}
	return false, ""
}

// promise matches statements that only a person can make about themselves.
var promise = regexp.MustCompile(`(?i)\bI(?:'ve| have)?\b (?:have )?(?:read|agree|understand|checked|confirm|searched|am|tested|use)\b|\bI read\b`)

// followsFormat reports whether an entry has the same marker, link form and separator as
// an example, and a final full stop if the example has one.
func followsFormat(line, example string) bool {
	shapeOf := func(s string) string {
		return entryForm.ReplaceAllString(strings.TrimSpace(s), "$1|$2")
	}
	period := strings.HasSuffix(strings.TrimSpace(example), ".") || strings.Contains(strings.ToLower(example), "period")
	return entryForm.MatchString(line) && shapeOf(line) == shapeOf(example) && (!period || strings.HasSuffix(line, "."))
}

var entryForm = regexp.MustCompile(`^([-*+]) \[[^\]]+\]\([^)]+\)([^\pL\pN]*).*$`)

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
