package propose

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"namedrop/internal/markdown"
	"namedrop/internal/ref"
)

// shape is how an entry is written. Its texts are source, in which {name}, {url} and
// the like stand for what is said of the project. Joined in order they are the entry
// without the marker of its item.
type shape struct {
	prefix    extras // in front of the link
	lead      string // the link with the name, and the marks around both
	middle    extras // between the link and the separator
	separator string // in front of the description
	text      string // the description, without its mark
	mark      string // at its end
	closing   string // the parenthesis that the separator opens
	tail      extras // behind the description

	at     int  // byte of the list where the body of the entry starts
	lo, hi int  // bytes of the separator in the body
	end    int  // byte of the body where the description with its mark ends
	words  bool // the description ends with words, not with a link or code
}

// extras are what stands beside the name and the description: badges, icons, licences and
// other tags, with the white space on the side of the text.
type extras []decoration

// decoration is one of them.
type decoration struct {
	kind   tokenKind
	before string // white space in front
	source string // as it is written
	form   string // with placeholders
}

// form is what two slots have in common that say the same of different projects.
func (s extras) form() string {
	var b strings.Builder
	for _, d := range s {
		b.WriteString(d.before + d.form)
	}
	return b.String()
}

// maxEntry is the length in bytes of the longest entry that is looked at.
const maxEntry = 4096

// shapeOf reads the shape of an entry. It is not ok for an entry without a link and for
// kinds of entries whose parts do not stand in one line of text.
func shapeOf(src []byte, e markdown.Entry) (shape, bool) {
	raw, at, ok := body(src, e)
	if !ok || e.URL == "" || len(raw) > maxEntry {
		return shape{}, false
	}
	ts := lex(raw)
	first, last := leadTokens(raw, ts, e)
	if last < 0 {
		return shape{}, false
	}
	s := shape{at: at, lead: leadForm(raw[ts[first].start:ts[last].end], e)}
	if !strings.Contains(s.lead, "{url}") && !strings.Contains(s.lead, "][") && !strings.HasSuffix(s.lead, "]") {
		return shape{}, false
	}
	s.prefix = decorations(raw, ts[:first], e)
	if plainText(raw, ts[:first]) {
		return shape{}, false
	}
	s.split(raw, ts[last+1:], e)
	return s, true
}

// shapesOf are the shapes of entries, by where they start.
func shapesOf(src []byte, es []markdown.Entry) map[int]shape {
	all := map[int]shape{}
	for _, e := range es {
		if s, ok := shapeOf(src, e); ok {
			all[e.Start] = s
		}
	}
	return all
}

// IsNamed reports whether an entry begins with its link or a name, as one of a project
// does, and not with other words, as in "add to [the configuration](url)".
func IsNamed(src []byte, e markdown.Entry) bool {
	_, ok := shapeOf(src, e)
	return ok || e.Kind != markdown.Item && e.Kind != markdown.Paragraph
}

// body is the source of an entry without its marker and without what is nested in it,
// and where it starts.
func body(src []byte, e markdown.Entry) (raw string, at int, ok bool) {
	raw, at = string(src[e.Start:e.End]), e.Start
	switch e.Kind {
	case markdown.Item:
		m := markerLine.FindStringIndex(raw)
		if m == nil {
			return "", 0, false
		}
		at += m[1]
	case markdown.Paragraph:
		at += len(raw) - len(strings.TrimLeft(raw, "\ufeff"))
	default:
		return "", 0, false
	}
	raw = raw[at-e.Start:]
	at += len(raw) - len(strings.TrimLeft(raw, " \t"))
	return strings.TrimSpace(raw), at, true
}

