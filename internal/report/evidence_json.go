package report

import (
	"encoding/json"
	"time"

	"namedrop/match"
)

// The types of the output contract for evidence.
type (
	// Evidence is the figures of a project, each with its source and date.
	Evidence struct {
		Identity        Identity `json:"identity"`
		Imitates        Figure   `json:"imitates"`
		Repository      Figure   `json:"repository"`
		Former          string   `json:"former_repository"` // "" if the name has not changed
		Stars           Figure   `json:"stars"`
		Forks           Figure   `json:"forks"`
		Contributors    Figure   `json:"contributors"`
		Pushed          Figure   `json:"pushed"`
		Created         Figure   `json:"created"`
		Archived        Figure   `json:"archived"`
		Disabled        Figure   `json:"disabled"`
		Fork            Figure   `json:"fork"`
		Summary         Figure   `json:"summary"`
		Homepage        Figure   `json:"homepage"`
		Topics          Figure   `json:"topics"`
		Keywords        Figure   `json:"keywords"`
		Classifiers     Figure   `json:"classifiers"`
		Version         Figure   `json:"version"`
		Releases        Figure   `json:"releases"`
		First           Figure   `json:"first_release"`
		Released        Figure   `json:"last_release"`
		Yanked          Figure   `json:"yanked"`
		Vulnerabilities Figure   `json:"vulnerabilities"`
		License         Figure   `json:"licence"`
		Documented      Figure   `json:"documented"`
		Downloads       Figure   `json:"downloads"`
		Malware         Figure   `json:"malware"`
		Present         Figure   `json:"present"` // reference date for ages
	}
	// Identity is the confidence that the project and its repository belong together.
	Identity struct {
		Level match.Level `json:"level"` // "" if unknown
		Why   string      `json:"why"`
	}
	// Figure is a value with its source, or the reason why it is unknown.
	Figure struct {
		Value   any    `json:"value"` // null if unknown
		Source  string `json:"source"`
		AsOf    string `json:"as_of,omitempty"`
		Stale   bool   `json:"stale,omitempty"`
		Missing string `json:"missing,omitempty"` // why it is unknown
		Episode string `json:"episode,omitempty"` // distance of a date from the episode

		asOf time.Time // AsOf, zero after decoding
	}
	// Check is the result of a rule of the list.
	Check struct {
		Rule    string        `json:"rule"`
		Outcome match.Outcome `json:"outcome"`
		Figure  string        `json:"figure"` // "" if unknown
		Want    string        `json:"want"`
		Source  string        `json:"source"`
		AsOf    string        `json:"as_of,omitempty"`
		Stale   bool          `json:"stale,omitempty"`
		Why     string        `json:"why,omitempty"`
	}
)

// Proven is evidence, or an empty object if none was requested.
type Proven struct{ *Evidence }

// MarshalJSON implements [json.Marshaler].
func (p Proven) MarshalJSON() ([]byte, error) {
	if p.Evidence == nil {
		return []byte("{}"), nil
	}
	return json.Marshal(p.Evidence)
}

// UnmarshalJSON implements [json.Unmarshaler].
func (p *Proven) UnmarshalJSON(data []byte) error {
	if string(data) == "{}" {
		return nil
	}
	return json.Unmarshal(data, &p.Evidence)
}

func (e view) proven(v *match.Evidence) *Evidence {
	if v == nil {
		return nil
	}
	return &Evidence{
		Identity: Identity{v.Identity.Level, v.Identity.Why},
		Imitates: figure(imitated(v.Imitates)), Repository: figure(v.Repository), Former: v.Former,
		Stars: figure(v.Stars), Forks: figure(v.Forks), Contributors: figure(v.Contributors),
		Pushed: e.date(v.Pushed), Created: e.date(v.Created),
		Archived: figure(v.Archived), Disabled: figure(v.Disabled), Fork: figure(v.Fork),
		Summary: figure(v.Summary), Homepage: figure(v.Homepage),
		Topics: figure(v.Topics), Keywords: figure(v.Keywords), Classifiers: figure(v.Classifiers),
		Version: figure(v.Version), Releases: figure(v.Releases),
		First: e.date(v.First), Released: e.date(v.Released), Yanked: figure(v.Yanked), Vulnerabilities: figure(v.Vulnerabilities),
		License: figure(v.License), Documented: figure(v.Documented), Downloads: figure(v.Downloads), Malware: figure(v.Malware),
		Present: e.date(v.Reference),
	}
}

func figure[T any](f match.Figure[T]) Figure {
	out := Figure{Source: f.Source, AsOf: stamp(f.AsOf), Stale: f.Stale, Missing: f.Missing, asOf: f.AsOf}
	if f.Known {
		out.Value = f.Value
	}
	return out
}

func (e view) date(f match.Figure[time.Time]) Figure {
	out := figure(f)
	if f.Known {
		out.Value = stamp(f.Value)
		if !e.Recorded.IsZero() {
			out.Episode = match.Relative(f.Value, e.Recorded)
		}
	}
	return out
}

// imitated returns the name of the imitated project, "" for none.
func imitated(f match.Figure[match.Imitation]) match.Figure[string] {
	return match.Figure[string]{Value: f.Value.Of, Known: f.Known, Source: f.Source, AsOf: f.AsOf, Stale: f.Stale, Missing: f.Missing}
}

func checked(checks []match.Check) []Check {
	out := []Check{}
	for _, c := range checks {
		out = append(out, Check{c.Rule, c.Outcome, c.Figure, c.Want, c.Source, stamp(c.AsOf), c.Stale, c.Why})
	}
	return out
}

// stamp formats a time as RFC 3339, "" for the zero time.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
