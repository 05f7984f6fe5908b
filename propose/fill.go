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
func fill(c listform.Chosen, p *Proposal, src []byte) string {
	if c.Open != "" {
		p.miss(c.Open)
		return ""
	}
	known := p.Candidate.known()
	s := c.Form
	for _, k := range known {
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

func (c Candidate) known() []filling {
	stars := ""
	if c.Stars > 0 {
		stars = thousands(c.Stars)
	}
	return []filling{
		{"{code}", codeOf(c.URL), entry.PartBadge},
		{"{repo}", ref.InRepository(c.URL), entry.PartBadge},
		{"{licence}", tag(c.License), entry.PartLicence},
		{"{language}", tag(c.Language), entry.PartTags},
		{"{stars}", stars, entry.PartStars},
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

// thousands formats a number with separators between thousands.
func thousands(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return thousands(n/1000) + fmt.Sprintf(",%03d", n%1000)
}
