package propose

import (
	"regexp"
	"strings"
	"time"
)

// The topics of questions.
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
	topicAuthor     = "author" // nobody but a person knows
	topicMore       = "more"   // whatever else there is to say
)

// topics are the questions of templates by their words; the first that fits decides.
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

// topicOf is what a question is about, "" if that is not known.
func topicOf(question string) string {
	for _, t := range topics {
		if t.re.MatchString(question) {
			return t.topic
		}
	}
	return ""
}

// answers are what is known, by topic, in Markdown.
type answers struct {
	known  map[string]string
	repair bool
	pull   *Pull // nil for a repair
}

// answers are those of a pull request that adds an entry.
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

// plainLink is an address that GitHub makes a link of, or its text where that would tell
// others of it.
func plainLink(address string) string {
	s, err := SafeURL(address)
	if err != nil || refersBack(s) || len(s) > 2*maxPhrase {
		return escape(address, maxPhrase)
	}
	return s
}

// fact is what is known under a name, "" if it is not.
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

// join2 puts two parts of an answer on lines of their own.
func join2(a, b string) string { return strings.Trim(a+"\n"+b, "\n") }

// What boxes say that can be checked.
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

// newYears is the age in years from which a project is not new.
const newYears = 1

// tick reports whether what a box says was checked and is so, and what is to be said
// below it. A promise that only a person can make is never ticked.
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

// promise is what only a person can say of themselves.
var promise = regexp.MustCompile(`(?i)\bI(?:'ve| have)?\b (?:have )?(?:read|agree|understand|checked|confirm|searched|am|tested|use)\b|\bI read\b`)

// followsFormat reports whether an entry has the marker, the link and the separator of an
// example, and ends with a full stop if that does.
func followsFormat(line, example string) bool {
	shapeOf := func(s string) string {
		return entryForm.ReplaceAllString(strings.TrimSpace(s), "$1|$2")
	}
	period := strings.HasSuffix(strings.TrimSpace(example), ".") || strings.Contains(strings.ToLower(example), "period")
	return entryForm.MatchString(line) && shapeOf(line) == shapeOf(example) && (!period || strings.HasSuffix(line, "."))
}

var entryForm = regexp.MustCompile(`^([-*+]) \[[^\]]+\]\([^)]+\)([^\pL\pN]*).*$`)

// years is how old the project is, as of its facts.
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
