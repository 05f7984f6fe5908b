package report

import (
	"cmp"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"sync"

	"namedrop/extract"
	"namedrop/internal/episode"
	"namedrop/internal/markdown"
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
			fmt.Fprintf(&b, " - %s", timesMarkdown(n.Times))
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
		n := note{Name: markdown.Clean(p.Name), URL: p.Link(), About: markdown.Clean(about(p))}
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

// notes is the HTML template for show notes. It uses only elements that podcast hosts
// allow, and its links are nofollow. It is parsed on first use, because most commands
// need none.
var notes = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("notes").Parse(notesTemplate))
})

const notesTemplate = `{{with .Title}}<h2>{{if $.URL}}<a href="{{$.URL}}">{{.}}</a>{{else}}{{.}}{{end}}</h2>
{{end}}<ul>
{{range .Notes}}<li><a href="{{.URL}}" rel="noopener noreferrer nofollow">{{.Name}}</a>{{with .About}} – {{.}}{{end}}{{range $i, $t := .Times}}{{if $i}}, {{else}} – {{end}}{{if $t.URL}}<a href="{{$t.URL}}" rel="noopener">{{$t.Clock}}</a>{{else}}{{$t.Clock}}{{end}}{{end}}</li>
{{end}}</ul>
`

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

func timesMarkdown(times []noteTime) string {
	var all []string
	for _, t := range times {
		all = append(all, t.markdown())
	}
	return strings.Join(all, ", ")
}

// NotesHTML writes the show notes as an HTML fragment.
func NotesHTML(w io.Writer, ep episode.Episode, o NotesOptions) error {
	e := view{Episode: ep}
	page := struct {
		Title, URL string
		Notes      []note
	}{Notes: e.notes(o), URL: e.Address.URL()}
	if o.Heading {
		page.Title = markdown.Clean(e.title())
	}
	return notes().Execute(w, page)
}
