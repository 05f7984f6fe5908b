package markup

import (
	"bytes"
	"fmt"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"namedrop/internal/pattern"
)

// Writer writes entries in the language of a list, with the variants that most of the list
// uses.
type Writer struct {
	lang   Language
	before string // before an address in AsciiDoc: "link:" or ""
	window string // behind the text of a link in AsciiDoc: "^" or ""
	behind string // behind a link in reStructuredText: "_" or "__"
}

// NewWriter returns a writer for a section of a list in a language. If it has no links, the
// list decides.
func NewWriter(l Language, section, list []byte) Writer {
	if !bytes.Contains(section, []byte("http")) {
		section = list
	}
	w := Writer{lang: l, behind: "_"}
	switch l {
	case ReStructuredText:
		if more(section, ">`__", ">`_") {
			w.behind = "__"
		}
	case AsciiDoc:
		if more(section, "link:http", "http") {
			w.before = "link:"
		}
		if more(section, "^]", "]") {
			w.window = "^"
		}
	}
	return w
}

// more reports whether most occurrences of one of two texts are of the first. Those of the
// second may contain it.
func more(src []byte, first, second string) bool {
	n := bytes.Count(src, []byte(first))
	return n > 0 && 2*n > bytes.Count(src, []byte(second))
}

// Parts of a Markdown entry: escaped characters, links, images, addresses in angle brackets, code, and the marks of
// emphasis.
var written = pattern.Lazy("(?:\\\\[!-/:-@\\[-`{-~])+|!?\\[((?:\\\\.|[^\\[\\]\\\\])*)\\]\\(([^()\\s]*)\\)|<(https?://[^<>\\s]+)>|`([^`]+)`|\\*\\*|\\*|https?://\\S+")

// asciiMarked matches the marker of an item in AsciiDoc.
var asciiMarked = pattern.Lazy(`^[ \t]*(?:\*{1,6}|-|\.{1,6})[ \t]+`)

// markers matches what stands before the text of an entry in Markdown.
var markers = pattern.Lazy(`^([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+)`)

// Marker returns the marker of an item in Markdown, with its indent and 1 for any number; ""
// for a line without one.
func Marker(line string) string {
	m := markers().FindStringSubmatch(line)
	switch {
	case m == nil:
		return ""
	case len(m[2]) > 1:
		return m[1] + "1"
	}
	return m[1] + m[2]
}

// Entry writes a Markdown entry in the language of the list. An item gets the marker of
// another, given in that language, that has the same marker in Markdown. It returns an error
// if the text contains what may be markup.
func (w Writer) Entry(md, beside string) (string, error) {
	if w.lang == "" {
		return md, nil
	}
	head := markers().FindString(md)
	text, err := w.inline(md[len(head):])
	if err != nil {
		return "", err
	}
	return w.marked(head, text, beside), nil
}

// marked puts the marker of an item before its text.
func (w Writer) marked(head, text, beside string) string {
	form := restNumber()
	if w.lang == AsciiDoc {
		form = asciiMarked()
		if strings.HasPrefix(head, "+") {
			term, rest, _ := strings.Cut(text, "]:")
			return term + "]::" + rest
		}
	}
	if m := form.FindString(beside); m != "" {
		return m + text
	}
	return head + text
}

// inline translates the text of an entry.
func (w Writer) inline(md string) (string, error) {
	var b strings.Builder
	at := 0
	for _, m := range written().FindAllStringSubmatchIndex(md, -1) {
		group := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return md[m[2*i]:m[2*i+1]]
		}
		plain, err := w.text(md[at:m[0]])
		if err != nil {
			return "", err
		}
		b.WriteString(plain)
		at = m[1]
		part, err := w.part(group)
		if err != nil {
			return "", err
		}
		b.WriteString(part)
	}
	plain, err := w.text(md[at:])
	return b.String() + plain, err
}

// part translates a link, code or a mark of emphasis.
func (w Writer) part(group func(int) string) (string, error) {
	whole, link := group(0), html.UnescapeString(group(2))
	switch {
	case link != "" && whole[0] == '!':
		if w.lang == ReStructuredText {
			return "", fmt.Errorf("%s has no images in a line; such an entry must be written by hand", w.lang)
		}
		name, err := w.text(group(1))
		return "image:" + link + "[" + name + "]", err
	case link != "":
		name, err := w.text(group(1))
		if w.lang == ReStructuredText {
			if strings.HasSuffix(link, "_") { // otherwise the name of a definition
				link = strings.TrimSuffix(link, "_") + `\_`
			}
			return "`" + name + " <" + link + ">`" + w.behind, err
		}
		return w.before + link + "[" + name + w.window + "]", err
	case group(3) != "":
		return html.UnescapeString(group(3)), nil
	case group(4) != "" && w.lang == ReStructuredText:
		return "`" + whole + "`", nil
	case whole[0] == '\\':
		return w.text(whole)
	}
	return whole, nil
}

// escaped matches a character that is escaped in Markdown, and a character reference.
var escaped = pattern.Lazy("\\\\[!-/:-@\\[-`{-~]|&[#A-Za-z0-9]+;")

func unescape(md string) string {
	return escaped().ReplaceAllStringFunc(md, func(m string) string {
		if m[0] == '\\' {
			return m[1:]
		}
		return html.UnescapeString(m)
	})
}

// asciiSpecial matches text that may be markup in AsciiDoc.
var asciiSpecial = pattern.Lazy("[*`^~{}\\[\\]<>|\\\\]|(?:^|\\W)_|_(?:\\W|$)|#.*#|\\+.*\\+.*\\+|://|::|image:|link:|\\(\\(")

// escapeRest escapes what may be markup in reStructuredText.
func escapeRest(s string) string {
	var b strings.Builder
	for i, r := range s {
		_, n := utf8.DecodeRuneInString(s[i:])
		after := s[i+n:]
		next, _ := utf8.DecodeRuneInString(after)
		if strings.ContainsRune("\\*`|<>", r) || r == '_' && (after == "" || !unicode.IsLetter(next) && !unicode.IsDigit(next)) || r == ':' && strings.HasPrefix(after, "//") {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// text translates plain text: reStructuredText escapes what may be markup, and AsciiDoc
// cannot do so reliably.
func (w Writer) text(md string) (string, error) {
	s := unescape(md)
	if w.lang == ReStructuredText {
		return escapeRest(s), nil
	}
	if m := asciiSpecial().FindString(s); m != "" {
		return "", fmt.Errorf("%q contains %q, which may be markup in %s; such an entry must be written by hand", s, m, w.lang)
	}
	return s, nil
}
