package report

import (
	"cmp"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"

	"namedrop/extract"
	"namedrop/internal/episode"
	"namedrop/internal/markdown"
	"namedrop/internal/sanitize"
	"namedrop/internal/transcript"
	"namedrop/match"
)

// NotesOptions configure show notes. The zero value is the default.
type NotesOptions struct {
	Heading bool // begin with a heading: the title of the episode, or the name of its file
	Times   int  // maximum number of times of a package; 0 for all
}

// Notes writes show notes in Markdown: one line per package, in order of first
// mention, with its link, the times of its mentions and its description. What is named
// in advertising is left out.
func Notes(w io.Writer, ep episode.Episode, o NotesOptions) error {
	e := view{Episode: ep}
	var b strings.Builder
	if o.Heading {
		fmt.Fprintf(&b, "## %s\n\n", e.linkedTitle())
	}
	for _, n := range e.notes(o) {
		fmt.Fprintf(&b, "- [%s](%s)", markdown.Escape(n.Name), n.URL)
		if len(n.Times) > 0 {
			fmt.Fprintf(&b, " - %s", joinTimes(n.Times, noteTime.markdown))
		}
		if n.About != "" {
			fmt.Fprintf(&b, " - %s", markdown.Escape(n.About))
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// title returns the title of the episode, or the name of its file.
func (e view) title() string { return cmp.Or(e.Title, episode.Stem(e.Transcript.Path)) }

// linkedTitle returns the title in Markdown, as a link if its address is known.
func (e view) linkedTitle() string {
	text := markdown.Escape(e.title())
	if url := e.Address.URL(); url != "" {
		return "[" + text + "](" + markdown.Destination(url) + ")"
	}
	return text
}

// notes returns the lines of the show notes.
func (e view) notes(o NotesOptions) []note {
	var all []note
	for _, p := range e.Packages {
		if p.Sponsor {
			continue
		}
		n := note{Name: markdown.Clean(shortName(p)), URL: p.Link(), About: markdown.Clean(about(p))}
		for _, s := range e.times(unpaid(p)) {
			if o.Times == 0 || len(n.Times) < o.Times {
				n.Times = append(n.Times, noteTime{s.Clock(), e.URL(s)})
			}
		}
		all = append(all, n)
	}
	return all
}

// unpaid returns a package without its mentions in advertising.
func unpaid(p match.Package) match.Package {
	p.Mentions = slices.DeleteFunc(slices.Clone(p.Mentions), func(m extract.Mention) bool { return m.Sponsor })
	return p
}

// times returns the segments with a timestamp in which a package is named, at most one
// per second.
func (e view) times(p match.Package) []transcript.Segment {
	var all []transcript.Segment
	for _, m := range p.Mentions {
		if s := e.At(m); s.Stamp != "" && (len(all) == 0 || all[len(all)-1].Clock() != s.Clock()) {
			all = append(all, s)
		}
	}
	return all
}

// note is a line of the show notes.
type note struct {
	Name, URL, About string
	Times            []noteTime
}

type noteTime struct{ Clock, URL string }

// markdown returns the time as a link, if its address is known.
func (t noteTime) markdown() string {
	text := markdown.Escape(t.Clock)
	if t.URL == "" {
		return text
	}
	return "[" + text + "](" + markdown.Destination(t.URL) + ")"
}

// html returns the time in HTML, as a link if its address is known.
func (t noteTime) html() string { return linkHTML(t.URL, ` rel="noopener"`, t.Clock) }

// joinTimes joins times in the form that write gives them.
func joinTimes(times []noteTime, write func(noteTime) string) string {
	var all []string
	for _, t := range times {
		all = append(all, write(t))
	}
	return strings.Join(all, ", ")
}

// NotesHTML writes the show notes as an HTML fragment. It uses only elements that
// podcast hosts allow, and its links are nofollow.
func NotesHTML(w io.Writer, ep episode.Episode, o NotesOptions) error {
	e := view{Episode: ep}
	var b strings.Builder
	if o.Heading {
		fmt.Fprintf(&b, "<h2>%s</h2>\n", linkHTML(e.Address.URL(), "", markdown.Clean(e.title())))
	}
	all := e.notes(o)
	if len(all) > 0 {
		b.WriteString("<ul>\n")
	}
	for _, n := range all {
		b.WriteString("<li>" + linkHTML(n.URL, ` rel="noopener noreferrer nofollow"`, n.Name))
		if n.About != "" {
			b.WriteString(" – " + html.EscapeString(n.About))
		}
		if len(n.Times) > 0 {
			b.WriteString(" – " + joinTimes(n.Times, noteTime.html))
		}
		b.WriteString("</li>\n")
	}
	if len(all) > 0 {
		b.WriteString("</ul>\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// linkHTML returns a link with an attribute, or only its text if the address is empty or
// may be more than the address of a web page. The text and the address are escaped.
func linkHTML(url, attribute, text string) string {
	text = html.EscapeString(text)
	if url = sanitize.URL(url); url == "" {
		return text
	}
	return fmt.Sprintf(`<a href="%s"%s>%s</a>`, html.EscapeString(url), attribute, text)
}
