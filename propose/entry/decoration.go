package entry

import (
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
	"namedrop/internal/ref"
	"namedrop/propose/text"
)

// Extras are the decorations beside the name and the description: badges, icons, licences
// and other tags, each with the white space between it and the text.
type Extras []decoration

// decoration is a single badge, icon or tag.
type decoration struct {
	kind   tokenKind
	before string // white space before it
	source string // as written in the list
	form   string // with placeholders
}

// Form returns the form shared by extras that give the same kind of information about
// different projects.
func (s Extras) Form() string {
	var b strings.Builder
	for _, d := range s {
		b.WriteString(d.before + d.form)
	}
	return b.String()
}

// decorations returns the decorations among tokens, with their white space.
func decorations(raw string, ts []token, e markdown.Entry) Extras {
	var s Extras
	before := ""
	for _, t := range ts {
		text := raw[t.start:t.end]
		if t.kind == tokSpace || t.kind == tokLineEnd {
			before += text
			continue
		}
		s = append(s, decoration{t.kind, before, text, decorationForm(t.kind, text, e)})
		before = ""
	}
	if before != "" && (len(s) > 0 || strings.Contains(before, "<")) { // before the link, white space follows the decoration; a line may end with <br>
		s = append(s, decoration{kind: tokSpace, before: before})
	}
	return s
}

var (
	box       = pattern.Lazy(`^\[[ xX]\]$`)
	number    = pattern.Lazy(`[0-9][0-9.,]*k?`)
	languages = pattern.Lazy(`(?i)^(?:python|go(?:lang)?|rust|c|c\+\+|c#|java|javascript|typescript|nodejs|node\.js|php|ruby|perl|shell|bash|scala|kotlin|swift|elixir|erlang|haskell|docker|k8s|lua|r|julia|clojure|nim|zig|dart|crystal|ocaml|html5?|css|django|deb|other)(?:/.*)?$`)
	licence   = pattern.Lazy(`(?i)^(?:(?:a|l)?gpl|mit|bsd|apache|mpl|isc|unlicense|cc0|cc-by|epl|eupl|wtfpl|zlib|artistic|0bsd|psf|python-2|ofl|osl|cecill|boost|bsl|public|khronos|ms-pl|proprietary|commercial|freeware|free)(?:v?[0-9][0-9.]*)?\b`)
)

// project matches the name of a package on PyPI in an address, and what precedes it; homepage
// matches the text of a link to the site of a project, and docs one to its documentation.
var (
	project  = pattern.Lazy(`(pypi\.org/(?:project|pypi)/|shields\.io/pypi/\w+/|badge\.fury\.io/py/|pepy\.tech/(?:badge|project)/)([A-Za-z0-9][A-Za-z0-9_.-]*?)((?:\.svg)?[/)?#&"])`)
	homepage = pattern.Lazy(`(?i)^(?:home ?page|web ?site|website|site|web|official (?:web)?site|官网|官方网站|主页|网站|ホームページ|公式サイト)$`)
	docs     = pattern.Lazy(`(?i)^(?:docs?|documentation|文档)$`)
)

// bracketedLicence matches a licence written as a link to its text, such as "[MIT]".
var bracketedLicence = pattern.Lazy(`(?i)\[(?:mit|apache[^\[\]]*|(?:l|a)?gpl[^\[\]]*|bsd[^\[\]]*|mpl[^\[\]]*|boost|bsl[^\[\]]*|isc|unlicense|cc0[^\[\]]*|zlib|wtfpl)\]`)

// groupedLicence matches a licence in parentheses, but not a remark that begins like one.
var groupedLicence = pattern.Lazy(`(?i)^\((?:mit|apache|[al]?gpl|bsd|mpl|isc|unlicense|cc0|zlib|epl|eupl|wtfpl|psf)(?:[- ]?(?:v?[0-9][0-9.]*|clause|licen[cs]e|only|or-later))*\+?\)$`)

