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

// Notes writes show notes in Markdown: one line a package, in the order of their
// first mention, with its link and the times at which it was named. What was
// named only in advertising is left out.
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

// noted are the packages that show notes tell.
func (e view) noted() []match.Package {
	return slices.DeleteFunc(slices.Clone(e.Packages), func(p match.Package) bool { return p.Sponsor })
}

// times are the segments in which a package is named that have a timestamp, one
// for each second.
func (e view) times(p match.Package) []transcript.Segment {
	var all []transcript.Segment
	for _, m := range p.Mentions {
		if s := e.At(m); s.Stamp != "" && (len(all) == 0 || all[len(all)-1].Clock() != s.Clock()) {
			all = append(all, s)
		}
	}
	return all
}

// notes is a list as the hosts of podcasts take it: nothing but elements that
// they let through. Its links vouch for nobody. It is parsed when it is first
// used, for most commands write none.
var notes = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("notes").Parse(notesTemplate))
})

const notesTemplate = `<ul>
{{range .}}<li><a href="{{.URL}}" rel="noopener noreferrer nofollow">{{.Name}}</a>{{with .About}} – {{.}}{{end}}{{range $i, $t := .Times}}{{if $i}}, {{else}} – {{end}}{{if $t.URL}}<a href="{{$t.URL}}" rel="noopener">{{$t.Clock}}</a>{{else}}{{$t.Clock}}{{end}}{{end}}</li>
{{end}}</ul>
`

// note is a line of them.
type note struct {
	Name, URL, About string
	Times            []noteTime
}

type noteTime struct{ Clock, URL string }

// NotesHTML writes the same as a piece of HTML, and what each package is.
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
