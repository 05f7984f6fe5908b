package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/quote"
	"namedrop/internal/ref"
	"namedrop/internal/sanitize"
	"namedrop/internal/terminal"
	"namedrop/match"
)

// News is an episode that was read since the last report.
type News struct {
	Feed     string // title
	Document Document
}

// NewsJSON writes the episode as one line with one object of the output contract, as JSON
// does.
func NewsJSON(w io.Writer, n News, _ terminal.Options) error {
	return sanitize.WriteJSON(w, n.Document)
}

// NewsText writes the episode for people: the candidates with the best passage of each, and
// the other packages in a line. A blank line ends it.
func NewsText(w io.Writer, n News, o terminal.Options) error {
	t := newsTexter{terminal.NewPage(o)}
	t.episode(n.Feed, n.Document)
	t.Line("")
	_, err := t.WriteTo(w)
	return err
}

type newsTexter struct{ *terminal.Page }

func (t newsTexter) episode(feed string, d Document) {
	r := d.Transcript
	t.Wrapped("%s", t.Style(terminal.Bold, markdown.Clean(r.name())))
	t.Wrapped("%s", markdown.Clean(strings.Join(nonEmpty(feed, r.Recorded, r.Path), ", ")))
	candidates, others := d.divided()
	t.Wrapped("%s, %s", terminal.Count(len(d.Packages), "package"), terminal.Count(len(candidates), "candidate"))
	for _, p := range candidates {
		t.candidate(p, d.sectionOf(p))
	}
	if len(others) == 0 {
		return
	}
	var names []string
	for _, p := range others {
		names = append(names, markdown.Clean(strings.TrimSpace(p.Name+" "+p.first().Clock())))
	}
	t.Line("")
	t.Paragraph("  ", terminal.Plain, "also named: "+strings.Join(names, ", "))
}

func (t newsTexter) candidate(p Package, section string) {
	t.Line("")
	t.Wrapped("  %s  %s", t.Style(terminal.Yellow, markdown.Clean(p.Name)), markdown.Clean(p.About))
	t.Wrapped("    %s", p.link())
	if q, ok := p.best(); ok {
		t.Paragraph("    ", terminal.Plain, fmt.Sprintf("%s“%s”", spaced(q.Clock()), markdown.Clean(q.Text)))
	}
	if section != "" {
		t.Wrapped("    section: %s", markdown.Clean(section))
	}
}

// NewsMarkdown writes the episode as GitHub Markdown, for an issue or a page. A blank line
// ends it.
func NewsMarkdown(w io.Writer, n News, _ terminal.Options) error {
	var b strings.Builder
	n.Document.newsMarkdown(&b, n.Feed)
	b.WriteString("\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func (d Document) newsMarkdown(b *strings.Builder, feed string) {
	r := d.Transcript
	title := markdown.Escape(r.name())
	if r.URL != "" {
		title = "[" + title + "](" + markdown.Destination(sanitize.URL(r.URL)) + ")"
	}
	fmt.Fprintf(b, "## %s\n\n", title)
	candidates, others := d.divided()
	facts := nonEmpty(feed, r.Recorded, terminal.Count(len(d.Packages), "package"), terminal.Count(len(candidates), "candidate"))
	fmt.Fprintf(b, "%s.\n", markdown.Escape(strings.Join(facts, ", ")))
	for _, p := range candidates {
		p.newsMarkdown(b, d.sectionOf(p))
	}
	if len(others) == 0 {
		return
	}
	b.WriteString("\nAlso named:\n\n")
	for _, p := range others {
		fmt.Fprintf(b, "- [%s](%s)", markdown.Escape(p.Name), markdown.Destination(p.link()))
		if m := p.first(); m.Clock() != "" {
			fmt.Fprintf(b, " - %s", noteTime{m.Clock(), sanitize.URL(m.URL)}.markdown())
		}
		b.WriteByte('\n')
	}
}

// newsMarkdown writes a candidate.
func (p Package) newsMarkdown(b *strings.Builder, section string) {
	fmt.Fprintf(b, "\n### [%s](%s)\n\n", markdown.Escape(p.Name), markdown.Destination(p.link()))
	if p.About != "" {
		fmt.Fprintf(b, "%s\n\n", markdown.Escape(p.About))
	}
	if q, ok := p.best(); ok {
		fmt.Fprintf(b, "> %s\n\n", markdown.Escape(q.Text))
		said := nonEmpty(noteTime{q.Clock(), sanitize.URL(q.URL)}.markdown(), markdown.Escape(q.Why))
		fmt.Fprintf(b, "%s.\n", strings.Join(said, ": "))
	}
	if section != "" {
		fmt.Fprintf(b, "\nProposed section: %s.\n", markdown.Escape(section))
	}
}

// name returns the title of the episode, or the path of its transcript.
func (r Recording) name() string {
	if r.Title != "" {
		return r.Title
	}
	return r.Path
}

// OfEpisode returns the report as that of an episode with the same transcript: with its
// title, date and page, to which the mentions link. The links of d are changed. An episode
// without a page is not told apart.
func (d Document) OfEpisode(title, date, page string) Document {
	r := &d.Transcript
	from := r.URL
	if page == "" || page == from {
		return d
	}
	r.Title, r.Recorded, r.URL = title, date, page
	for _, p := range slices.Concat(d.Packages, d.Perhaps) {
		for i := range p.Mentions {
			relink(&p.Mentions[i].URL, from, page)
		}
		for i := range p.Quotes {
			relink(&p.Quotes[i].URL, from, page)
		}
	}
	return d
}

// relink moves the link to a moment from one page to another.
func relink(link *string, from, to string) {
	if moment, ok := strings.CutPrefix(*link, from); ok && from != "" {
		*link = to + moment
	}
}

// divided returns the candidates and the other packages, without those that are named in
// advertising only.
func (d Document) divided() (candidates, others []Package) {
	for _, p := range d.Packages {
		switch {
		case p.Sponsor:
		case p.Status == match.Candidate:
			candidates = append(candidates, p)
		default:
			others = append(others, p)
		}
	}
	return candidates, others
}

// sectionOf returns the section of the list to which a package is proposed, "" if it is not.
func (d Document) sectionOf(p Package) string {
	for _, c := range d.Proposals {
		if c.Name == p.Name {
			return c.Section
		}
	}
	return ""
}

// link returns the address of the package.
func (p Package) link() string {
	if url := sanitize.URL(p.Repository); url != "" {
		return url
	}
	return ref.ProjectURL(p.Name)
}

// best returns the passage that highlights the package most; ok is false without any.
func (p Package) best() (q quote.Quote, ok bool) {
	if len(p.Quotes) == 0 {
		return q, false
	}
	return p.Quotes[0], true
}

// first returns the first mention, the zero one without any.
func (p Package) first() Mention {
	if len(p.Mentions) == 0 {
		return Mention{}
	}
	return p.Mentions[0]
}
