// Package entry analyzes how the entries of a list are written.
//
// The source of an entry is split into tokens and then into its parts: the item marker,
// the link with the name, decorations such as badges and icons, the separator, the
// description and its final mark. Placeholders such as {name} and {url} replace what
// belongs to the project, so that entries of the same form are equal. [Part] names what
// only a person can provide.
//
// The package is pure, takes linear time and does not write entries.
package entry

import (
	"html"
	"slices"
	"strings"
	"unicode"

	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
)

// Shape is the format of an entry. Its texts are source in which placeholders such as
// {name} and {url} replace the data of the project. Concatenated in order, they form the
// entry without its item marker.
type Shape struct {
	Prefix    Extras // before the link
	Lead      string // the link with the name, and the marks around them
	Middle    Extras // between the link and the separator
	Separator string // before the description
	Emphasis  string // mark around the whole description: "*" or "_", "" for none
	Text      string // the description, without its final mark
	Mark      string // final mark of the description
	Closing   string // the parenthesis that closes one in the separator
	Tail      Extras // after the description

	At                           int  // byte of the list where the entry's body starts
	SeparatorStart, SeparatorEnd int  // bytes of the separator in the body
	End                          int  // byte of the body where the description ends, including its mark
	EndsInWord                   bool // the description ends with words, not with a link or code
	Details                      bool // lines of code or text follow the description
}

// maxEntry is the length in bytes of the longest entry that is analyzed.
const maxEntry = 4096

// ShapeOf analyzes the format of an entry. ok is false for an entry without a link, and
// for kinds of entries whose parts are not in one line of text.
func ShapeOf(src []byte, e markdown.Entry) (Shape, bool) {
	raw, at, ok := body(src, e)
	if !ok || e.URL == "" || len(raw) > maxEntry {
		return Shape{}, false
	}
	ts := lex(raw)
	first, last := leadTokens(raw, ts, e)
	if last < 0 {
		return Shape{}, false
	}
	if linksLast(raw, ts, first, last, e) {
		return lastLinkShape(raw, at, ts, first, last, e)
	}
	s := Shape{At: at, Lead: LeadForm(raw[ts[first].start:ts[last].end], e)}
	if !strings.Contains(s.Lead, "{url}") && !strings.Contains(s.Lead, "][") && !strings.HasSuffix(s.Lead, "]") {
		return Shape{}, false
	}
	s.Prefix = decorations(raw, ts[:first], e)
	if plainText(raw, ts[:first]) {
		return Shape{}, false
	}
	s.split(raw, ts[last+1:], e)
	return s, true
}

// linksLast reports whether the description of an entry stands between its name and its link,
// as in "name - text. [GitHub](url)".
func linksLast(raw string, ts []token, first, last int, e markdown.Entry) bool {
	return first < last && slices.ContainsFunc(ts[first+1:last], func(t token) bool {
		return t.kind == tokWord && strings.Contains(e.Description, raw[t.start:t.end])
	})
}

// lastLinkShape returns the shape of such an entry, in which the link belongs to the tail.
func lastLinkShape(raw string, at int, ts []token, first, last int, e markdown.Entry) (Shape, bool) {
	s := Shape{At: at, Lead: LeadForm(raw[ts[first].start:ts[first].end], e), Prefix: decorations(raw, ts[:first], e)}
	if !strings.Contains(s.Lead, "{name}") || strings.Contains(s.Lead, "[") || plainText(raw, ts[:first]) || plainText(raw, ts[last:]) {
		return Shape{}, false
	}
	tail := last
	for tail > first+1 && (ts[tail-1].kind == tokSpace || ts[tail-1].kind == tokLineEnd || isSeparator(raw, ts, tail-1)) {
		tail--
	}
	s.split(raw, ts[first+1:tail], e)
	links := decorations(raw, ts[tail:], e)
	for i, d := range links {
		if homepage().MatchString(linkText(strings.Trim(d.source, "()"))) {
			links[i].form = strings.ReplaceAll(d.form, "({url})", "({homepage})")
		}
	}
	s.Tail = append(s.Tail, links...)
	return s, s.Text != ""
}

