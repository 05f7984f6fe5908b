package propose

import "namedrop/internal/pattern"

// Items of lists in other markup languages than Markdown.
var (
	reST     = pattern.Lazy("(?m)^[ \\t]*[*-] .*`[^`<>]+ <https?://[^<>]+>`_")
	asciiDoc = pattern.Lazy(`(?m)^[ \t]*[*-]+ .*(?:link:)?https?://[^\s\[\]]+\[[^\[\]]+\]`)
)

// minItems is the number of items in a markup language from which a file counts as written
// in it.
const minItems = 3

// Markup returns the name of the markup language of a list that cannot be read, or "" for
// any other list.
func Markup(src []byte) string {
	switch {
	case len(reST().FindAll(src, minItems)) == minItems:
		return "reStructuredText"
	case len(asciiDoc().FindAll(src, minItems)) == minItems:
		return "AsciiDoc"
	}
	return ""
}
