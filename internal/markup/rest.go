package markup

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"namedrop/internal/pattern"
)

// rest translates reStructuredText.
type rest struct {
	lines   []string
	defined map[string]bool // names of link definitions, in lower case
	styles  []string        // adornments of titles, in the order of their levels
	rows    map[int]bool    // see Translate
}

// Lines of reStructuredText.
var (
	restAdornment  = pattern.Lazy("^(={3,}|-{3,}|~{3,}|\\^{3,}|\"{3,}|'{3,}|`{3,}|#{3,}|\\*{3,}|\\+{3,}|:{3,}|\\.{3,}|_{3,}|<{3,}|>{3,}|!{3,}|%{3,}|&{3,})[ \\t]*$")
	restDefinition = pattern.Lazy("^(\\.\\. )_(?:`([^`]+)`|([^:`]+)):[ \\t]+(https?://\\S+)[ \\t]*$")
	restDirective  = pattern.Lazy(`^([ \t]*)(?:\.\.|__)(?:[ \t]|$)`)
	restNumber     = pattern.Lazy(`^([ \t]*)#\.([ \t]+)`)
	restGrid       = pattern.Lazy(`^[ \t]*(?:\+[-=+]{3,}\+|\|)`)
	restBorder     = pattern.Lazy(`^[ \t]*={2,}[ \t]+=[= \t]*$`)
)

// Links and code of reStructuredText. A link may be broken before its address.
var (
	restInline   = pattern.Lazy("`([^`<>]*[^`<>\\s])(\\s*)<([^`<>\\s]+)>`__?|``([^`]+)``|`([^`]+)`__?|\\b([A-Za-z0-9](?:[\\w.+-]*[A-Za-z0-9])?)_(?:[\\s.,;:!?)]|$)")
	restReferred = pattern.Lazy(`^(.*)_$`)
)

// definitions returns the names of the link definitions of a document, in lower case.
func definitions(src []byte) map[string]bool {
	all := map[string]bool{}
	for _, l := range lines(src) {
		if m := restDefinition().FindStringSubmatch(l); m != nil {
			all[strings.ToLower(m[2]+m[3])] = true
		}
	}
	return all
}

func (r *rest) translate() []string {
	out := make([]string, len(r.lines))
	for i := 0; i < len(r.lines); {
		switch l := r.lines[i]; {
		case r.isTitle(i + 1), restAdornment().MatchString(l) && r.isTitle(i+2) && r.sameAdornment(i, i+2):
			over := !r.isTitle(i + 1)
			at := i
			if over {
				at++
			}
			out[at] = strings.Repeat("#", r.level(r.lines[at+1], over)) + " " + r.inline(strings.TrimSpace(r.lines[at]))
			i = at + 2
		case restDefinition().MatchString(l):
			out[i] = restDefinition().ReplaceAllString(l, "[$2$3]: $4")
			i++
		case restTable().MatchString(l): // its content is a table
			for i++; i < len(r.lines) && restOption().MatchString(r.lines[i]); i++ {
			}
		case restDirective().MatchString(l):
			end := r.afterDirective(i)
			addRows(out, r.rowsIn(i, end), r.rows, r.inline)
			i = end
		case restBorder().MatchString(l):
			end := r.afterTable(i)
			addRows(out, simpleRows(r.lines, i, end), r.rows, r.inline)
			i = end
		case restGrid().MatchString(l):
			end := r.afterGrid(i)
			addRows(out, gridRows(r.lines, i, end), r.rows, r.inline)
			i = end
		case restAdornment().MatchString(l):
			i++
		default:
			end := r.paragraphEnd(i)
			copy(out[i:end], strings.Split(r.inline(strings.Join(r.lines[i:end], "\n")), "\n"))
			i = end
		}
	}
	return out
}

// isTitle reports whether a line underlines the one before as a title.
func (r *rest) isTitle(i int) bool {
	if i < 1 || i >= len(r.lines) || !restAdornment().MatchString(r.lines[i]) {
		return false
	}
	title := strings.TrimSpace(r.lines[i-1])
	return title != "" && !restAdornment().MatchString(r.lines[i-1]) && !restDirective().MatchString(r.lines[i-1]) &&
		2*len(strings.TrimSpace(r.lines[i])) >= utf8.RuneCountInString(title)
}

