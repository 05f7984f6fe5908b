package propose

import (
	"regexp"
	"slices"
	"strings"

	"namedrop/internal/markdown"
)

// What lists ask for in their templates, by the words of headings.
var (
	asksWhat = regexp.MustCompile(`(?i)\bwhat (?:is|does) (?:this|it|the|your)\b|^(?:project|description|summary|about)\b`)
	asksWhy  = regexp.MustCompile(`(?i)\bwhy\b|\breasons?\b`)
)

// checkbox is a promise that only a person can make.
var checkbox = regexp.MustCompile(`(?m)^\s*(?:[-*+]|\d+[.)])\s+\[[ xX]\]`)

// answer is what is said, under a heading of ours if the list has none for it.
type answer struct{ title, text string }

// fill answers the questions of a template: the first heading that asks what
// the project is, and the first other that asks why it is awesome. The answer
// takes the place of what stands below the heading, unless that has checkboxes,
// which are kept and not ticked. If one is not asked for, it is told with the
// other; if neither is, both stand at the end under headings of ours. All else
// stays as it is.
func fill(template string, what, why answer) string {
	template = strings.ReplaceAll(template, "\r\n", "\n")
	sections := markdown.Read([]byte(template)).Sections
	whatAt := slices.IndexFunc(sections, func(s markdown.Section) bool { return asksWhat.MatchString(s.Title) })
	whyAt := slices.IndexFunc(sections, func(s markdown.Section) bool {
		return asksWhy.MatchString(s.Title) && !asksWhat.MatchString(s.Title)
	})
	switch {
	case whatAt < 0 && whyAt < 0:
		return join(strings.TrimSpace(template), "## "+what.title, what.text, "## "+why.title, why.text)
	case whatAt < 0:
		why.text = join(what.text, why.text)
	case whyAt < 0:
		what.text = join(what.text, why.text)
	}
	filled := strings.TrimSpace(template[:sections[0].Start])
	for i, s := range sections {
		head, rest := cutHeading(template[s.Start:s.End])
		switch i {
		case whatAt:
			head, rest = answered(head, what.text, rest)
		case whyAt:
			head, rest = answered(head, why.text, rest)
		}
		filled = join(filled, head, rest)
	}
	return filled
}

// answered puts an answer below a heading, and keeps the rest if it is for a
// person to fill in.
func answered(head, answer, rest string) (string, string) {
	if !checkbox.MatchString(rest) {
		rest = ""
	}
	return join(head, answer), rest
}

// underline makes the line above it a heading.
var underline = regexp.MustCompile(`^ {0,3}(?:=+|-+)[ \t]*(?:\n|$)`)

// cutHeading splits a section after its heading.
func cutHeading(s string) (head, rest string) {
	i := strings.Index(s, "\n") + 1
	if i == 0 {
		return s, ""
	}
	if !strings.HasPrefix(strings.TrimLeft(s, " "), "#") {
		i += len(underline.FindString(s[i:]))
	}
	return strings.TrimRight(s[:i], "\n"), strings.Trim(s[i:], "\n")
}
