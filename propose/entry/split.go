package entry

import (
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"namedrop/internal/markdown"
)

// split divides what follows the link into its parts.
func (s *Shape) split(raw string, ts []token, e markdown.Entry) {
	n := separatorAt(raw, ts)
	if n >= 0 {
		s.Middle = decorations(raw, ts[:n], e)
		end := n + 1
		for end < len(ts) && isSeparator(raw, ts, end) {
			end++
		}
		s.SeparatorStart, s.SeparatorEnd = ts[n].start, ts[end-1].end
		s.Separator, ts = raw[s.SeparatorStart:s.SeparatorEnd], ts[end:]
	} else if len(ts) == 1 && ts[0].kind == tokGroup || len(ts) == 2 && ts[0].kind == tokSpace && ts[1].kind == tokGroup {
		t := ts[len(ts)-1]
		if text := raw[t.start+1 : t.end-1]; strings.Contains(text, " ") && !strings.Contains(text, "](") {
			s.Separator, s.Text, s.Closing = raw[ts[0].start:t.start+1], text, ")"
			s.takeMark()
			return
		}
	} else if len(ts) > 0 && ts[0].kind == tokSpace {
		if n := licencesAt(raw, ts); n > 0 {
			s.Middle, ts = decorations(raw, ts[:n], e), ts[n:]
		}
		s.Separator, ts = raw[ts[0].start:ts[0].end], ts[1:]
	}
	if n := slices.IndexFunc(ts, func(t token) bool {
		return t.kind == tokLineEnd && strings.Contains(raw[t.start:t.end], "\n") && s.isDetail(raw, ts, t)
	}); n >= 0 {
		s.Details = strings.TrimSpace(raw[ts[n].start:]) != ""
		ts = ts[:n]
	}
	lo := tailAt(raw, ts)
	if lo == len(ts) && lo > 1 && isBreak(raw, ts[lo-1]) {
		lo--
	}
	if lo < len(ts) {
		s.Tail = decorations(raw, ts[lo:], e)
	}
	if lo > 0 {
		s.Text = strings.TrimRight(raw[ts[0].start:ts[lo-1].end], " \t\r\n")
		s.End, s.EndsInWord = ts[0].start+len(s.Text), isWords(raw, ts[lo-1])
		s.takeLicence()
		if lo == 1 && ts[0].kind == tokEmphasis {
			s.takeEmphasis()
		}
		s.takeQuotation()
		s.takeMark()
	} else if len(s.Tail) > 0 {
		s.Tail[0].before, s.Separator = s.Separator, ""
	}
	if s.Text == "" && len(s.Tail) > 0 { // decorations only
		s.Middle, s.Tail = append(s.Middle, s.Tail...), nil
	}
	if s.Text == "" {
		s.Separator = ""
	}
}

// licencesAt returns the number of tokens before the description that are licences in
// parentheses, with the white space before each.
func licencesAt(raw string, ts []token) int {
	n := 0
	for n+2 < len(ts) && ts[n].kind == tokSpace && ts[n+2].kind == tokSpace && isLicenceGroup(ts[n+1].kind, raw[ts[n+1].start:ts[n+1].end]) {
		n += 2
	}
	return n
}

// isDetail reports whether text after a line break is not part of the description,
// because the description has already ended or the text is a block of code.
func (s *Shape) isDetail(raw string, ts []token, at token) bool {
	return strings.HasPrefix(raw[at.end:], "```") || strings.HasPrefix(raw[at.end:], "~~~") || endsSentence(raw, ts[:slices.Index(ts, at)])
}

// isWords reports whether a token is text, including text in parentheses.
func isWords(raw string, t token) bool {
	return t.kind == tokWord || t.kind == tokGroup && !strings.Contains(raw[t.start:t.end], "](")
}

// takeEmphasis moves the marks around an italic description out of the text.
func (s *Shape) takeEmphasis() {
	for _, mark := range []string{"*", "_"} {
		inner, ok := strings.CutPrefix(s.Text, mark)
		inner, closes := strings.CutSuffix(inner, mark)
		if ok && closes && inner != "" && !strings.Contains(inner, mark) {
			s.Emphasis, s.Text = mark, inner
			return
		}
	}
}

// takeQuotation moves quotation marks around the description out of the text.
func (s *Shape) takeQuotation() {
	for opening, closing := range closings {
		inner, ok := strings.CutPrefix(s.Text, opening)
		inner, closes := strings.CutSuffix(inner, closing)
		if ok && closes && opening != "(" && inner != "" && !strings.Contains(inner, opening) && !strings.Contains(inner, closing) && s.Emphasis == "" {
			s.Separator, s.Text, s.Closing = s.Separator+opening, inner, closing
			return
		}
	}
}

// closings holds what closes each mark that a separator may end with.
var closings = map[string]string{"(": ")", "\"": "\"", "“": "”", "„": "“", "«": "»", "「": "」"}

// Closing returns the mark that closes the one at the end of a separator, "" if it ends with
// none.
func Closing(separator string) string {
	_, n := utf8.DecodeLastRuneInString(separator)
	return closings[separator[len(separator)-n:]]
}

