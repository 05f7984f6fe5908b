package pulltext

import (
	"cmp"
	"regexp"
	"strings"

	"namedrop/internal/pattern"
	"namedrop/propose"
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
	topicKind       = "kind" // of change
	topicEntry      = "entry"
	topicMore       = "more" // anything else
)

// topics classifies template questions by their words; the first match wins.
var topics = []struct {
	topic string
	form  func() *regexp.Regexp
}{
	{topicKind, pattern.Lazy(`(?i)\b(?:types?|kinds?) of (?:(?:your|this|the) )?(?:changes?|pull requests?|PRs?|contributions?)\b|^(?:pull request|PR|change) types?\b`)},
	{topicWhat, pattern.Lazy(`(?i)\bwhat (?:are you|did you|do you want to|have you|would you like to) add`)},
	{topicEntry, pattern.Lazy(`(?i)^\W*(?:list |full |new |your |the )*(?:entry|markdown)\W*$|\b(?:entry|markdown) line\b|\bmarkdown entry\b`)},
	{topicAuthor, pattern.Lazy(`(?i)\bare you\b|\bauthor\b|affiliat|\bmaintainer\?|conflict of interest`)},
	{topicDisclosure, pattern.Lazy(`(?i)\bAI\b|\bLLMs?\b|generated|automat|disclosure|\bbots?\b`)},
	{topicReplaced, pattern.Lazy(`(?i)\bdisplac|\breplac(?:e[sd]?|ing|ements?)\b`)},
	{topicNew, pattern.Lazy(`(?i)\bproject new\b|\bis (?:it|this) (?:a )?new\b`)},
	{topicAge, pattern.Lazy(`(?i)\bfirst release`)},
	{topicReleases, pattern.Lazy(`(?i)\breleases?\b`)},
	{topicAge, pattern.Lazy(`(?i)how long|\bhow old\b|\bage\b|\bsince when\b|first release`)},
	{topicStars, pattern.Lazy(`(?i)\bstars?\b|popularity`)},
	{topicLicence, pattern.Lazy(`(?i)\blicen[cs]e\b`)},
	{topicActivity, pattern.Lazy(`(?i)last (?:commit|push|update)|actively maintained|\bactivity\b|contributors|\bis (?:it|the project|this) (?:still )?(?:actively )?maintained`)},
	{topicSection, pattern.Lazy(`(?i)\b(?:which|what)? ?(?:section|category)\b`)},
	{topicWhy, pattern.Lazy(`(?i)\bwhy\b|\breasons?\b|what makes|\bawesome\b.*\?|^explain`)},
	{topicMore, pattern.Lazy(`(?i)\b(?:additional|further|other|more) (?:info|notes?|comments?|details|context)|anything else|^notes?$`)},
	{topicLink, pattern.Lazy(`(?i)\bwhat(?:['’]s| is) (?:the|your|its) (?:[\w-]+ )?(?:links?|url|address)\b`)},
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
		topicSection: p.place(), topicEntry: p.entry(), topicDisclosure: p.provenance(), topicMore: p.evidence(),
		topicReplaced: escape(cmp.Or(p.Replaced, p.Room), 2*maxPhrase),
		topicStars:    p.fact("stars"), topicLicence: p.fact("licence"), topicReleases: join2(p.fact("releases"), p.fact("last release")),
		topicAge: p.fact("first release"), topicActivity: join2(p.fact("last push"), p.fact("contributors")),
	}
	return answers{known: known, pull: &p}
}

// entry returns the entry as code, "" if that would end the code.
func (p Pull) entry() string {
	line := strings.TrimSpace(p.Proposal.Line)
	if line == "" || strings.Contains(line, "```") {
		return ""
	}
	return "```\n" + line + "\n```"
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
