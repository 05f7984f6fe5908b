package proposals

import (
	"cmp"
	"context"
	"fmt"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"namedrop/internal/github"
	"namedrop/internal/pullrequest"
	"namedrop/internal/store"
	"namedrop/match"
	"namedrop/propose"
)

// Sender makes pull requests of what was accepted, or shows how it would. Its
// fields are set before use. It sends one after the other, and only one process
// may send at a time.
type Sender struct {
	Desk   Desk
	GitHub *github.Client // who lets through what writes, if anything is to be sent
	Send   bool           // or else nothing is written
	Again  string         // name of the project that is sent even if it was closed, "" for none

	Labels  []string
	Draft   bool
	MaxOpen int

	Unattended    bool    // also what nobody has looked at, if nothing speaks against it
	MinConfidence float64 // with which that must have been heard
}

// Sent is what became of a proposal, or would.
type Sent struct {
	Proposal Proposal
	Added    propose.Proposal // to the list, zero if nothing is
	Diff     string           // of a repair
	pullrequest.Result
}

// Wanted picks the proposals that are to be sent. It is ErrNone or another error
// of [Find] if there is no proposal with the name that is sent again, and an
// error if that is not accepted.
func (s Sender) Wanted(all []Proposal) ([]Proposal, error) {
	if s.Again != "" {
		p, err := Find(all, s.Again)
		if err != nil {
			return nil, err
		}
		if p.Decision.Verdict != store.Accepted {
			return nil, fmt.Errorf("%s is not accepted; add --accept %q", p.Title(), p.Title())
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(p Proposal) bool {
		return p.Decision.Verdict != store.Accepted && !s.goesUnattended(p)
	}), nil
}

// goesUnattended reports whether a proposal goes out that nobody has looked at.
func (s Sender) goesUnattended(p Proposal) bool {
	passed := func(c propose.Check) bool { return c.Result == string(match.Pass) }
	return s.Unattended && p.Waits() && p.Todo == "" && p.Confidence() >= s.MinConfidence &&
		len(p.Checks) > 0 && !slices.ContainsFunc(p.Checks, func(c propose.Check) bool { return !passed(c) })
}

// Open makes the pull request of one proposal, or finds out what it would take,
// and keeps what became of it.
func (s Sender) Open(ctx context.Context, p Proposal) (Sent, error) {
	repo, file, ok := OnGitHub(p.List)
	if !ok {
		return Sent{}, fmt.Errorf("%s is not on GitHub; \"extract run --list github:owner/repo\" proposes to a list that is", p.List)
	}
	if lacks := p.Lacks(); lacks != "" {
		return Sent{}, fmt.Errorf("its %s must be written first: extract propose --accept %s --%s TEXT", lacks, p.Project, lacks)
	}
	template, err := s.GitHub.Template(ctx, repo)
	if err != nil {
		return Sent{}, err
	}
	sent := Sent{Proposal: p}
	sent.Result, err = pullrequest.Opener{GitHub: s.GitHub, Sleep: pullrequest.Sleep}.Open(ctx, pullrequest.Request{
		List: repo, Path: file, Project: slug(p), Repository: p.Repository,
		Edit: func(src []byte) (c pullrequest.Change, err error) {
			if p.Repair != nil {
				c, sent.Diff, err = mend(p, cmp.Or(file, "README.md"), src, template)
			} else {
				c, sent.Added, err = s.edit(p, src, template)
			}
			return c, err
		},
		About:  about(p),
		Labels: s.Labels, Draft: s.Draft, MaxOpen: s.MaxOpen,
		Again: s.Again != "" && p.IsCalled(s.Again),
		Send:  s.Send,
	})
	if err != nil {
		return sent, err
	}
	return sent, s.record(ctx, sent)
}

// edit makes the change to the list as it is now, and what is said of it.
func (s Sender) edit(p Proposal, src []byte, template string) (pullrequest.Change, propose.Proposal, error) {
	made, err := s.Desk.Place(p, p.Decision.Entry, src)
	if err != nil {
		return pullrequest.Change{}, made, err
	}
	text := propose.Pull{
		Proposal: made, Quotes: p.said(), Facts: p.Facts, Checks: p.Checks, Template: template,
		Unattended: p.Decision.Verdict != store.Accepted,
	}
	return pullrequest.Change{List: propose.Apply(src, made), Title: text.Title(), Body: text.Body(), Message: text.Message()}, made, nil
}

// mend repairs the list as it is now, and says why.
func mend(p Proposal, file string, src []byte, template string) (pullrequest.Change, string, error) {
	edit, err := p.Mend(src)
	if err != nil {
		return pullrequest.Change{}, "", err
	}
	r := p.Repair
	text := propose.Mend{Does: r.Does, Found: r.Found, Advice: r.Advice, Facts: p.Facts, Template: template}
	list := propose.Splice(src, edit)
	return pullrequest.Change{List: list, Title: text.Title(), Body: text.Body(), Message: text.Title()}, propose.Diff(file, src, edit), nil
}

// unfit is what the name of a branch may not hold, or not twice.
var unfit = regexp.MustCompile(`[^a-z0-9]+`)

// slug is the name of a proposal for its branch: that of the project, or of a
// repair its key, which ends in what tells it from all others.
func slug(p Proposal) string {
	if p.Repair == nil {
		return path.Base(p.Project)
	}
	name := strings.Trim(unfit.ReplaceAllString(p.Project, "-"), "-")
	return strings.TrimLeft(name[max(0, len(name)-80):], "-")
}

// about is what others would call a repair in a title, "" for what is none.
func about(p Proposal) string {
	if p.Repair == nil {
		return ""
	}
	return propose.Mend{Does: p.Repair.Does}.Title()
}

// said are the quotes, as pull requests have them.
func (p Proposal) said() []propose.Quote {
	var all []propose.Quote
	for _, q := range p.Quotes {
		all = append(all, propose.Quote{Text: q.Text, Source: filepath.Base(q.Path), Time: q.Time, URL: q.URL})
	}
	return all
}

// record keeps what became of a proposal, if that is news.
func (s Sender) record(ctx context.Context, sent Sent) error {
	p, r := sent.Proposal, sent.Result
	entry := store.Sent{Step: string(r.Outcome), Branch: r.Branch, Number: r.Number, URL: r.URL, State: "open"}
	if r.Outcome == pullrequest.Refused {
		entry.State = "refused"
		if p.Sent.Number == r.Number {
			entry.State = "closed"
		}
	}
	had := p.Sent.Number == r.Number && p.Sent.State == entry.State && r.Outcome != pullrequest.Updated
	if !s.Send || r.Number == 0 || had {
		return nil
	}
	return s.Desk.Store.Record(context.WithoutCancel(ctx), p.ID, entry)
}

// OnGitHub takes the name of a list, "github:owner/repo:path", apart; the path
// may be missing. It is not ok for a list that is not on GitHub.
func OnGitHub(list string) (repo, path string, ok bool) {
	rest, ok := strings.CutPrefix(list, "github:")
	repo, path, _ = strings.Cut(rest, ":")
	return repo, path, ok
}
