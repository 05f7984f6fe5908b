package propose

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"namedrop/internal/pattern"
	"namedrop/internal/ref"
	"namedrop/propose/entry"
	"namedrop/propose/listform"
)

// fill fills extras in with what is known about a candidate. It omits unknown values and
// marks them as missing.
func (f form) fill(c listform.Chosen, p *Proposal, src []byte) string {
	if c.Open != "" {
		p.miss(c.Open)
		return ""
	}
	s := f.fillLinks(c.Form, p)
	for _, k := range p.Candidate.known(f.Stars) {
		if !strings.Contains(s, k.placeholder) {
			continue
		}
		if k.value == "" {
			p.miss(k.part)
			return ""
		}
		s = strings.ReplaceAll(s, k.placeholder, k.value)
	}
	for _, label := range labels().FindAllStringSubmatch(s, -1) {
		if !hasDefinition(src, label[1]) {
			p.miss(entry.PartLicence)
			return ""
		}
	}
	return strings.ReplaceAll(s, "{url}", escapeAddress(p.Link))
}

// Links in extras that show no image, with the white space, parentheses or brackets around
// them: to the repository, the site, the documentation and, by its text, to GitHub.
var (
	codeLink     = pattern.Lazy(`[ \t]*(?:[|·•/,] ?)?(?:\(\[[^\[\]]*\]\(\{code\}\)\)|\[\[[^\[\]]*\]\(\{code\}\)\]|\[[^\[\]]*\]\(\{code\}\))`)
	homepageLink = pattern.Lazy(`[ \t]*(?:[|·•/,] ?)?(?:\(\[[^\[\]]*\]\(\{homepage\}\)\)|\[\[[^\[\]]*\]\(\{homepage\}\)\]|\[[^\[\]]*\]\(\{homepage\}\))`)
	docsLink     = pattern.Lazy(`[ \t]*(?:[|·•/,] ?)?(?:\(\[[^\[\]]*\]\(\{docs\}\)\)|\[\[[^\[\]]*\]\(\{docs\}\)\]|\[[^\[\]]*\]\(\{docs\}\))`)
	onGitHubLink = pattern.Lazy(`(?i)\[[^\[\]]*(?:github|octocat)[^\[\]]*\]\(\{code\}\)`)
)

// fillLinks fills in the links of extras that depend on what the entry links to. It omits a
// link that the list does not repeat, and that to a site which is unknown.
func (f form) fillLinks(s string, p *Proposal) string {
	c := p.Candidate
	shown := strings.Contains(f.Lead, "{url}") // otherwise the link is among the extras
	if code := codeOf(c.URL); shown && code == p.Link && !f.Repeats {
		s = codeLink().ReplaceAllString(s, "")
	}
	if onGitHubLink().MatchString(s) && ref.InRepository(c.URL) == "" {
		p.miss(entry.PartLinks)
		s = codeLink().ReplaceAllString(s, "")
	}
	site, err := SafeURL(c.Homepage)
	if err != nil || shown && site == p.Link || site == codeOf(c.URL) {
		s = omit(homepageLink(), s)
	}
	if docsLink().MatchString(s) && (err != nil || !holdsDocs().MatchString(site)) {
		p.miss(entry.PartLinks)
		s = docsLink().ReplaceAllString(s, "")
	}
	return strings.NewReplacer("{homepage}", site, "{docs}", site).Replace(s)
}

// omit removes links from extras, and the separator behind the first one.
func omit(link *regexp.Regexp, s string) string {
	first := link.FindStringIndex(s)
	s = link.ReplaceAllString(s, "")
	if first != nil && first[0] == 0 {
		s = linkSeparator().ReplaceAllString(s, " ")
	}
	return s
}

// linkSeparator matches what separates the first link of extras from the one before.
var linkSeparator = pattern.Lazy(`^[ \t]*[|·•/,][ \t]*`)

// holdsDocs matches the address of a site that is the documentation of a project.
var holdsDocs = pattern.Lazy(`(?i)://docs\.|\.readthedocs\.io\b|/docs?\b|/documentation\b`)

// labels matches labels of links whose addresses are defined elsewhere.
var labels = pattern.Lazy(`\]\[([^\[\]]+)\]`)

// hasDefinition reports whether the list defines the address of a label.
func hasDefinition(src []byte, label string) bool {
	return regexp.MustCompile(`(?im)^ {0,3}\[` + regexp.QuoteMeta(label) + `\]:`).Match(src)
}

// filling is the value of a placeholder.
type filling struct {
	placeholder, value string
	part               entry.Part // missing part if the value is unknown
}

// known returns the values of the placeholders. Large numbers of stars are written in a way
// of package listform.
func (c Candidate) known(way string) []filling {
	stars, forks, pypi := "", "", ""
	if c.Stars > 0 {
		stars = numbered(c.Stars, way)
	}
	if c.Forks > 0 {
		forks = numbered(c.Forks, way)
	}
	if c.Language == "Python" {
		pypi = tag(c.Name)
	}
	return []filling{
		{"{code}", codeOf(c.URL), entry.PartBadge},
		{"{repo}", ref.InRepository(c.URL), entry.PartBadge},
		{"{licence}", tag(c.License), entry.PartLicence},
		{"{language}", tag(c.Language), entry.PartTags},
		{"{stars}", stars, entry.PartStars},
		{"{forks}", forks, entry.PartTags},
		{"{package}", pypi, entry.PartLinks},
		{"{picture}", "", entry.PartBadge},
	}
}

// codeOf returns an address if it belongs to a repository, and "" otherwise.
func codeOf(address string) string {
	s, err := SafeURL(address)
	if err != nil || ref.Base(s) == "" {
		return ""
	}
	return s
}

// tag returns an untrusted text if it is a short name, such as that of a licence, and ""
// otherwise.
func tag(s string) string {
	if !tagForm().MatchString(s) {
		return ""
	}
	return s
}

var tagForm = pattern.Lazy(`^[A-Za-z0-9][A-Za-z0-9 .+#-]*$`)

// numbered formats a number of stars as a list does.
func numbered(n int, way string) string {
	switch {
	case way == listform.Plain:
		return strconv.Itoa(n)
	case way == listform.Thousands && n >= 1000:
		return strings.TrimSuffix(strconv.FormatFloat(float64(n)/1000, 'f', 1, 64), ".0") + "k"
	}
	return thousands(n)
}

// thousands formats a number with separators between thousands.
func thousands(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return thousands(n/1000) + fmt.Sprintf(",%03d", n%1000)
}
