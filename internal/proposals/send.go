package proposals

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"namedrop/internal/github"
	"namedrop/internal/pullrequest"
	"namedrop/internal/store"
	"namedrop/match"
	"namedrop/propose"
	"namedrop/propose/entry"
	"namedrop/propose/guide"
	"namedrop/propose/pulltext"
)

// Sender makes pull requests for accepted proposals, or shows what it would do. Set its
// fields before use. It is not safe for concurrent use, and only one process may send at
// a time.
type Sender struct {
	Proposals Service
	GitHub    *github.Client                  // must allow writes if anything is to be sent
	Local     func(list string) (List, error) // reads a list that is not on GitHub; nil if Text is asked for none
	Send      bool                            // false: nothing is written
	Again     string                          // name of the project to send even if its pull request was closed, "" for none

	Limits guide.Guide // of the configuration; they win over those of a list's own guide

	Labels  []string
	Draft   bool
	MaxOpen int

	Unattended    bool    // also send undecided proposals whose checks all pass
	MinConfidence float64 // minimum confidence of the mention for those
}

// Applied is the result of applying a change to a list: the pull request, with the patch
// of an addition or the diff of a repair.
type Applied struct {
	List   List // that it was applied to
	Change pullrequest.Change
	Added  propose.Proposal
	Patch  string // of the added entry, as a unified diff
	Diff   string
	Open   []string // questions of the list's template that a person must answer
	Broken []string // rules of the list's contribution guide that the entry breaks

	Replaced *Replacement // the entry that is removed for the new one; nil for none
	Issues   bool         // the list takes new entries in issues only

	Forms []pulltext.Suggestion // the list's issue forms for new entries, of [Sender.Text] only
}

// Sent is the outcome for a proposal, or the outcome if it were sent.
type Sent struct {
	Proposal Proposal
	Applied  // zero if the list was not changed
	pullrequest.Result
}

// Wanted returns the proposals to send. If Again is set and names no proposal, the error
// is ErrNone or another error of [Find]; a proposal that is not accepted is also an
// error.
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

// goesUnattended reports whether a proposal is sent without a decision.
func (s Sender) goesUnattended(p Proposal) bool {
	passed := func(c pulltext.Check) bool { return c.Result == string(match.Pass) }
	a, ok := p.Addition()
	return ok && s.Unattended && p.Pending() && len(a.Missing) == 0 && p.Confidence() >= s.MinConfidence &&
		len(a.Checks) > 0 && !slices.ContainsFunc(a.Checks, func(c pulltext.Check) bool { return !passed(c) })
}

// Open makes the pull request of one proposal, or determines what it would write, and
// stores the outcome.
func (s Sender) Open(ctx context.Context, p Proposal) (Sent, error) {
	repo, file, ok := OnGitHub(p.List)
	if !ok {
		return Sent{}, fmt.Errorf("%s is not on GitHub; run \"extract run --list github:owner/repo\" with a list that is", p.List)
	}
	if strings.HasSuffix(file, "/") {
		return Sent{}, fmt.Errorf("%s is a folder, to which no file can be sent yet; run \"extract propose --web %s\", which prints the commands to push it", p.List, p.Title())
	}
	if missing := p.Missing(); missing.Has(entry.PartDescription) {
		return Sent{}, fmt.Errorf("add its description first: extract propose --accept %s --description TEXT", p.Project)
	}
	asked, err := s.asked(ctx, repo)
	if err != nil {
		return Sent{}, err
	}
	sent := Sent{Proposal: p}
	addition, _ := p.Addition()
	sent.Result, err = pullrequest.Opener{GitHub: s.GitHub, Sleep: pullrequest.Sleep}.Open(ctx, pullrequest.Request{
		List: repo, Path: file, Project: p.Change.branch(p.Project), Repository: addition.Repository,
		Edit: func(src []byte) (_ pullrequest.Change, err error) {
			sent.Applied, err = p.Change.apply(s, p, cmp.Or(file, "README.md"), src, asked)
			sent.List = List{Path: cmp.Or(file, "README.md"), Source: src}
			switch {
			case err != nil || !s.Send:
			case len(sent.Broken) > 0:
				err = fmt.Errorf("it breaks a rule of the list: %s", strings.Join(sent.Broken, "; "))
			case len(sent.Open) > 0:
				err = &OpenError{p.Title(), sent.Open}
			}
			return sent.Change, err
		},
		About:  p.Change.similar(),
		Labels: s.Labels, Draft: s.Draft, MaxOpen: s.MaxOpen,
		Again: s.Again != "" && p.IsCalled(s.Again),
		Send:  s.Send,
	})
	if err != nil {
		return sent, err
	}
	return sent, s.record(ctx, sent)
}

// Close closes the open pull request of a proposal and records it. It does nothing if
// none is open. The branch stays.
func (s Sender) Close(ctx context.Context, p Proposal) error {
	repo, _, ok := OnGitHub(p.List)
	if !ok || !p.IsOpen() {
		return nil
	}
	if err := s.GitHub.ClosePull(ctx, repo, p.Sent.Number); err != nil {
		return err
	}
	closed := p.Sent
	closed.Step, closed.State = "closed", "closed"
	return s.Proposals.Store.Record(context.WithoutCancel(ctx), p.ID, closed)
}

// quotes returns the quotes of the proposal for a pull request. It omits the file name of
// a transcript, which is private to the user, and numbers the episodes if no address
// distinguishes them.
func (p Proposal) quotes() []pulltext.Quote {
	var all []pulltext.Quote
	var runs []int64
	for _, q := range p.Quotes {
		if !slices.Contains(runs, q.Run) {
			runs = append(runs, q.Run)
		}
	}
	for _, q := range p.Quotes {
		source := "episode"
		if len(runs) > 1 {
			source += fmt.Sprintf(" %d", 1+slices.Index(runs, q.Run))
		}
		all = append(all, pulltext.Quote{Quote: q.Quote, Source: source})
	}
	return all
}

// record stores the outcome of a proposal if it is new.
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
	return s.Proposals.Store.Record(context.WithoutCancel(ctx), p.ID, entry)
}

// OnGitHub parses the name of a list, "github:owner/repo:path", in which the path is
// optional. ok is false for a list that is not on GitHub.
func OnGitHub(list string) (repo, path string, ok bool) {
	rest, ok := strings.CutPrefix(list, "github:")
	repo, path, _ = strings.Cut(rest, ":")
	return repo, path, ok
}
