package report

import (
	"io"

	"namedrop/internal/episode"
	"namedrop/internal/sanitize"
)

// The types of the output contract for show notes.
type (
	noteDocument struct {
		Schema     int        `json:"schema"`
		Transcript Recording  `json:"transcript"`
		Packages   []noteJSON `json:"packages"`
	}
	noteJSON struct {
		Name  string       `json:"name"`
		URL   string       `json:"url"`
		About string       `json:"about"`
		Times []momentJSON `json:"times"`
	}
	momentJSON struct {
		Time    string   `json:"time"` // as the transcript writes it
		Seconds *float64 `json:"seconds"`
		URL     string   `json:"url"` // of that moment, "" if unknown
	}
)

// NotesJSON writes the show notes as one line with one object.
func NotesJSON(w io.Writer, ep episode.Episode, o NotesOptions) error {
	e := view{Episode: ep}
	d := noteDocument{Schema: schema, Transcript: NewDocument(ep, Options{}).Transcript, Packages: []noteJSON{}}
	for _, p := range e.Packages {
		if p.Sponsor {
			continue
		}
		n := noteJSON{Name: p.Name, URL: p.Link(), About: about(p), Times: []momentJSON{}}
		for _, s := range e.times(unpaid(p)) {
			if o.Times == 0 || len(n.Times) < o.Times {
				n.Times = append(n.Times, momentJSON{s.Stamp, s.Offset(), e.URL(s)})
			}
		}
		d.Packages = append(d.Packages, n)
	}
	return sanitize.WriteJSON(w, d)
}
