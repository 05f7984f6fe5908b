package markup

import (
	"slices"
	"strings"

	"namedrop/internal/pattern"
)

// ascii translates AsciiDoc.
type ascii struct {
	lines  []string
	values map[string]string // of the attributes that are addresses
	open   []string          // markers of the lists that are open, outermost first
	rows   map[int]bool      // see Translate
}

// Lines of AsciiDoc.
var (
	asciiTitle      = pattern.Lazy(`^(={1,6})[ \t]+(\S.*)$`)
	asciiBlockTitle = pattern.Lazy(`^\.([^\s.].*)$`)
	asciiAttribute  = pattern.Lazy(`^:([A-Za-z0-9_][A-Za-z0-9_-]*)!?:(?:[ \t]+(.*))?$`)
	asciiSkipped    = pattern.Lazy(`^(?://.*|\[[^\[\]]*\]|\[\[[^\[\]]*\]\]|\+|[a-z]+::\S*\[.*\]|'{3}|<{3}|={4,}|\*{4,}|_{4,}|-{2}|[|!]={3,})[ \t]*$`)
	asciiListing    = pattern.Lazy(`^(-{4,}|\.{4,}|/{4,}|\+{4,})[ \t]*$`)
	asciiItem       = pattern.Lazy(`^[ \t]*(\*{1,6}|-|\.{1,6})([ \t]+)(?:\[[ x*]\][ \t]+)?(\S.*)$`)
	asciiTerm       = pattern.Lazy(`^[ \t]*(\S.*?)::(?:([ \t]+)(\S.*))?$`)
	asciiInline     = pattern.Lazy(`image:(https?://[^\s\[\]]+)\[([^\[\]]*)\]|(?:link:)?(https?://[^\s\[\]<>]+|\{[A-Za-z0-9_-]+\}[^\s\[\]<>]*)\[((?:[^\[\]]|image:[^\s\[\]]+\[[^\[\]]*\])*)\]`)
	asciiOption     = pattern.Lazy(`^"?(.*?)"?(?:,[ \t]*[a-z]+=.*)?$`)
)

// attributes returns the attributes of a document that are addresses.
func attributes(src []byte) map[string]string {
	all := map[string]string{}
	for _, l := range lines(src) {
		if m := asciiAttribute().FindStringSubmatch(l); m != nil && strings.HasPrefix(m[2], "http") {
			all[m[1]] = strings.TrimSpace(m[2])
		}
	}
	return all
}

func (a *ascii) translate() []string {
	out := make([]string, len(a.lines))
	table, listing := -1, "" // line where the table starts
	for i, l := range a.lines {
		fence := strings.TrimSpace(l)
		switch {
		case listing != "":
			if fence == listing {
				listing = ""
			}
		case asciiListing().MatchString(l):
			listing = fence
		case strings.HasPrefix(fence, "|==="):
			if table >= 0 {
				addRows(out, asciiRows(a.lines, table, i), a.rows, a.inline)
				table = -1
			} else {
				table = i
			}
		case table >= 0:
		default:
			out[i] = a.line(l, i > 0 && asciiTerm().MatchString(a.lines[i-1]))
		}
	}
	return out
}

// line translates a line outside of listings and tables. The text below a term belongs to it.
func (a *ascii) line(l string, belowTerm bool) string {
	if m := asciiTitle().FindStringSubmatch(l); m != nil {
		a.open = nil
		return strings.Repeat("#", len(m[1])) + " " + a.inline(m[2])
	}
	if asciiAttribute().MatchString(l) || asciiSkipped().MatchString(l) {
		return ""
	}
	if m := asciiItem().FindStringSubmatch(l); m != nil {
		return strings.Repeat(asciiIndent, a.depth(m[1])) + asciiMarker[m[1][0]] + m[2] + a.inline(m[3])
	}
	if m := asciiTerm().FindStringSubmatch(l); m != nil && asciiInline().MatchString(m[1]) {
		return "+ " + a.inline(m[1]) + ":" + m[2] + a.inline(m[3])
	}
	if m := asciiBlockTitle().FindStringSubmatch(l); m != nil {
		return "**" + a.inline(m[1]) + "**"
	}
	if belowTerm && strings.TrimSpace(l) != "" && indentOf(l) == 0 {
		return "  " + a.inline(l)
	}
	return a.inline(l)
}

// depth returns in how many lists an item with a marker is. A new marker opens a list in
// the current one, whatever its length.
func (a *ascii) depth(marker string) int {
	if i := slices.Index(a.open, marker); i >= 0 {
		a.open = a.open[:i+1]
		return i
	}
	a.open = append(a.open, marker)
	return len(a.open) - 1
}

// asciiIndent is the indent of a nested item in Markdown for each level, and asciiMarker its
// marker there.
const asciiIndent = "    "

var asciiMarker = map[byte]string{'*': "*", '-': "-", '.': "1."}

// inline translates the links and images of a line.
func (a *ascii) inline(s string) string {
	return replaceMatches(asciiInline(), s, func(m []string) string {
		if m[1] != "" {
			return "![" + m[2] + "](" + m[1] + ")"
		}
		address := m[3]
		if name, rest, ok := strings.Cut(strings.TrimPrefix(address, "{"), "}"); ok && address[0] == '{' {
			if a.values[name] == "" {
				return m[0]
			}
			address = a.values[name] + rest
		}
		text := strings.TrimSuffix(asciiOption().FindStringSubmatch(m[4])[1], "^")
		if text == "" {
			return "<" + address + ">"
		}
		return "[" + a.inline(text) + "](" + address + ")"
	})
}