// licenceWord matches the word behind the name of a licence; lastLicence matches the licence
// at the end of a description, after a mark or that word, and captures its name.
var (
	licenceWord = pattern.Lazy(`(?i) licen[cs]e$`)
	lastLicence = pattern.Lazy(`(?i)(?:[ \t]+[-–—|·][ \t]+|[ \t]+\(?licen[cs]ed?(?: under)?:?[ \t]+)((?:a|l)?gpl|mit|bsd|apache|mpl|isc|unlicense|cc0|zlib|epl|eupl|wtfpl|psf)((?:[- ]?(?:v?[0-9][0-9.]*|clause|only|or-later))*\+?)\)?$`)
)

// takeLicence moves a licence at the end of the description out of the text.
func (s *Shape) takeLicence() {
	m := lastLicence().FindStringSubmatchIndex(s.Text)
	if m == nil || m[0] == 0 {
		return
	}
	source := s.Text[m[0]:]
	form := source[:m[2]-m[0]] + "{licence}" + source[m[5]-m[0]:]
	s.Tail = append(Extras{{kind: tokWord, source: source, form: form}}, s.Tail...)
	s.End -= len(source)
	s.Text = s.Text[:m[0]]
}

// isLicenceGroup reports whether a token is a licence in parentheses.
func isLicenceGroup(k tokenKind, s string) bool {
	return k == tokGroup && groupedLicence().MatchString(s)
}

// decorationForm returns a decoration with placeholders for the parts that differ between
// projects.
func decorationForm(k tokenKind, s string, e markdown.Entry) string {
	for _, l := range e.Links {
		if l.URL != e.URL && ref.Base(l.URL) != "" || l.URL == e.URL && ref.Base(e.URL) != "" {
			s = strings.ReplaceAll(s, "]("+l.URL+")", "]({code})")
		}
	}
	for _, l := range append([]markdown.Link{{URL: e.URL}}, e.Links...) {
		repo := ref.InRepository(l.URL)
		if repo == "" {
			continue
		}
		s = replaceFold(s, repo, "{repo}")
		break
	}
	s = strings.ReplaceAll(s, e.URL, "{url}")
	for _, l := range e.Links {
		switch {
		case homepage().MatchString(l.Text):
			s = strings.ReplaceAll(s, "]("+l.URL+")", "]({homepage})")
		case docs().MatchString(l.Text):
			s = strings.ReplaceAll(s, "]("+l.URL+")", "]({docs})")
		}
	}
	s = project().ReplaceAllString(s, "${1}{package}${3}")
	if k == tokBadge {
		s = pictured(s, e)
	}
	inner := licenceWord().ReplaceAllString(strings.Trim(s, "`*_()[]#"), "")
	switch {
	case k == tokLink && !strings.Contains(s, "](") && bracketedLicence().MatchString(s):
		return bracketedLicence().ReplaceAllString(s, "[{licence}]")
	case (k == tokCode || k == tokGroup && s[0] == '[' || isLicenceGroup(k, s)) && licence().MatchString(inner):
		return strings.Replace(s, inner, "{licence}", 1)
	case k == tokEmphasis && groupedLicence().MatchString("("+inner+")"):
		return strings.Replace(s, inner, "{licence}", 1)
	case k == tokGroup && strings.Contains(inner, ","):
		return tagged(s)
	case (k == tokCode || k == tokGroup || k == tokEmphasis) && languages().MatchString(inner):
		return strings.Replace(s, inner, "{language}", 1)
	case k == tokIcon && forkIcon().MatchString(s):
		return number().ReplaceAllString(s, "{forks}")
	case strings.Contains(strings.ToLower(s), " stars"), starIcon().MatchString(s):
		return number().ReplaceAllString(s, "{stars}")
	}
	return s
}

// pictured replaces the name of the project as the name of a picture, as in
// "https://icons.example/name.svg", with a placeholder: whether there is such a picture of
// another project is unknown.
func pictured(s string, e markdown.Entry) string {
	name := strings.TrimSuffix(e.URL[strings.LastIndexByte(strings.TrimRight(e.URL, "/"), '/')+1:], "/")
	for _, name := range []string{name, e.Name} {
		at := strings.Index(strings.ToLower(s), "/"+strings.ToLower(name))
		if name == "" || at < 0 || len(strings.ToLower(s)) != len(s) {
			continue
		}
		if end := at + 1 + len(name); pictureEnd().MatchString(s[end:]) {
			return s[:at+1] + "{picture}" + s[end:]
		}
	}
	return s
}

