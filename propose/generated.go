package propose

import (
	"bytes"
	"fmt"
	"regexp"
)

// What a list says that a program writes. It stands in the first lines, most often in a
// comment. Tools for tables of contents say the same of their part of a list.
var (
	saysGenerated = regexp.MustCompile(`(?i)\b(?:auto(?:matically)?[- ]?)?generated (?:from|by|with|using|automatically|file)\b|\bis (?:auto(?:matically)?[- ])generated\b|\b(?:do not|don['’]t|never) (?:edit|modify)\b`)
	saysPart      = regexp.MustCompile(`(?i)toc\b|section|table of contents|contributors|all-contributors`)
	bestOf        = regexp.MustCompile(`\bprojects\.ya?ml\b`)
	dataFile      = regexp.MustCompile(`[\w./-]+\.(?:ya?ml|json|toml|csv|tsv)\b`)
	reST          = regexp.MustCompile("(?m)^[*-] .*`[^`<>]+ <https?://[^<>]+>`_")
)

// generatedLines is how many lines from the top may say that a list is generated.
const generatedLines = 40

// GeneratedError says that a list must not be edited because a program writes it.
type GeneratedError struct {
	Line int    // that says so
	From string // the file that it is generated from, "" if the list does not name it
}

func (e *GeneratedError) Error() string {
	if e.From == "" {
		return fmt.Sprintf("the list is generated, as its line %d says; change what it is generated from instead", e.Line)
	}
	return fmt.Sprintf("the list is generated, as its line %d says; edit %s instead", e.Line, e.From)
}

// Generated returns an error that says from what a list is generated, nil if it does not
// say that it is.
func Generated(src []byte) *GeneratedError {
	n := 0
	for l := range bytes.Lines(src) {
		if n++; n > generatedLines {
			break
		}
		if saysGenerated.Match(l) && !saysPart.Match(l) {
			return &GeneratedError{n, string(dataFile.Find(l))}
		}
	}
	if at := bestOf.FindIndex(src); at != nil && bytes.Contains(src, []byte("best-of")) {
		return &GeneratedError{bytes.Count(src[:at[0]], newline) + 1, string(src[at[0]:at[1]])}
	}
	return nil
}