// leadTokens are the first and the last token of the leading link and of the name that
// stands before it. last is -1 if the link is not found.
func leadTokens(raw string, ts []token, e markdown.Entry) (first, last int) {
	last = slices.IndexFunc(ts, func(t token) bool {
		s := raw[t.start:t.end]
		return t.kind != tokBadge && t.kind != tokSpace && (strings.Contains(s, e.URL) || strings.Contains(html.UnescapeString(s), e.URL) ||
			t.kind == tokLink && e.Links[0].Text != "" && strings.Contains(s, "["+e.Links[0].Text+"]"))
	})
	if last < 0 {
		return 0, -1
	}
	first = last
	for i := last - 1; i >= 0; i-- { // a name in front, as in "name - (url)"
		if s := raw[ts[i].start:ts[i].end]; strings.Contains(s, e.Name) && e.Name != "" && !strings.Contains(raw[ts[last].start:ts[last].end], e.Name) {
			first = i
			break
		}
	}
	return first, last
}

// leadForm is the source of a link with placeholders. Of several links in parentheses
// the first stays.
func leadForm(s string, e markdown.Entry) string {
	url := e.URL
	if !strings.Contains(s, url) {
		url = html.EscapeString(url)
	}
	name := sourceOf(s, e.Name)
	if at := strings.Index(s, url); at >= 0 {
		rest := s[at+len(url):]
		if i := strings.Index(rest, "), ["); i >= 0 && strings.HasSuffix(rest, ")") && !strings.HasPrefix(s, "[") {
			rest = "))"
		}
		before := s[:at]
		if name == "" && e.Name == e.URL {
			return before + "{url}" + titleForm.ReplaceAllString(rest, ")")
		}
		return strings.Replace(before, name, "{name}", 1) + "{url}" + titleForm.ReplaceAllString(replaceOnce(rest, name, before), ")")
	}
	return strings.Replace(s, name, "{name}", 1)
}

// titleForm is the title of a link, which belongs to its entry alone.
var titleForm = regexp.MustCompile(`^[ \t]+(?:"[^"]*"|'[^']*')\)`)

// replaceOnce puts the placeholder of a name into what follows an address, as in HTML,
// unless the name stands before.
func replaceOnce(s, name, before string) string {
	if name == "" || strings.Contains(before, name) {
		return s
	}
	return strings.Replace(s, name, "{name}", 1)
}

// sourceOf is a name as it stands in the source, where characters may be escaped; "" if
// it is not found.
func sourceOf(s, name string) string {
	for _, form := range []string{name, markdown.Escape(name), html.EscapeString(name), strings.ReplaceAll(name, "_", `\_`)} {
		if form != "" && strings.Contains(s, form) {
			return form
		}
	}
	return ""
}

// plainText reports whether words stand among tokens that should be decorations.
func plainText(raw string, ts []token) bool {
	return slices.ContainsFunc(ts, func(t token) bool {
		return t.kind == tokWord && strings.ContainsFunc(raw[t.start:t.end], unicode.IsLetter)
	})
}

// split takes what follows the link apart.
func (s *shape) split(raw string, ts []token, e markdown.Entry) {
	n := separatorAt(raw, ts)
	if n >= 0 {
		s.middle = decorations(raw, ts[:n], e)
		end := n
		for end < len(ts) && isSeparator(raw, ts, end) {
			end++
		}
		s.lo, s.hi = ts[n].start, ts[end-1].end
		s.separator, ts = raw[s.lo:s.hi], ts[end:]
	} else if len(ts) == 1 && ts[0].kind == tokGroup || len(ts) == 2 && ts[0].kind == tokSpace && ts[1].kind == tokGroup {
		t := ts[len(ts)-1]
		if text := raw[t.start+1 : t.end-1]; strings.Contains(text, " ") && !strings.Contains(text, "](") {
			s.separator, s.text, s.closing = raw[ts[0].start:t.start+1], text, ")"
			s.takeMark()
			return
		}
	} else if len(ts) > 0 && ts[0].kind == tokSpace {
		s.separator, ts = raw[ts[0].start:ts[0].end], ts[1:]
	}
	if n := slices.IndexFunc(ts, func(t token) bool {
		return t.kind == tokLineEnd && strings.Contains(raw[t.start:t.end], "\n") && s.isDetail(raw, ts, t)
	}); n >= 0 {
		ts = ts[:n]
	}
	lo := tailAt(raw, ts)
	if lo < len(ts) {
		s.tail = decorations(raw, ts[lo:], e)
	}
	if lo > 0 {
		s.text = strings.TrimRight(raw[ts[0].start:ts[lo-1].end], " \t\r\n")
		s.end, s.words = ts[0].start+len(s.text), isWords(raw, ts[lo-1])
		s.takeMark()
	} else if len(s.tail) > 0 {
		s.tail[0].before, s.separator = s.separator, ""
	}
	if s.text == "" && len(s.tail) > 0 { // decorations only
		s.middle, s.tail = append(s.middle, s.tail...), nil
	}
	if s.text == "" {
		s.separator = ""
	}
}

