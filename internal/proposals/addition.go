package proposals

import (
	"cmp"
	"encoding/json"
	"path"
	"slices"

	"namedrop/internal/episode"
	"namedrop/internal/markdown"
	"namedrop/internal/pullrequest"
	"namedrop/internal/quote"
	"namedrop/internal/report"
	"namedrop/internal/store"
	"namedrop/match"
	"namedrop/propose"
	"namedrop/propose/entry"
	"namedrop/propose/pulltext"
	"namedrop/propose/textedit"
)

// Addition adds a project to a list.
type Addition struct {
	Candidate  propose.Candidate `json:"candidate"`
	Repository string            `json:"repository"` // "owner/repo", "" if it has none
	Words      []string          `json:"words"`      // words that the project shares with its section
	RunnerUp   string            `json:"runner_up"`  // next best place
	Checks     []pulltext.Check  `json:"checks"`
	Missing    entry.Parts       `json:"missing,omitempty"` // missing parts of the entry
}

func (Addition) title(project string) string  { return project }
func (Addition) branch(project string) string { return path.Base(project) }
func (Addition) similar() string              { return "" }

// apply adds the project to the current list and composes the pull request.
func (a Addition) apply(s Sender, p Proposal, file string, src []byte, want asked) (Applied, error) {
	order := cmp.Or(want.guide.Order, s.Proposals.Rules.Order)
	s.Proposals.Rules = want.guide.Rules(s.Proposals.Rules)
	s.Proposals.Rules.Order = order
	made, err := s.Proposals.Placed(p, src)
	if err != nil {
		return Applied{Added: made}, err
	}
	edits := made.Edits()
	out, cut, err := want.makeRoom(src, made)
	if err != nil {
		return Applied{Added: made}, err
	}
	if out != nil {
		edits = append(edits, cut)
		made.Beside--
	}
	text := pulltext.Pull{
		Room: want.room(made), Replaced: out.comparison(p),
		Proposal: made, Quotes: p.quotes(), Facts: p.Facts, Checks: a.Checks, Template: want.template,
		Unattended: p.Decision.Verdict != store.Accepted && !want.attended,
	}
	applied := Applied{Added: made, Replaced: out, Patch: textedit.Diff(file, src, edits...), Change: pullrequest.Change{List: textedit.Splice(src, edits...), Title: text.Title(), Body: text.Body(), Message: text.Message()}}
	for _, f := range want.forms {
		applied.Forms = append(applied.Forms, text.Suggest(f))
	}
	applied.Issues = want.guide.Issues
	if markdown.IsDataFile(file) && path.Ext(file) != ".md" {
		want.guide.Generated = "" // the proposal changes what the list is generated from
	}
	applied.Broken = want.guide.Broken(made, p.Facts)
	applied.Open, err = p.answered(&applied.Change, text.Open(), want.template)
	return applied, err
}

// proposed returns the proposals of an episode as records for the store.
func proposed(e episode.Episode) ([]store.Proposal, error) {
	var all []store.Proposal
	for _, q := range slices.Concat(e.Proposals, e.Declined) {
		i := slices.IndexFunc(e.Packages, func(p match.Package) bool { return p.Name == q.Candidate.Name })
		p, err := stored(e.Packages[i], q.Found, quotes(e.Packages[i]))
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

// stored converts a proposal to a record for the store.
func stored(p match.Package, q propose.Proposal, quotes []store.Quote) (store.Proposal, error) {
	kept, err := json.Marshal(evidenceOf(p, q))
	return store.Proposal{
		Project: q.Candidate.Name, Line: q.Line, Evidence: kept, Quotes: quotes,
		Entry: store.Entry{Name: q.Name, Section: q.Place, Link: q.Link, Description: q.Description},
	}, err
}

func evidenceOf(p match.Package, q propose.Proposal) evidence {
	a := Addition{Candidate: q.Candidate, Repository: p.Repository, Words: q.Words, RunnerUp: q.RunnerUp, Missing: q.Missing, Checks: checks(p.Checks)}
	e := evidence{Addition: a}
	if p.Evidence != nil {
		e.Facts = report.Facts(*p.Evidence)
		if p.Evidence.Repository.Known {
			e.Repository = p.Evidence.Repository.Value
		}
	}
	return e
}

// checks returns the checks of a package for a pull request. It omits the reason for an
// unknown result, because that may name this machine or its network.
func checks(all []match.Check) []pulltext.Check {
	var shown []pulltext.Check
	for _, c := range all {
		check := pulltext.Check{Name: c.Rule, Result: string(c.Outcome)}
		if c.Outcome == match.Fail {
			check.Why = c.Why
		}
		shown = append(shown, check)
	}
	return shown
}

func quotes(p match.Package) []store.Quote {
	var all []store.Quote
	for _, q := range p.Quotes {
		all = append(all, storedQuote(q, p))
	}
	return all
}

// storedQuote returns a quote as it is stored.
func storedQuote(q quote.Quote, p match.Package) store.Quote {
	q.Time, q.Seconds = q.Clock(), nil
	return store.Quote{Quote: q, Confidence: p.Confidence}
}
