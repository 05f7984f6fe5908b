package report

import (
	"encoding/json"
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
	d := noteDocument{Schema: schema, Transcript: NewDocument(ep, Options{}).Transcript, Packages: []noteJSON{}}
	for _, n := range (view{Episode: ep}).notes(o) {
		j := noteJSON{Name: n.Name, URL: n.URL, About: n.About, Times: []momentJSON{}}
		for _, t := range n.Times {
			j.Times = append(j.Times, momentJSON{t.at.Stamp, t.at.Offset(), t.URL})
		}
		d.Packages = append(d.Packages, j)
	}
	enc := json.NewEncoder(sanitize.JSONTo(w))
	enc.SetEscapeHTML(false)
	return enc.Encode(d)
}
