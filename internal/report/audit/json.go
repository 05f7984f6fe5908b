package audit

import (
	"io"
	"time"

	"namedrop/internal/audit"
	"namedrop/internal/sanitize"
	"namedrop/propose"
)

// schema is the version of the output contract. Fields are only added, never renamed.
const schema = 1

// The types of the output contract. Field order is the output order.
type (
	reportJSON struct {
		Schema   int                `json:"schema"`
		List     listJSON           `json:"list"`
		Findings []findingJSON      `json:"findings"`
		Unknown  []findingJSON      `json:"unknown"`
		Repairs  []repairJSON       `json:"repairs"`
		Counts   map[audit.Kind]int `json:"counts"`
		Partial  bool               `json:"partial"` // the audit was interrupted
	}
	listJSON struct {
		Source  string `json:"source"`
		Path    string `json:"path"` // in the list's repository
		Entries int    `json:"entries"`
		Links   int    `json:"links"`
	}
	findingJSON struct {
		Kind     audit.Kind     `json:"kind"`
		Severity audit.Severity `json:"severity"`
		Section  string         `json:"section"`
		Line     int            `json:"line"`
		Column   int            `json:"column"` // in characters
		Start    int            `json:"start"`  // bytes of the list's file
		End      int            `json:"end"`
		Name     string         `json:"name"` // of the entry, "" outside of entries
		URL      string         `json:"url"`
		What     string         `json:"what"`
		Facts    []factJSON     `json:"facts"`
		Advice   string         `json:"advice"`
		Repair   *int           `json:"repair"` // index into repairs, null for none
	}
	factJSON struct {
		Name   string     `json:"name"`
		Value  *string    `json:"value"` // null if unknown
		Source string     `json:"source"`
		AsOf   *time.Time `json:"as_of,omitempty"`
	}
	repairJSON struct {
		Kind    audit.Kind `json:"kind"`
		Name    string     `json:"name"`
		Section string     `json:"section"`
		Line    int        `json:"line"`
		Title   string     `json:"title"`
		Advice  string     `json:"advice"`
		Patch   string     `json:"patch"`
	}
)

// JSON writes a report as one object on one line.
func JSON(w io.Writer, r Report) error {
	out := reportJSON{
		Schema: schema, List: listJSON{r.List, r.Path, r.Entries, r.Links}, Partial: r.Partial,
		Findings: findingsJSON(r.Findings), Unknown: findingsJSON(r.Unknown), Repairs: []repairJSON{}, Counts: map[audit.Kind]int{},
	}
	for _, k := range append(audit.Kinds[:len(audit.Kinds):len(audit.Kinds)], audit.Unknown) {
		out.Counts[k] = 0
	}
	for _, g := range r.groups() {
		out.Counts[g.kind] = len(g.findings)
	}
	for i, p := range r.Repairs {
		out.Repairs = append(out.Repairs, repairJSON{p.Kind, p.Name, p.Section, p.Line, p.Title, p.Advice, r.Patches[i]})
	}
	return sanitize.WriteJSON(w, out)
}

func findingsJSON(fs []audit.Finding) []findingJSON {
	out := []findingJSON{}
	for _, f := range fs {
		j := findingJSON{f.Kind, f.Severity(), f.Section, f.Line, f.Column, f.Start, f.End, f.Name, f.URL, f.What, factsJSON(f.Facts), f.Advice, nil}
		if f.Repair >= 0 {
			j.Repair = &f.Repair
		}
		out = append(out, j)
	}
	return out
}

func factsJSON(facts []propose.Fact) []factJSON {
	out := []factJSON{}
	for _, f := range facts {
		j := factJSON{Name: f.Name, Source: f.Source}
		if f.Value != "" {
			j.Value = &f.Value
		}
		if !f.AsOf.IsZero() {
			j.AsOf = &f.AsOf
		}
		out = append(out, j)
	}
	return out
}
