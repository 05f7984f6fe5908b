package propose

import (
	"bytes"
	"fmt"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
)

// These patterns match the statement that a program generates a list. It appears in the
// first lines, usually in a comment. Table-of-contents tools write similar statements
// about their part of a list.
var (
	saysGenerated = pattern.Lazy(`(?i)\b(?:auto(?:matically)?[- ]?)?generated (?:from|by|with|using|automatically|file)\b|\bis (?:auto(?:matically)?[- ])generated\b|\b(?:do not|don['’]t|never) (?:edit|modify)\b`)
	saysPart      = pattern.Lazy(`(?i)toc\b|section|table of contents|contributors|all-contributors`)
	bestOf        = pattern.Lazy(`\bprojects\.ya?ml\b`)
	dataFile      = pattern.Lazy(`[\w./-]+\.(?:ya?ml|json|toml|csv|tsv)\b`)
	dataRepo      = pattern.Lazy(`(?i)\bgithub\.com/([\w.-]+/([\w.-]+)-data)(?:[/)\s"]|$)`)
	firstTitle    = pattern.Lazy(`(?m)^#[ \t]+(.+?)[ \t#]*$`)
	reST          = pattern.Lazy("(?m)^[*-] .*`[^`<>]+ <https?://[^<>]+>`_")
)

// generatedLines is the number of lines from the top that are searched for such a
// statement.
const generatedLines = 40

// GeneratedError reports that a list must not be edited because a program generates it.
type GeneratedError struct {
	Line int    // line of the statement, from 1
	From string // source file or repository of the list, "" if the list does not name it
}

func (e *GeneratedError) Error() string {
	if e.From == "" {
		return fmt.Sprintf("line %d says that the list is generated; edit its source instead", e.Line)
	}
	return fmt.Sprintf("line %d says that the list is generated; edit %s instead", e.Line, e.From)
}

// Generated returns an error that names the source of a generated list, or nil if the
// list does not state that it is generated.
func Generated(src []byte) *GeneratedError {
	n := 0
	for l := range bytes.Lines(src) {
		if n++; n > generatedLines {
			break
		}
		if saysGenerated().Match(l) && !saysPart().Match(l) {
			return &GeneratedError{n, string(dataFile().Find(l))}
		}
	}
	if at := bestOf().FindIndex(src); at != nil && bytes.Contains(src, []byte("best-of")) {
		return &GeneratedError{bytes.Count(src[:at[0]], newline) + 1, string(src[at[0]:at[1]])}
	}
	return dataRepository(src)
}

// dataRepository returns an error for a list that links at its top to a repository with its
// own name and "-data", from which such lists are made. It returns nil for any other list.
func dataRepository(src []byte) *GeneratedError {
	title := firstTitle().FindSubmatch(src)
	if title == nil {
		return nil
	}
	name, n := markdown.Slug(string(title[1])), 0
	for l := range bytes.Lines(src) {
		if n++; n > generatedLines {
			break
		}
		for _, m := range dataRepo().FindAllSubmatch(l, -1) {
			if strings.EqualFold(string(m[2]), name) {
				return &GeneratedError{n, "the repository " + string(m[1])}
			}
		}
	}
	return nil
}
