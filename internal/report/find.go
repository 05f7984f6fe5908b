package report

import (
	"fmt"
	"io"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/sanitize"
	"namedrop/internal/terminal"
)

// Hits are mentions that were found in the episodes that were read.
type Hits struct {
	Schema   int   `json:"schema"`
	Episodes int   `json:"episodes"` // that were searched
	Mentions []Hit `json:"mentions"` // latest episodes first

	ByProject bool             `json:"-"` // group by project in text and Markdown, not by episode
	Terminal  terminal.Options `json:"-"`
}

// Hit is a mention with its project and its episode.
type Hit struct {
	Name       string     `json:"name"`
	Repository string     `json:"repository"` // "owner/repo", "" if unknown
	Role       string     `json:"role"`
	Worth      float64    `json:"worth"`
	Sponsor    bool       `json:"sponsor"` // the episode names the project in advertisements only
	Episode    HitEpisode `json:"episode"`
	Time       string     `json:"time"` // m:ss, "" if unknown
	Seconds    *float64   `json:"seconds,omitempty"`
	URL        string     `json:"url,omitempty"` // of that moment
	Start      int        `json:"start"`         // byte offsets in the transcript
	End        int        `json:"end"`
	Text       string     `json:"text"`
	Passage    string     `json:"passage"`
	Confidence float64    `json:"confidence"`
	Quoted     bool       `json:"quoted"` // the passage highlights the project
}

// HitEpisode is the episode of a mention.
type HitEpisode struct {
	Path  string `json:"path"`
	Title string `json:"title,omitempty"`
	Date  string `json:"date,omitempty"` // YYYY-MM-DD
	URL   string `json:"url,omitempty"`
}

// name returns the title of the episode, or the path of its transcript.
func (e HitEpisode) name() string {
	if e.Title != "" {
		return e.Title
	}
	return e.Path
}

// HitsJSON writes the mentions as one object of the output contract.
func HitsJSON(w io.Writer, h Hits) error {
	h.Schema = schema
	if h.Mentions == nil {
		h.Mentions = []Hit{}
	}
	for i, m := range h.Mentions {
		h.Mentions[i].Confidence, h.Mentions[i].Worth = round(m.Confidence), round(m.Worth)
	}
	return sanitize.WriteJSON(w, h)
}

// group is consecutive mentions of one project, or of one episode.
type group struct {
	project, episode string
	hits             []Hit
}

// groups divides mentions by the project, if wanted, and then by the episode, in the order
// of the first mention.
func (h Hits) groups() []*group {
	var all []*group
	of := map[[2]string]*group{}
	for _, m := range h.Mentions {
		key := [2]string{"", m.Episode.Path}
		if h.ByProject {
			key[0] = m.Name
		}
		g := of[key]
		if g == nil {
			g = &group{project: key[0], episode: key[1]}
			of[key] = g
			all = append(all, g)
		}
		g.hits = append(g.hits, m)
	}
	return all
}

// projects returns the groups by project, in the order of their first mention.
func (h Hits) projects() (names []string, of map[string][]*group) {
	of = map[string][]*group{}
	for _, g := range h.groups() {
		if of[g.project] == nil {
			names = append(names, g.project)
		}
		of[g.project] = append(of[g.project], g)
	}
	return names, of
}

// lines returns the mentions of a group that are shown: all mentions of a project, but only
// one mention of each project in an episode, the first that is quoted if there is one.
func (g *group) lines() []Hit {
	if g.project != "" {
		return g.hits
	}
	var all []Hit
	at := map[string]int{}
	for _, m := range g.hits {
		i, known := at[m.Name]
		switch {
		case !known:
			at[m.Name] = len(all)
			all = append(all, m)
		case m.Quoted && !all[i].Quoted:
			all[i] = m
		}
	}
	return all
}

// mentionsIn counts the mentions of groups.
func mentionsIn(all []*group) int {
	n := 0
	for _, g := range all {
		n += len(g.hits)
	}
	return n
}

// HitsText writes the mentions for people.
func HitsText(w io.Writer, h Hits) error {
	t := hitsTexter{terminal.NewPage(h.Terminal)}
	names, of := h.projects()
	for i, name := range names {
		if i > 0 {
			t.Line("")
		}
		if name != "" {
			first := of[name][0].hits[0]
			t.Wrapped("%s  %s", t.Style(terminal.Bold, markdown.Clean(name)), markdown.Clean(strings.Join(nonEmpty(
				first.Repository, terminal.Count(mentionsIn(of[name]), "mention")+" in "+terminal.Count(len(of[name]), "episode")), ", ")))
		}
		for j, g := range of[name] {
			if name == "" && j > 0 {
				t.Line("")
			}
			t.group(g)
		}
	}
	_, err := t.WriteTo(w)
	return err
}

type hitsTexter struct{ *terminal.Page }

// group writes the mentions of one episode.
func (t hitsTexter) group(g *group) {
	first := g.hits[0]
	head := strings.Join(nonEmpty(first.Episode.Date, markdown.Clean(first.Episode.name()), roleOf(g, first)), ", ")
	if g.project == "" {
		t.Wrapped("%s", t.Style(terminal.Bold, head))
	} else {
		t.Wrapped("  %s", head)
	}
	if first.Episode.Title != "" {
		t.Wrapped("  %s", markdown.Clean(first.Episode.Path))
	}
	for _, m := range g.lines() {
		name := ""
		if g.project == "" {
			name = fmt.Sprintf("%s (%s) ", markdown.Clean(m.Name), m.role())
		}
		t.Paragraph("    ", terminal.Plain, fmt.Sprintf("%s%s“%s”", spaced(m.Time), name, markdown.Clean(m.Passage)))
		if m.URL != "" {
			t.Wrapped("      %s", markdown.Clean(m.URL))
		}
	}
}

// roleOf returns the role of the project of a group, "" if it has several projects.
func roleOf(g *group, m Hit) string {
	if g.project == "" {
		return ""
	}
	return m.role()
}

// role returns the role, or that the project is only advertised.
func (m Hit) role() string {
	if m.Sponsor {
		return "advertisement"
	}
	return m.Role
}

// HitsMarkdown writes the mentions as GitHub Markdown.
func HitsMarkdown(w io.Writer, h Hits) error {
	var b strings.Builder
	names, of := h.projects()
	for i, name := range names {
		if i > 0 {
			b.WriteString("\n")
		}
		if name != "" {
			fmt.Fprintf(&b, "## %s\n\n", markdown.Escape(name))
		}
		for j, g := range of[name] {
			if name == "" && j > 0 {
				b.WriteString("\n")
			}
			g.markdown(&b)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// markdown writes the mentions of one episode: a heading and a list, or one entry of the
// project's list for each mention.
func (g *group) markdown(b *strings.Builder) {
	e := g.hits[0].Episode
	title := markdown.Escape(strings.Join(nonEmpty(e.name(), e.Date), ", "))
	if e.URL != "" {
		title = "[" + title + "](" + markdown.Destination(e.URL) + ")"
	}
	if g.project == "" {
		fmt.Fprintf(b, "## %s\n\n", title)
	}
	for _, m := range g.lines() {
		what := title
		if g.project == "" {
			what = markdown.Escape(m.Name)
		}
		line := []string{what, markdown.Escape(m.role())}
		if m.Time != "" {
			line = append(line, noteTime{m.Time, m.URL}.markdown())
		}
		fmt.Fprintf(b, "- %s: %s\n", strings.Join(line, ", "), markdown.Escape("“"+m.Passage+"”"))
	}
}
