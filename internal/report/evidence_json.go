package report

import (
	"time"

	"namedrop/match"
)

// The types of the output contract that tell what was proven.
type (
	evidenceJSON struct {
		Identity        identityJSON `json:"identity"`
		Imitates        figureJSON   `json:"imitates"`
		Repository      figureJSON   `json:"repository"`
		Former          string       `json:"former_repository"` // "" if it is still called so
		Stars           figureJSON   `json:"stars"`
		Forks           figureJSON   `json:"forks"`
		Contributors    figureJSON   `json:"contributors"`
		Pushed          figureJSON   `json:"pushed"`
		Created         figureJSON   `json:"created"`
		Archived        figureJSON   `json:"archived"`
		Disabled        figureJSON   `json:"disabled"`
		Fork            figureJSON   `json:"fork"`
		Summary         figureJSON   `json:"summary"`
		Homepage        figureJSON   `json:"homepage"`
		Topics          figureJSON   `json:"topics"`
		Keywords        figureJSON   `json:"keywords"`
		Classifiers     figureJSON   `json:"classifiers"`
		Version         figureJSON   `json:"version"`
		Releases        figureJSON   `json:"releases"`
		First           figureJSON   `json:"first_release"`
		Released        figureJSON   `json:"last_release"`
		Yanked          figureJSON   `json:"yanked"`
		Vulnerabilities figureJSON   `json:"vulnerabilities"`
		License         figureJSON   `json:"licence"`
		Documented      figureJSON   `json:"documented"`
		Downloads       figureJSON   `json:"downloads"`
		Malware         figureJSON   `json:"malware"`
		Present         figureJSON   `json:"present"` // that ages are counted to
	}
	identityJSON struct {
		Level match.Level `json:"level"` // "" if it is not known
		Why   string      `json:"why"`
	}
	figureJSON struct {
		Value   any    `json:"value"` // null if it is not known
		Source  string `json:"source"`
		AsOf    string `json:"as_of,omitempty"`
		Stale   bool   `json:"stale,omitempty"`
		Missing string `json:"missing,omitempty"` // why it is not known
		Episode string `json:"episode,omitempty"` // how far a date is from the episode
	}
	checkJSON struct {
		Rule    string        `json:"rule"`
		Outcome match.Outcome `json:"outcome"`
		Figure  string        `json:"figure"` // "" if it is not known
		Want    string        `json:"want"`
		Source  string        `json:"source"`
		AsOf    string        `json:"as_of,omitempty"`
		Stale   bool          `json:"stale,omitempty"`
		Why     string        `json:"why,omitempty"`
	}
)

// evidenceJSON is an empty object for a package without evidence.
func (e Episode) evidenceJSON(v *match.Evidence) any {
	if v == nil {
		return struct{}{}
	}
	return evidenceJSON{
		Identity: identityJSON{v.Identity.Level, v.Identity.Why},
		Imitates: figure(imitated(v.Imitates)), Repository: figure(v.Repository), Former: v.Former,
		Stars: figure(v.Stars), Forks: figure(v.Forks), Contributors: figure(v.Contributors),
		Pushed: e.date(v.Pushed), Created: e.date(v.Created),
		Archived: figure(v.Archived), Disabled: figure(v.Disabled), Fork: figure(v.Fork),
		Summary: figure(v.Summary), Homepage: figure(v.Homepage),
		Topics: figure(v.Topics), Keywords: figure(v.Keywords), Classifiers: figure(v.Classifiers),
		Version: figure(v.Version), Releases: figure(v.Releases),
		First: e.date(v.First), Released: e.date(v.Released), Yanked: figure(v.Yanked), Vulnerabilities: figure(v.Vulnerabilities),
		License: figure(v.License), Documented: figure(v.Documented), Downloads: figure(v.Downloads), Malware: figure(v.Malware),
		Present: e.date(v.Present),
	}
}

func figure[T any](f match.Figure[T]) figureJSON {
	out := figureJSON{Source: f.Source, AsOf: stamp(f.AsOf), Stale: f.Stale, Missing: f.Missing}
	if f.Known {
		out.Value = f.Value
	}
	return out
}

func (e Episode) date(f match.Figure[time.Time]) figureJSON {
	out := figure(f)
	if f.Known {
		out.Value = stamp(f.Value)
		if !e.Recorded.IsZero() {
			out.Episode = match.Relative(f.Value, e.Recorded)
		}
	}
	return out
}

// imitated is the name of the project that is imitated, "" for none.
func imitated(f match.Figure[match.Imitation]) match.Figure[string] {
	return match.Figure[string]{Value: f.Value.Of, Known: f.Known, Source: f.Source, AsOf: f.AsOf, Stale: f.Stale, Missing: f.Missing}
}

func checksJSON(checks []match.Check) []checkJSON {
	out := []checkJSON{}
	for _, c := range checks {
		out = append(out, checkJSON{c.Rule, c.Outcome, c.Figure, c.Want, c.Source, stamp(c.AsOf), c.Stale, c.Why})
	}
	return out
}

// stamp is a time as RFC 3339 writes it, "" for none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
