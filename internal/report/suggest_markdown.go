package report

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/suggest"
	"namedrop/internal/terminal"
)

// SuggestionsMarkdown writes suggestions as GitHub Markdown.
func SuggestionsMarkdown(w io.Writer, s Suggestions) error {
	var b strings.Builder
	likely, unlikely := s.split()
	fmt.Fprintf(&b, "# Suggestions for %s\n\n%s from %s.\n", markdown.Escape(s.List), terminal.Count(len(likely), "candidate"), terminal.Count(s.Episodes, "transcript"))
	if why := s.whyNone(); why != "" {
		fmt.Fprintf(&b, "\n%s.\n", markdown.Escape(why))
	}
	first := likely[:min(len(likely), s.Detailed)]
	e := view{Options: Options{Offline: s.Offline}}
	e.uncheckedMarkdown(&b, packagesOf(first))
	if len(likely) > 0 {
		b.WriteString("\n| project | score | worth | fit | episodes | section |\n| --- | --- | --- | --- | --- | --- |\n")
	}
	for _, c := range likely {
		fmt.Fprintf(&b, "| [%s](%s) | %.2f | %.2f | %s | %d | %s |\n", markdown.Escape(c.Name), c.Link(), c.Score, c.Worth, fitText(c.Package), len(c.Episodes), markdown.Escape(sectionOf(c)))
	}
	for _, c := range first {
		e.suggestionMarkdown(&b, c)
	}
	if len(unlikely) > 0 {
		fmt.Fprintf(&b, "\n%s with low scores in the JSON.\n", terminal.Count(len(unlikely), "more project"))
	}
	if len(s.OffTopic) > 0 {
		b.WriteString("\n## Off topic for this list\n\n")
	}
	for _, c := range s.OffTopic {
		fmt.Fprintf(&b, "- [%s](%s): worth %.2f, fit %s\n", markdown.Escape(c.Name), c.Link(), c.Worth, fitText(c.Package))
	}
	if len(s.Dismissed) > 0 {
		b.WriteString("\n## Dismissed\n\n")
	}
	for _, c := range s.Dismissed {
		fmt.Fprintf(&b, "- [%s](%s): %s\n", markdown.Escape(c.Name), c.Link(), markdown.Escape(firstOf(c.Reasons)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (e view) suggestionMarkdown(b *strings.Builder, c *suggest.Candidate) {
	fmt.Fprintf(b, "\n## %s\n\n", markdown.Escape(c.Name))
	if text := about(c.Package); text != "" {
		fmt.Fprintf(b, "%s\n\n", markdown.Escape(text))
	}
	e.evidenceMarkdown(b, c.Package)
	for _, a := range c.Episodes {
		fmt.Fprintf(b, "- %s: %s\n", markdown.Escape(strings.Join(nonEmpty(cmp.Or(a.Title, a.Path), a.Date), ", ")), a.Role)
		for _, q := range a.Quotes {
			fmt.Fprintf(b, "  > %s%s (%s)\n", spaced(q.Clock()), markdown.Escape(q.Text), markdown.Escape(q.Why))
		}
	}
	if c.Patch == "" {
		return
	}
	fence := fenceFor(c.Patch)
	fmt.Fprintf(b, "\n%sdiff\n", fence)
	for l := range strings.Lines(c.Patch) {
		fmt.Fprintln(b, markdown.Visible(l))
	}
	fmt.Fprintln(b, fence)
}

func sectionOf(c *suggest.Candidate) string {
	if c.Proposal == nil {
		return ""
	}
	return c.Proposal.Section
}