// takeMark moves the final mark out of the text.
func (s *Shape) takeMark() {
	switch {
	case strings.HasSuffix(s.Text, "。"), strings.HasSuffix(s.Text, "．"):
		s.Mark = s.Text[len(s.Text)-len("。"):]
	case strings.HasSuffix(s.Text, "."), strings.HasSuffix(s.Text, "!"), strings.HasSuffix(s.Text, "?"):
		s.Mark = s.Text[len(s.Text)-1:]
	case strings.HasSuffix(s.Text, "…"), strings.HasSuffix(s.Text, "！"), strings.HasSuffix(s.Text, "？"):
		s.Mark = "."
		return
	}
	s.Text = strings.TrimSuffix(s.Text, s.Mark)
	if s.Mark == "!" || s.Mark == "?" {
		s.Mark = "."
	}
}

// separatorAt returns the first token of the separator, including the white space before
// it, or -1 if words come first or there is no separator. A mark between the name and
// another link, or icons with numbers, is no separator if one follows them.
func separatorAt(raw string, ts []token) int {
	credit := false
	for i := 0; i < len(ts); i++ {
		t := ts[i]
		switch {
		case isSeparator(raw, ts, i):
			if last := extrasBehind(raw, ts, i); last > 0 && separatorAt(raw, ts[last+1:]) == 0 {
				i = last
				continue
			}
			if i > 0 && ts[i-1].kind == tokSpace {
				return i - 1
			}
			return i
		case t.kind == tokWord && raw[t.start:t.end] == "by":
			credit = true // "by [author](url) - "
		case t.kind == tokWord && credit && i < maxCredit:
		case t.kind == tokWord, t.kind == tokMark:
			return -1
		}
	}
	return -1
}

// maxCredit is the number of tokens within which the name of an author ends.
const maxCredit = 9

// extrasBehind returns the last of the links, icons and numbers that follow the separator at
// i and precede another, or -1 if there are none.
func extrasBehind(raw string, ts []token, i int) int {
	for i < len(ts) && isSeparator(raw, ts, i) {
		i++
	}
	last := -1
	for ; i < len(ts) && !isSeparator(raw, ts, i); i++ {
		text := raw[ts[i].start:ts[i].end]
		switch {
		case ts[i].kind == tokSpace:
		case ts[i].kind == tokLink && text[0] == '[', ts[i].kind == tokIcon, ts[i].kind == tokWord && last >= 0 && !strings.ContainsFunc(text, unicode.IsLetter):
			last = i
		default:
			return -1
		}
	}
	return last
}

// isSeparator reports whether a token separates a description from the link, or lies
// between two tokens that do.
func isSeparator(raw string, ts []token, i int) bool {
	t := ts[i]
	s := html.UnescapeString(raw[t.start:t.end])
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
		if s == "-" && i == 0 && !spaced { // "[name](url)-Text"
			r, _ := utf8.DecodeRuneInString(raw[t.end:])
			return unicode.IsUpper(r)
		}
		return spaced && (i == 0 || ts[i-1].kind != tokWord) || i > 0 && isDash(raw, ts[i-1]) || i+1 < len(ts) && isDash(raw, ts[i+1])
	case ":": // after a line end in a definition list, or after a tag
		return spaced && (i == 0 || ts[i-1].kind == tokLineEnd || ts[i-1].kind == tokSpace || isDecoration(ts[i-1]))
	case ".", ",", ";":
		return spaced && i == 0
	}
	return false
}

func isDash(raw string, t token) bool { return t.kind == tokMark && raw[t.start:t.end] == "-" }

// tailAt returns the first of the trailing tokens that are decorations. A token that
// could be part of a sentence, such as code, is a decoration only after the end of a
// sentence.
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
			for lo > 0 && isBetween(raw, ts, lo-1) {
				lo--
			}
			return lo
		}
	}
	return len(ts)
}

// isBreak reports whether a token is a line break in HTML.
func isBreak(raw string, t token) bool {
	return t.kind == tokLineEnd && strings.Contains(raw[t.start:t.end], "<")
}

// isBetween reports whether a token only separates decorations: white space, or a mark such
// as a dash before white space.
func isBetween(raw string, ts []token, i int) bool {
	if ts[i].kind == tokMark && i+1 < len(ts) && ts[i+1].kind == tokSpace {
		return strings.Contains("-|·•", raw[ts[i].start:ts[i].end])
	}
	return ts[i].kind == tokSpace || ts[i].kind == tokLineEnd
}

func isDecoration(t token) bool {
	switch t.kind {
	case tokBadge, tokIcon, tokHashtag, tokCode, tokGroup, tokLink, tokEmphasis, tokHtmlTag:
		return true
	}
	return false
}

// isStrong reports whether a token can never be part of a sentence.
func isStrong(raw string, t token) bool {
	switch t.kind {
	case tokBadge, tokIcon, tokHashtag:
		return true
	case tokGroup:
		return strings.Contains(raw[t.start:t.end], "](") && raw[t.start] == '('
	}
	return false
}

// endsSentence reports whether the text ends with a final mark.
func endsSentence(raw string, ts []token) bool {
	if len(ts) == 0 {
		return false
	}
	s := strings.TrimRight(raw[ts[0].start:ts[len(ts)-1].end], " \t\r\n*_)\"'”’")
	return strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "e.g.") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "。") || strings.HasSuffix(s, "！")
}
