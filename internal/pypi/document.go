package pypi

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"namedrop/internal/sanitize"
)

// Limits on the stored parts of an answer.
const (
	maxItems       = 200       // in a list
	maxLicense     = 60        // bytes; a longer value is a whole licence text
	maxDescription = 256 << 10 // bytes
)

// document is an answer of the JSON API, see https://docs.pypi.org/api/json/. Mirrors
// and old uploads omit fields or use other types.
type document struct {
	Info            info                              `json:"info"`
	Releases        maybe[map[string]maybe[[]upload]] `json:"releases"`
	Latest          maybe[[]upload]                   `json:"urls"`
	Vulnerabilities maybe[[]advisory]                 `json:"vulnerabilities"`
}

type info struct {
	Name        maybe[string]            `json:"name"`
	Version     maybe[string]            `json:"version"`
	Summary     maybe[string]            `json:"summary"`
	Description maybe[string]            `json:"description"`
	Expression  maybe[string]            `json:"license_expression"`
	License     maybe[string]            `json:"license"`
	HomePage    maybe[string]            `json:"home_page"`
	ProjectURLs maybe[map[string]string] `json:"project_urls"`
	Classifiers maybe[[]string]          `json:"classifiers"`
	Keywords    maybe[string]            `json:"keywords"`
	Yanked      yanked                   `json:"yanked"`
}

type upload struct {
	Time   maybe[time.Time] `json:"upload_time_iso_8601"`
	Yanked yanked           `json:"yanked"`
}

type advisory struct {
	ID        maybe[string]   `json:"id"`
	Aliases   maybe[[]string] `json:"aliases"`
	Summary   maybe[string]   `json:"summary"`
	Details   maybe[string]   `json:"details"`
	Withdrawn maybe[string]   `json:"withdrawn"`
}

// maybe is a value that stays zero if the JSON value has another type.
type maybe[T any] struct{ v T }

func (m *maybe[T]) UnmarshalJSON(data []byte) error {
	var v T
	if json.Unmarshal(data, &v) == nil {
		m.v = v
	}
	return nil
}

// yanked is true or a reason as text, see
// https://peps.python.org/pep-0691/#project-detail.
type yanked bool

func (y *yanked) UnmarshalJSON(data []byte) error {
	*y = string(data) == "true" || len(data) > len(`""`) && data[0] == '"'
	return nil
}

// project converts the info of an answer.
func (i info) project() Project {
	return Project{
		Name:        i.Name.v,
		Version:     sanitize.Line(i.Version.v),
		Summary:     sanitize.Line(i.Summary.v),
		License:     i.license(),
		URLs:        i.links(),
		Classifiers: lines(i.Classifiers.v),
		Keywords:    lines(keywords(i.Keywords.v)),
		Description: strings.ToValidUTF8(i.Description.v[:min(len(i.Description.v), maxDescription)], ""),
		Yanked:      bool(i.Yanked),
	}
}

// license prefers machine-readable fields. The license field was free text for twenty
// years, and many projects put a whole licence text there.
func (i info) license() string {
	if s := sanitize.Line(i.Expression.v); s != "" {
		return s
	}
	var named []string
	for _, c := range lines(i.Classifiers.v) {
		path := strings.Split(c, " :: ")
		if last := path[len(path)-1]; path[0] == "License" && len(path) > 1 && last != "OSI Approved" {
			named = append(named, last)
		}
	}
	if len(named) > 0 {
		return sanitize.Line(strings.Join(named, ", "))
	}
	if s := sanitize.Line(i.License.v); len(s) <= maxLicense && s != "UNKNOWN" {
		return s
	}
	return ""
}

// links returns the distinct links of a project.
func (i info) links() []Link {
	var links []Link
	add := func(label, raw string) {
		if u := sanitize.URL(raw); u != "" {
			links = append(links, Link{sanitize.Line(label), u})
		}
	}
	add("Homepage", i.HomePage.v)
	for label, raw := range i.ProjectURLs.v {
		add(label, raw)
	}
	slices.SortFunc(links, func(a, b Link) int { return cmp.Or(cmp.Compare(a.Label, b.Label), cmp.Compare(a.URL, b.URL)) })
	links = slices.Compact(links)
	return links[:min(len(links), maxItems)]
}

// uploads counts the versions with files that are not yanked, and returns the times of
// the first and the last of these files. The releases field is deprecated; an index
// without it still lists the files of the latest version.
func (d document) uploads() (releases int, first, last time.Time) {
	versions := d.Releases.v
	if len(versions) == 0 {
		versions = map[string]maybe[[]upload]{"": d.Latest}
	}
	for _, files := range versions {
		kept := slices.DeleteFunc(files.v, func(u upload) bool { return bool(u.Yanked) })
		if len(kept) > 0 {
			releases++
		}
		for _, u := range kept {
			t := u.Time.v.UTC()
			if t.IsZero() {
				continue
			}
			if first.IsZero() || t.Before(first) {
				first = t
			}
			if t.After(last) {
				last = t
			}
		}
	}
	return releases, first, last
}

// advisories returns the advisories that were not withdrawn.
func (d document) advisories() []Vulnerability {
	var found []Vulnerability
	for _, a := range d.Vulnerabilities.v[:min(len(d.Vulnerabilities.v), maxItems)] {
		if id := sanitize.Line(a.ID.v); id != "" && a.Withdrawn.v == "" {
			found = append(found, Vulnerability{id, lines(a.Aliases.v), sanitize.Line(cmp.Or(a.Summary.v, a.Details.v))})
		}
	}
	return found
}

// keywords splits a list that has no standard separator.
func keywords(s string) []string {
	if strings.Contains(s, ",") {
		return strings.Split(s, ",")
	}
	return strings.Fields(s)
}

// lines sanitizes the texts of a list and drops empty ones; nil if none is left.
func lines(all []string) []string {
	var kept []string
	for _, s := range all[:min(len(all), maxItems)] {
		if s = sanitize.Line(s); s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}
