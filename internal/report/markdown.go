package report

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"namedrop/internal/episode"
	"namedrop/internal/markdown"
	"namedrop/internal/terminal"
	"namedrop/match"
)

// Markdown writes the episode as GitHub Markdown: a table of the packages, the
// candidates with their quotes, and the diff.
func Markdown(w io.Writer, ep episode.Episode, o Options) error {
	e := view{Episode: ep, Options: Options{Offline: o.Offline}}
	var b strings.Builder
	fmt.Fprintf(&b, "# Packages named in %s\n\n", markdown.Escape(cmp.Or(e.Title, e.Transcript.Path)))
	fmt.Fprintf(&b, "%s in %s, %s for the list.\n", terminal.Count(len(e.Packages), "package"), terminal.Count(len(e.Transcript.Paragraphs), "paragraph"), terminal.Count(e.count(match.Candidate), "candidate"))
	e.uncheckedMarkdown(&b, e.vetted())
	if len(e.Packages) > 0 {
		b.WriteString("\n| package | heard as | when | status | why |\n| --- | --- | --- | --- | --- |\n")
	}
	for _, p := range e.Packages {
		fmt.Fprintf(&b, "| [%s](%s) | %s | %s | %s | %s |\n", markdown.Escape(p.Name), p.Link(), markdown.Escape(strings.Join(e.Spellings(p), ", ")),
			e.moments(p), p.Status, markdown.Escape(strings.Join(p.Reasons, "; ")))
	}
	e.perhapsMarkdown(&b)
	e.candidatesMarkdown(&b)
	if e.Diff != "" {
		fence := fenceFor(e.Diff)
		fmt.Fprintf(&b, "\n## Proposed change\n\n%sdiff\n", fence)
		for l := range strings.Lines(e.Diff) {
			fmt.Fprintln(&b, markdown.Visible(l))
		}
		fmt.Fprintln(&b, fence)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (e view) perhapsMarkdown(b *strings.Builder) {
	if len(e.Possible) > 0 {
		b.WriteString("\n| possible | heard as | when | confidence |\n| --- | --- | --- | --- |\n")
	}
	for _, p := range e.likeliest() {
		fmt.Fprintf(b, "| [%s](%s) | %s | %s | %.0f%% |\n", markdown.Escape(p.Name), p.Link(), markdown.Escape(strings.Join(e.Spellings(p), ", ")),
			e.moments(p), 100*p.Confidence)
	}
}

func (e view) candidatesMarkdown(b *strings.Builder) {
	for _, p := range e.vetted() {
		fmt.Fprintf(b, "\n## %s\n\n", markdown.Escape(p.Name))
		if text := about(p); text != "" {
			fmt.Fprintf(b, "%s\n\n", markdown.Escape(text))
		}
		e.evidenceMarkdown(b, p)
		for _, q := range p.Quotes {
			fmt.Fprintf(b, "> %s\n\n%s: %s.\n", markdown.Escape(q.Text), noteTime{q.Clock(), q.URL}.markdown(), markdown.Escape(q.Why))
		}
		if q, ok := e.ProposalFor(p); ok {
			fmt.Fprintf(b, "\nProposed section: %s%s.\n", markdown.Escape(q.Section), todo(q))
		}
	}
}

// uncheckedMarkdown says once that packages were not checked offline.
func (e view) uncheckedMarkdown(b *strings.Builder, packages []match.Package) {
	if note := uncheckedNote(packages); e.Offline && note != "" {
		fmt.Fprintf(b, "\n%s.\n", note)
	}
}

// evidenceMarkdown writes the evidence in one line and the checks in a table.
func (e view) evidenceMarkdown(b *strings.Builder, p match.Package) {
	if p.Evidence == nil || e.Offline && isUnchecked(p) {
		return
	}
	if line := moved(p.Evidence); line != "" {
		fmt.Fprintf(b, "%s.\n\n", markdown.Escape(line))
	}
	fmt.Fprintf(b, "%s\n\n| check | outcome | value | required | source | as of | reason |\n| --- | --- | --- | --- | --- | --- | --- |\n", markdown.Escape(e.figures(p)))
	for _, c := range p.Checks {
		asOf := stamp(c.AsOf)
		if c.Stale {
			asOf += " (cached)"
		}
		cells := []string{c.Rule, string(c.Outcome), c.Figure, c.Want, c.Source, asOf, c.Why}
		for i, cell := range cells {
			cells[i] = markdown.Escape(cell)
		}
		fmt.Fprintf(b, "| %s |\n", strings.Join(cells, " | "))
	}
	b.WriteByte('\n')
}

// moments returns the timestamps of a package's mentions in Markdown.
func (e view) moments(p match.Package) string {
	var all []string
	for _, s := range e.times(p) {
		all = append(all, noteTime{s.Clock(), e.URL(s)}.markdown())
	}
	return strings.Join(all, ", ")
}

// fenceFor returns a code fence that the text cannot close.
func fenceFor(text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence
}
