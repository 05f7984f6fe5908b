package propose

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
)

// These patterns match the statement that a program generates a list. It appears in the
// first lines, usually in a comment. Table-of-contents tools write similar statements
// about their part of a list.
var (
	saysGenerated = pattern.Lazy(`(?i)\b(?:auto(?:matically)?[- ]?)?generated (?:from|by|with|using|automatically|file)\b|\bis (?:auto(?:matically)?[- ])generated\b|\b(?:do not|don['’]t|never) (?:edit|modify)\b|\b(?:file|readme(?:\.md)?|list|page|document)\W{0,2} (?:is|was|gets) (?:\w+ )?generated\b|(?:本|此|该|這個|这个)\S{0,10}(?:自动|自動)生成`)
	linkItem      = pattern.Lazy("^\\s*(?:[-*+]|\\d+[.)]|\\|)\\s+[*_`]*\\[[^\\[\\]]+\\]\\(http[^\\s()]*\\)[*_`]*(?:\\s+[-–—|:]|:)\\s") // an entry, which may be about code that is generated
	saysPart      = pattern.Lazy(`(?i)toc\b|section|table of contents|contributors|all-contributors`)
	bestOf        = pattern.Lazy(`\bprojects\.ya?ml\b`)
	dataFile      = pattern.Lazy(`[\w./-]+\.(?:ya?ml|json|toml|csv|tsv)\b`)
	dataFolder    = pattern.Lazy("(?:^|[\\s`'\"(\\[])((?:\\./)?[\\w.-]+(?:/[\\w.-]+)*/)(?:[*<{][^\\s/]*)?(?:[\\s`'\"\\]),.:;]|$)")
	onGitHub      = pattern.Lazy(`https://github\.com/[\w./-]*[\w/-]`)
	dataRepo      = pattern.Lazy(`(?i)\bgithub\.com/([\w.-]+/([\w.-]+)-data)(?:[/)\s"]|$)`)
	firstTitle    = pattern.Lazy(`(?m)^#[ \t]+(.+?)[ \t#]*$`)
)

// generatedLines is the number of lines from the top that are searched for such a
// statement.
const generatedLines = 40

// GeneratedError reports that a list must not be edited because a program generates it.
type GeneratedError struct {
	Line int    // line of the statement, from 1
	From string // source file, folder (ending in "/") or repository of the list, "" if the list does not name it
}

func (e *GeneratedError) Error() string {
	switch {
	case e.From == "":
		return fmt.Sprintf("line %d says that the list is generated; edit its source instead", e.Line)
	case strings.HasSuffix(e.From, "/"):
		return fmt.Sprintf("line %d says that the list is generated; add a file for the project to the folder %s instead, like those of other projects", e.Line, e.From)
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
		if mayBeGenerated(l) && saysGenerated().Match(l) && !saysPart().Match(l) && !linkItem().Match(l) {
			return &GeneratedError{n, sourceOf(l)}
		}
	}
	if bytes.Contains(src, []byte("best-of")) { // few lists do, and a search for words is cheaper than a pattern
		if at := bestOf().FindIndex(src); at != nil {
			return &GeneratedError{bytes.Count(src[:at[0]], newline) + 1, string(src[at[0]:at[1]])}
		}
	}
	return dataRepository(src)
}

// mayBeGenerated reports whether a line has a word without which saysGenerated does not
// match, which takes less time to find out.
func mayBeGenerated(line []byte) bool {
	lower := bytes.ToLower(line)
	return slices.ContainsFunc([]string{"generated", "edit", "modify", "生成"}, func(word string) bool { return bytes.Contains(lower, []byte(word)) })
}

// sourceOf returns the file, folder or repository that a statement names as the source of
// the list, or "" if it names none.
func sourceOf(line []byte) string {
	if file := dataFile().Find(line); file != nil {
		return string(file)
	}
	if folder := dataFolder().FindSubmatch(line); folder != nil {
		return string(folder[1])
	}
	return strings.TrimRight(string(onGitHub().Find(line)), "/")
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
