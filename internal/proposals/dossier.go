package proposals

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"namedrop/internal/episode"
	"namedrop/internal/markdown"
	"namedrop/internal/store"
	"namedrop/match"
	"namedrop/propose"
)

// Dossier is what the store keeps as the evidence of a proposal: what a pull
// request is made of besides the entry and the quotes.
type Dossier struct {
	Candidate  propose.Candidate `json:"candidate"`
	Repository string            `json:"repository"` // "owner/repo", "" if it has none
	Words      []string          `json:"words"`      // what spoke for the place
	RunnerUp   string            `json:"runner_up"`  // the place that fits next best
	Facts      []propose.Fact    `json:"facts"`
	Checks     []propose.Check   `json:"checks"`
	Todo       string            `json:"todo"`             // see propose.Proposal
	Repair     *Repair           `json:"repair,omitempty"` // of a proposal that adds nothing; then only this and the facts are set
}

// proposed returns the proposals of an episode as the store keeps them.
func proposed(e episode.Episode) ([]store.Proposal, error) {
	var all []store.Proposal
	for _, q := range e.Proposals {
		i := slices.IndexFunc(e.Packages, func(p match.Package) bool { return p.Name == q.Candidate.Name })
		evidence, err := json.Marshal(newDossier(e.Packages[i], q.Proposal))
		if err != nil {
			return nil, err
		}
		all = append(all, store.Proposal{
			Project: q.Candidate.Name, Entry: entry(q.Proposal), Line: q.Line,
			Evidence: evidence, Quotes: quotes(e, e.Packages[i]),
		})
	}
	return all, nil
}

func newDossier(p match.Package, q propose.Proposal) Dossier {
	d := Dossier{Candidate: q.Candidate, Repository: p.Repository, Words: q.Words, RunnerUp: q.RunnerUp, Todo: q.Todo}
	if p.Evidence != nil {
		d.Facts = facts(*p.Evidence)
		if p.Evidence.Repository.Known {
			d.Repository = p.Evidence.Repository.Value
		}
	}
	for _, c := range p.Checks {
		check := propose.Check{Name: c.Rule, Result: string(c.Outcome)}
		if c.Outcome == match.Fail { // why one is unknown may tell of this machine and its network
			check.Why = c.Why
		}
		d.Checks = append(d.Checks, check)
	}
	return d
}

// entry reads the parts of the entry back from its line, for there they are as
// the list will show them. A description that is yet to be written is none.
func entry(q propose.Proposal) store.Entry {
	e := store.Entry{Name: q.Name, Section: q.Place, Link: q.Candidate.URL}
	for _, s := range markdown.Read([]byte("# List\n\n" + strings.TrimSpace(q.Line) + "\n")).Sections {
		for _, read := range s.Entries {
			e.Link, e.Description = read.URL, read.Description
		}
	}
	if strings.Contains(q.Todo, "description") {
		e.Description = ""
	}
	return e
}

func quotes(e episode.Episode, p match.Package) []store.Quote {
	var all []store.Quote
	for _, q := range p.Quotes {
		in := e.Transcript.Paragraphs[q.Paragraph]
		start, end := in.Source(q.Lo, q.Hi)
		at := in.At(q.Lo)
		all = append(all, store.Quote{Start: start, End: end, Time: at.Clock(), URL: e.URL(at), Text: q.Text(e.Transcript), Confidence: p.Confidence})
	}
	return all
}

// facts are the figures that maintainers of lists look at.
func facts(e match.Evidence) []propose.Fact {
	return []propose.Fact{
		fact("stars", e.Stars, strconv.Itoa),
		fact("contributors", e.Contributors, strconv.Itoa),
		fact("last push", e.Pushed, day),
		fact("last release", e.Released, day),
		fact("downloads a month", e.Downloads, strconv.Itoa),
		fact("licence", e.License, func(s string) string { return s }),
	}
}

func fact[T any](name string, f match.Figure[T], show func(T) string) propose.Fact {
	out := propose.Fact{Name: name, Source: f.Source, AsOf: f.AsOf}
	if f.Known {
		out.Value = show(f.Value)
	}
	return out
}

func day(t time.Time) string { return t.UTC().Format(time.DateOnly) }