func (r *rest) sameAdornment(i, j int) bool { return r.lines[i][0] == r.lines[j][0] }

// level returns the level of a title by its underline: styles count in the order in which
// they occur first.
func (r *rest) level(underline string, over bool) int {
	style := underline[:1]
	if over {
		style += style
	}
	for i, s := range r.styles {
		if s == style {
			return min(i+1, maxLevel)
		}
	}
	r.styles = append(r.styles, style)
	return min(len(r.styles), maxLevel)
}

// maxLevel is the lowest level of a title in Markdown.
const maxLevel = 6

// afterDirective returns the first line after a directive or a comment and the indented
// lines that belong to it.
func (r *rest) afterDirective(i int) int {
	indent := indentOf(r.lines[i])
	for i++; i < len(r.lines); i++ {
		if l := r.lines[i]; strings.TrimSpace(l) != "" && indentOf(l) <= indent {
			break
		}
	}
	return i
}

// afterTable returns the first line after a simple table: it ends with a border that a blank
// line follows.
func (r *rest) afterTable(i int) int {
	for i++; i < len(r.lines); i++ {
		if restBorder().MatchString(r.lines[i]) && (i+1 == len(r.lines) || strings.TrimSpace(r.lines[i+1]) == "") {
			return i + 1
		}
	}
	return i
}

// afterGrid returns the first line after a table that is drawn with lines.
func (r *rest) afterGrid(i int) int {
	for i++; i < len(r.lines) && restGrid().MatchString(r.lines[i]); i++ {
	}
	return i
}

// rowsIn returns the rows of a directive, if it is a table.
func (r *rest) rowsIn(from, end int) []row {
	switch l := r.lines[from]; {
	case restListTable().MatchString(l):
		return listRows(r.lines, from+1, end)
	case restCSVTable().MatchString(l):
		return csvRows(r.lines, from+1, end)
	}
	return nil
}

func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }

// paragraphEnd returns the end of the run of lines from i in which a link may be broken.
func (r *rest) paragraphEnd(i int) int {
	end := i + 1
	if strings.TrimSpace(r.lines[i]) == "" {
		return end
	}
	for end < len(r.lines) && strings.TrimSpace(r.lines[end]) != "" && !r.isTitle(end+1) && !restDirective().MatchString(r.lines[end]) && !restAdornment().MatchString(r.lines[end]) &&
		!restGrid().MatchString(r.lines[end]) && !restBorder().MatchString(r.lines[end]) {
		end++
	}
	return end
}

// inline translates the links and the code of some lines.
func (r *rest) inline(s string) string {
	s = eachLine(s, func(l string) string { return restNumber().ReplaceAllString(l, "${1}1.$2") })
	return replaceMatches(restInline(), s, func(m []string) string {
		switch name := m[5] + m[6]; {
		case m[3] != "" && restReferred().MatchString(m[3]):
			return "[" + m[1] + "]" + breakOf(m[2]) + "[" + restReferred().FindStringSubmatch(m[3])[1] + "]"
		case m[3] != "":
			return "[" + m[1] + "](" + breakOf(m[2]) + m[3] + ")"
		case m[4] != "":
			return "`" + m[4] + "`"
		case r.defined[strings.ToLower(name)]:
			return "[" + name + "][]" + strings.TrimPrefix(m[0][strings.LastIndexByte(m[0], '_')+1:], "`")
		}
		return m[0]
	})
}

// breakOf returns the white space of a link if it breaks the line.
func breakOf(space string) string {
	if strings.Contains(space, "\n") {
		return space
	}
	return ""
}

// eachLine applies a function to each line of a text.
func eachLine(s string, change func(string) string) string {
	all := strings.Split(s, "\n")
	for i, l := range all {
		all[i] = change(l)
	}
	return strings.Join(all, "\n")
}

// replaceMatches replaces all matches of an expression by a function of their groups.
func replaceMatches(re *regexp.Regexp, s string, change func([]string) string) string {
	return re.ReplaceAllStringFunc(s, func(m string) string { return change(re.FindStringSubmatch(m)) })
}