// isDetail reports whether what follows a line break is no part of the description,
// because that has ended.
func (s *shape) isDetail(raw string, ts []token, at token) bool {
	return endsSentence(raw, ts[:slices.Index(ts, at)])
}

// isWords reports whether a token is text, also in parentheses.
func isWords(raw string, t token) bool {
	return t.kind == tokWord || t.kind == tokGroup && !strings.Contains(raw[t.start:t.end], "](")
}

// takeMark takes the final mark off the text.
func (s *shape) takeMark() {
	switch {
	case strings.HasSuffix(s.text, "。"), strings.HasSuffix(s.text, "．"):
		s.mark = s.text[len(s.text)-len("。"):]
	case strings.HasSuffix(s.text, "."), strings.HasSuffix(s.text, "!"), strings.HasSuffix(s.text, "?"):
		s.mark = s.text[len(s.text)-1:]
	case strings.HasSuffix(s.text, "…"), strings.HasSuffix(s.text, "！"), strings.HasSuffix(s.text, "？"):
		s.mark = "."
		return
	}
	s.text = strings.TrimSuffix(s.text, s.mark)
	if s.mark == "!" || s.mark == "?" {
		s.mark = "."
	}
}

// separatorAt is the first token of the separator, with the white space in front of it.
// It is -1 if words stand before it or there is none.
func separatorAt(raw string, ts []token) int {
	for i, t := range ts {
		switch {
		case isSeparator(raw, ts, i):
			if i > 0 && ts[i-1].kind == tokSpace {
				return i - 1
			}
			return i
		case t.kind == tokWord, t.kind == tokMark:
			return -1
		}
	}
	return -1
}

// isSeparator reports whether a token separates a description, or stands between two
// that do.
func isSeparator(raw string, ts []token, i int) bool {
	t := ts[i]
	s := raw[t.start:t.end]
	switch t.kind {
	case tokLineEnd:
		return true
	case tokSpace:
		return i > 0 && isSeparator(raw, ts, i-1) || i+1 < len(ts) && ts[i+1].kind == tokMark && i+2 < len(ts) && isSeparator(raw, ts, i+1)
	case tokMark:
	default:
		return false
	}
	spaced := i+1 == len(ts) || ts[i+1].kind == tokSpace || ts[i+1].kind == tokLineEnd
	switch s {
	case "：", "—", "–", "―":
		return true
	case "-", "|", "·", "•", "→", ">", "=", "~":
		return spaced && (i == 0 || ts[i-1].kind != tokWord) || i > 0 && isDash(raw, ts[i-1]) || i+1 < len(ts) && isDash(raw, ts[i+1])
	case ":", ".", ",", ";":
		return spaced && i == 0
	}
	return false
}

func isDash(raw string, t token) bool { return t.kind == tokMark && raw[t.start:t.end] == "-" }

// tailAt is the first of the tokens at the end that are decorations. What may be a part
// of a sentence, as code is, is one behind the end of a sentence only.
func tailAt(raw string, ts []token) int {
	lo := len(ts)
	for lo > 0 && (isBetween(raw, ts, lo-1) || isDecoration(ts[lo-1])) {
		lo--
	}
	for ; lo < len(ts); lo++ {
		if isBetween(raw, ts, lo) && !(endsSentence(raw, ts[:lo]) && ts[lo].kind == tokMark) {
			continue
		}
		if isStrong(raw, ts[lo]) || ts[lo].kind == tokCode && strings.HasPrefix(raw[ts[lo].start:ts[lo].end], "`#") || endsSentence(raw, ts[:lo]) {
			if lo > 0 && (ts[lo-1].kind == tokSpace || ts[lo-1].kind == tokLineEnd) {
				return lo - 1
			}
			return lo
		}
	}
	return len(ts)
}

