package report

import (
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"sync"

	"namedrop/internal/episode"
	"namedrop/internal/markdown"
	"namedrop/internal/transcript"
	"namedrop/match"
)

// Notes writes show notes in Markdown: one line per package, in order of first
// mention, with its link and the times of its mentions. Packages that are named only
// in advertising are left out.
func Notes(w io.Writer, ep episode.Episode) error {
	e := view{Episode: ep}
	var b strings.Builder
	for _, p := range e.noted() {
		fmt.Fprintf(&b, "- [%s](%s)", markdown.Escape(p.Name), p.Link())
		if when := e.moments(p); when != "" {
			fmt.Fprintf(&b, " - %s", when)
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// noted returns the packages for the show notes.
func (e view) noted() []match.Package {
	return slices.DeleteFunc(slices.Clone(e.Packages), func(p match.Package) bool { return p.Sponsor })
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

const notesTemplate = `<ul>
{{range .}}<li><a href="{{.URL}}" rel="noopener noreferrer nofollow">{{.Name}}</a>{{with .About}} – {{.}}{{end}}{{range $i, $t := .Times}}{{if $i}}, {{else}} – {{end}}{{if $t.URL}}<a href="{{$t.URL}}" rel="noopener">{{$t.Clock}}</a>{{else}}{{$t.Clock}}{{end}}{{end}}</li>
{{end}}</ul>
`

// note is a line of the show notes.
type note struct {
	Name, URL, About string
	Times            []noteTime
}

type noteTime struct{ Clock, URL string }

// NotesHTML writes the show notes as an HTML fragment, with a description of each
// package.
func NotesHTML(w io.Writer, ep episode.Episode) error {
	e := view{Episode: ep}
	var all []note
	for _, p := range e.noted() {
		n := note{Name: markdown.Clean(p.Name), URL: p.Link(), About: markdown.Clean(about(p))}
		for _, s := range e.times(p) {
			n.Times = append(n.Times, noteTime{s.Clock(), e.URL(s)})
		}
		all = append(all, n)
	}
	return notes().Execute(w, all)
}