// pictureEnd matches what follows the name of a picture in an address.
var pictureEnd = pattern.Lazy(`^(?:\.(?:svg|png|ico|jpe?g|gif|webp))?(?:["')?#\s]|$)`)

// tagged returns a group of tags, such as "(Python, MIT)", with placeholders if each is a
// language or a licence, and unchanged otherwise.
func tagged(s string) string {
	tags := strings.Split(s[1:len(s)-1], ",")
	for i, tag := range tags {
		inner := strings.Trim(tag, " `")
		switch {
		case languages().MatchString(inner):
			tags[i] = strings.Replace(tag, inner, "{language}", 1)
		case groupedLicence().MatchString("(" + inner + ")"):
			tags[i] = strings.Replace(tag, inner, "{licence}", 1)
		default:
			return s
		}
	}
	return s[:1] + strings.Join(tags, ",") + s[len(s)-1:]
}

// BadgeForm returns the form of a source that consists of badges of the entry's
// repository, and "" for any other source.
func BadgeForm(source string, e markdown.Entry) string {
	form := ""
	for _, t := range lex(source) {
		text := source[t.start:t.end]
		if t.kind == tokBadge {
			text = decorationForm(t.kind, text, e)
		}
		if t.kind != tokSpace && !strings.Contains(text, "{repo}") {
			return ""
		}
		form += text
	}
	return form
}

// replaceFold replaces all occurrences of a text, ignoring case.
func replaceFold(s, old, new string) string {
	lower, old := strings.ToLower(s), strings.ToLower(old)
	if len(lower) != len(s) {
		return strings.ReplaceAll(s, old, new)
	}
	var b strings.Builder
	for {
		i := strings.Index(lower, old)
		if i < 0 {
			return b.String() + s
		}
		b.WriteString(s[:i] + new)
		s, lower = s[i+len(old):], lower[i+len(old):]
	}
}

// Part returns the part that a person is asked for if entries differ in their extras.
func (s Extras) Part() Part {
	for _, d := range s {
		switch {
		case d.kind == tokBadge:
			return PartBadge
		case d.kind == tokIcon && strings.Contains(d.form, "{stars}"):
			return PartStars
		case d.kind == tokIcon, d.isBox():
			return PartIcons
		case d.kind == tokLink && !strings.ContainsFunc(linkText(d.source), func(r rune) bool { return !text.NotWord(r) }):
			return PartIcons
		case d.kind == tokLink, d.kind == tokGroup && strings.Contains(d.source, "]("):
			return PartLinks
		case d.kind != tokSpace:
			return PartTags
		}
	}
	return PartTags
}

// IsRemark reports whether extras are only a text of several words in parentheses, which
// concerns one project, as in "(Shipped with Starlette.)".
func (s Extras) IsRemark() bool {
	return len(s) == 1 && s[0].kind == tokGroup && remarkForm().MatchString(s[0].source)
}

var remarkForm = pattern.Lazy(`^\([^()\[\]]*\pL[^()\[\]]* [^()\[\]]* [^()\[\]]*\)$`)

// linkText returns the text of a link.
func linkText(s string) string {
	text, _, _ := strings.Cut(strings.TrimPrefix(s, "["), "]")
	return text
}

// isBox reports whether a decoration is the check box of a task.
func (d decoration) isBox() bool { return d.kind == tokGroup && box().MatchString(d.source) }

// Numbers returns the numbers of stars among extras, as they are written.
func (s Extras) Numbers() []string {
	var all []string
	for _, d := range s {
		if strings.Contains(d.form, "{stars}") {
			all = append(all, number().FindString(d.source))
		}
	}
	return all
}

// Icons returns the icons whose meaning only the list defines.
func (s Extras) Icons() string {
	var all []string
	for _, d := range s {
		if d.kind == tokIcon && !strings.Contains(d.form, "{stars}") || d.isBox() {
			all = append(all, d.form)
		}
	}
	return strings.Join(all, " ")
}