// isBetween reports whether a token only separates decorations: white space, or a dash.
func isBetween(raw string, ts []token, i int) bool {
	return ts[i].kind == tokSpace || ts[i].kind == tokLineEnd || isDash(raw, ts[i]) && i+1 < len(ts) && ts[i+1].kind == tokSpace
}

func isDecoration(t token) bool {
	switch t.kind {
	case tokBadge, tokIcon, tokHashtag, tokCode, tokGroup, tokLink, tokEmphasis, tokHtmlTag:
		return true
	}
	return false
}

// isStrong reports whether a token is never a part of a sentence.
func isStrong(raw string, t token) bool {
	switch t.kind {
	case tokBadge, tokIcon, tokHashtag:
		return true
	case tokGroup:
		return strings.Contains(raw[t.start:t.end], "](") && raw[t.start] == '('
	}
	return false
}

// endsSentence reports whether the text ends with a mark.
func endsSentence(raw string, ts []token) bool {
	if len(ts) == 0 {
		return false
	}
	s := strings.TrimRight(raw[ts[0].start:ts[len(ts)-1].end], " \t\r\n*_)\"'”’")
	return strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "e.g.") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "。") || strings.HasSuffix(s, "！")
}

// decorations are those among tokens, with their white space.
func decorations(raw string, ts []token, e markdown.Entry) extras {
	var s extras
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
	if len(s) > 0 && before != "" { // in front of the link, white space stands behind
		s = append(s, decoration{kind: tokSpace, before: before})
	}
	return s
}

var (
	number    = regexp.MustCompile(`[0-9][0-9.,]*k?`)
	label     = regexp.MustCompile(`^_?\(?(?:label|tags?): `)
	languages = regexp.MustCompile(`(?i)^(?:python|go(?:lang)?|rust|c|c\+\+|c#|java|javascript|typescript|nodejs|node\.js|php|ruby|perl|shell|bash|scala|kotlin|swift|elixir|erlang|haskell|docker|k8s|lua|r|julia|clojure|nim|zig|dart|crystal|ocaml|html5?|css|django|deb|other)(?:/.*)?$`)
	licence   = regexp.MustCompile(`(?i)^(?:(?:a|l)?gpl|mit|bsd|apache|mpl|isc|unlicense|cc0|cc-by|epl|eupl|wtfpl|zlib|artistic|0bsd|psf|python-2|ofl|osl|cecill|boost|bsl|public|khronos|ms-pl|proprietary|commercial|freeware|free)\b`)
)

// bracketedLicence is one that links to its text, as "[MIT]" does.
var bracketedLicence = regexp.MustCompile(`(?i)\[(?:mit|apache[^\[\]]*|(?:l|a)?gpl[^\[\]]*|bsd[^\[\]]*|mpl[^\[\]]*|boost|bsl[^\[\]]*|isc|unlicense|cc0[^\[\]]*|zlib|wtfpl)\]`)

// decorationForm is a decoration with placeholders for what differs between projects.
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
	inner := strings.Trim(s, "`*_()[]#")
	switch {
	case k == tokLink && !strings.Contains(s, "](") && bracketedLicence.MatchString(s):
		return bracketedLicence.ReplaceAllString(s, "[{licence}]")
	case (k == tokCode || k == tokGroup && s[0] == '[') && licence.MatchString(inner):
		return strings.Replace(s, inner, "{licence}", 1)
	case k == tokCode && languages.MatchString(inner):
		return strings.Replace(s, inner, "{language}", 1)
	case k == tokIcon && strings.ContainsFunc(s, unicode.IsDigit), strings.Contains(strings.ToLower(s), " stars"), strings.ContainsAny(s, "★⭐"):
		return number.ReplaceAllString(s, "{stars}")
	}
	return s
}

// replaceFold replaces all occurrences of a text in any case of letters.
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
