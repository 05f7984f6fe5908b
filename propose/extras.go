package propose

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"namedrop/internal/pattern"
	"namedrop/internal/ref"
)

// extrasPoll counts the decorations of entries.
type extrasPoll struct {
	votes
	some  int            // entries that have at least one
	parts map[Part]int   // by kind
	icons map[string]int // entries by icons
}

func (p *extrasPoll) add(s extras) {
	p.votes.add(s.form())
	if len(s) == 0 {
		return
	}
	if p.parts == nil {
		p.parts, p.icons = map[Part]int{}, map[string]int{}
	}
	p.some++
	p.parts[s.part()]++
	if icons := s.icons(); icons != "" {
		p.icons[icons]++
	}
}

// part returns the part that a person is asked for if entries differ in their extras.
func (s extras) part() Part {
	for _, d := range s {
		switch {
		case d.kind == tokBadge:
			return PartBadge
		case d.kind == tokIcon && strings.Contains(d.form, "{stars}"):
			return PartStars
		case d.kind == tokIcon:
			return PartIcons
		case d.kind == tokLink && !strings.ContainsFunc(linkText(d.source), func(r rune) bool { return !notWord(r) }):
			return PartIcons
		case d.kind == tokLink, d.kind == tokGroup && strings.Contains(d.source, "]("):
			return PartLinks
		case d.kind != tokSpace:
			return PartTags
		}
	}
	return PartTags
}

// linkText returns the text of a link.
func linkText(s string) string {
	text, _, _ := strings.Cut(strings.TrimPrefix(s, "["), "]")
	return text
}

// icons returns the icons whose meaning only the list defines.
func (s extras) icons() string {
	var all []string
	for _, d := range s {
		if d.kind == tokIcon && !strings.Contains(d.form, "{stars}") {
			all = append(all, d.form)
		}
	}
	return strings.Join(all, " ")
}

// choosePart chooses the extras of a new entry: the form that most entries in near have.
// If most of them have extras but no form has a majority, the choice is left open. It is
// also left open for icons that differ anywhere in the list, because they have a meaning.
func choosePart(near, far extrasPoll) chosen {
	total := near.total()
	best := near.winner("")
	switch {
	case best == "" && 2*near.some <= total:
		return chosen{}
	case best == "" || 2*near.counts[best] <= total:
		if form := near.fillable(); form != "" {
			return chosen{form: form}
		}
		return chosen{open: near.likeliest()}
	case len(far.icons) > 1 && near.parts[PartIcons] > 0 && hasIcon(best, far.icons):
		return chosen{open: PartIcons}
	}
	return chosen{form: best}
}

func hasIcon(form string, icons map[string]int) bool {
	for i := range icons {
		if strings.Contains(form, i) {
			return true
		}
	}
	return false
}

// fillable returns the most common form of extras that states facts about a project, or
// "" if too few entries have it.
func (p extrasPoll) fillable() string {
	best, most := "", 0
	for _, f := range p.forms {
		if p.counts[f] > most && says().MatchString(f) {
			best, most = f, p.counts[f]
		}
	}
	if 3*most < p.some {
		return ""
	}
	return best
}

// says matches the placeholders for facts about a project.
var says = pattern.Lazy(`\{(?:repo|code|licence|language)\}`)

// likeliest returns the part that most entries with extras have.
func (p extrasPoll) likeliest() Part {
	best := PartTags
	for _, part := range []Part{PartBadge, PartIcons, PartLinks, PartStars, PartTags} {
		if p.parts[part] > p.parts[best] {
			best = part
		}
	}
	return best
}

// fill fills extras in with what is known about a candidate. It omits unknown values and
// marks them as missing.
func (c chosen) fill(p *Proposal, src []byte) string {
	if c.open != "" {
		p.miss(c.open)
		return ""
	}
	known := p.Candidate.known()
	s := c.form
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
			p.miss(PartLicence)
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
	part               Part // missing part if the value is unknown
}

func (c Candidate) known() []filling {
	stars := ""
	if c.Stars > 0 {
		stars = thousands(c.Stars)
	}
	return []filling{
		{"{code}", codeOf(c.URL), PartBadge},
		{"{repo}", ref.InRepository(c.URL), PartBadge},
		{"{licence}", tag(c.License), PartLicence},
		{"{language}", tag(c.Language), PartTags},
		{"{stars}", stars, PartStars},
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