// ShapesOf returns the shapes of entries, by the byte where each starts.
func ShapesOf(src []byte, es []markdown.Entry) map[int]Shape {
	all := map[int]Shape{}
	for _, e := range es {
		if s, ok := ShapeOf(src, e); ok {
			all[e.Start] = s
		}
	}
	return all
}

// IsNamed reports whether an entry begins with its link or a name, as the entry of a
// project does, rather than with other words, as in "add to [the configuration](url)".
func IsNamed(src []byte, e markdown.Entry) bool {
	_, ok := ShapeOf(src, e)
	return ok || e.Kind != markdown.Item && e.Kind != markdown.Paragraph
}

// body returns the source of an entry without its marker and nested entries, and the byte
// where it starts.
func body(src []byte, e markdown.Entry) (raw string, at int, ok bool) {
	raw, at = string(src[e.Start:e.End]), e.Start
	switch e.Kind {
	case markdown.Item:
		m := markerLine().FindStringIndex(raw)
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
	if strings.Contains(raw, "<!--") {
		raw = lastComments().ReplaceAllString(raw, "")
	}
	return strings.TrimSpace(raw), at, true
}

// lastComments matches the comments at the end of an entry, which nobody sees.
var lastComments = pattern.Lazy(`(?:[ \t]*<!--[^<>]*-->)+\s*$`)

// leadTokens returns the first and last token of the leading link, including a name
// before it. last is -1 if the link is not found.
func leadTokens(raw string, ts []token, e markdown.Entry) (first, last int) {
	last = slices.IndexFunc(ts, func(t token) bool {
		s := raw[t.start:t.end]
		return t.kind != tokBadge && t.kind != tokSpace && (strings.Contains(s, e.URL) || strings.Contains(html.UnescapeString(s), e.URL) ||
			t.kind == tokGroup && s == "["+e.Links[0].Text+"]" || t.kind == tokLink && e.Links[0].Text != "" && strings.Contains(s, "["+e.Links[0].Text+"]"))
	})
	if last < 0 {
		return 0, -1
	}
	first = last
	s := raw[ts[last].start:ts[last].end]
	if bare := strings.IndexByte("h<(", s[0]) >= 0; e.Name == "" || e.Name == e.URL || strings.Contains(s, e.Name) && !bare {
		return first, last // the link text is the name
	}
	for i := last - 1; i >= 0; i-- { // a name before the link, as in "name - (url)"
		if s := raw[ts[i].start:ts[i].end]; strings.Contains(s, e.Name) {
			first = i
			break
		}
	}
	return first, last
}

// LeadForm returns the source of a link with placeholders. Of several links in
// parentheses it keeps the first.
func LeadForm(s string, e markdown.Entry) string {
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
			return before + "{url}" + titleForm().ReplaceAllString(rest, ")")
		}
		return replaceName(before, name) + "{url}" + titleForm().ReplaceAllString(replaceOnce(rest, name, before), ")")
	}
	return replaceName(s, name)
}

// replaceName puts the name's placeholder into a text, unless the name is "".
func replaceName(s, name string) string {
	if name == "" {
		return s
	}
	return strings.Replace(s, name, "{name}", 1)
}

// titleForm matches the title of a link, which is specific to its entry.
var titleForm = pattern.Lazy(`^[ \t]+(?:"[^"]*"|'[^']*')\)`)

// replaceOnce puts the name's placeholder into the text after an address, as in HTML,
// unless the name precedes the address.
func replaceOnce(s, name, before string) string {
	if name == "" || strings.Contains(before, name) {
		return s
	}
	return strings.Replace(s, name, "{name}", 1)
}

// sourceOf returns a name as written in the source, where characters may be escaped, or
// "" if it is not found.
func sourceOf(s, name string) string {
	for _, form := range []string{name, markdown.Escape(name), html.EscapeString(name), strings.ReplaceAll(name, "_", `\_`)} {
		if form != "" && strings.Contains(s, form) {
			return form
		}
	}
	return ""
}

// plainText reports whether tokens that should be decorations contain words.
func plainText(raw string, ts []token) bool {
	return slices.ContainsFunc(ts, func(t token) bool {
		return t.kind == tokWord && strings.ContainsFunc(raw[t.start:t.end], unicode.IsLetter)
	})
}
