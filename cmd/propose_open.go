package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"slices"

	"namedrop/internal/catalog"
	"namedrop/internal/github"
	"namedrop/internal/markdown"
	"namedrop/internal/pull"
	"namedrop/internal/store"
	"namedrop/internal/transport"
	"namedrop/match"
	"namedrop/propose"
)

// proposer is one invocation of "extract propose".
type proposer struct {
	store   *store.Store
	cfg     config
	opts    proposeOptions
	list    string // the only one that it is about, "" for all
	out     io.Writer
	console *console

	hub *github.Client // set by open
}

// open makes the pull requests, or shows how they would be made. What is wrong
// with one does not stop the others. One process at a time sends.
func (p *proposer) open(ctx context.Context, token github.Token) error {
	if p.opts.send {
		unlock, err := p.lock()
		if err != nil {
			return err
		}
		defer unlock()
	}
	wanted, err := p.wanted(ctx)
	if err != nil {
		return err
	}
	if len(wanted) == 0 {
		p.line("nothing is accepted; \"extract propose\" lists what waits")
		return nil
	}
	if p.hub, err = p.client(token); err != nil {
		return usageError{err}
	}
	failed := 0
	for _, k := range wanted {
		err := p.one(ctx, k)
		if ctx.Err() != nil {
			return errors.New("interrupted; do the same again, and it goes on")
		}
		if err != nil {
			failed++
			fmt.Fprintf(p.console, "extract: %s: %s\n", markdown.Clean(k.Project), markdown.Clean(err.Error()))
		}
	}
	switch {
	case failed == 0:
		return nil
	case failed < len(wanted):
		return someError{fmt.Errorf("%d of %d proposals failed", failed, len(wanted))}
	}
	return errors.New("no proposal could be made")
}

// lock keeps other processes from sending at the same time.
func (p *proposer) lock() (unlock func() error, err error) {
	dir, err := dataDir(p.cfg.DataDir)
	if err != nil {
		return nil, err
	}
	file := filepath.Join(dir, "propose")
	if unlock, err = catalog.Lock(file); err != nil {
		return nil, fmt.Errorf("%s.lock cannot be had; is another \"extract propose --send\" at work?", file)
	}
	return unlock, nil
}

// client makes the client for pull requests: it keeps no answers, for what it
// decides by must be so now, and lets through what writes only to send.
func (p *proposer) client(token github.Token) (*github.Client, error) {
	client := transport.Client(watched{transport.Network(), p.console}, transport.Options{
		MaxWait:  p.cfg.GitHub.MaxWait,
		Announce: p.console.announce,
		Writes:   p.opts.send,
		Log:      access{verbose: p.opts.verbose, console: p.console}.log(),
	})
	hub, err := github.New(client, p.cfg.GitHub.URL, token)
	if err != nil {
		return nil, fmt.Errorf("github.url: %w", err)
	}
	return hub, nil
}

// wanted are the proposals to be sent.
func (p *proposer) wanted(ctx context.Context) ([]kept, error) {
	all, err := p.proposals(ctx)
	if err != nil {
		return nil, err
	}
	if name := p.opts.again; name != "" {
		k, err := find(all, name)
		if err != nil {
			return nil, err
		}
		if k.Decision.Verdict != store.Accepted {
			return nil, usageError{fmt.Errorf("%s is not accepted; add --accept %s", k.Project, k.Project)}
		}
	}
	return slices.DeleteFunc(all, func(k kept) bool {
		return k.Decision.Verdict != store.Accepted && !p.unattended(k)
	}), nil
}

// unattended reports whether a proposal goes out that nobody has looked at.
func (p *proposer) unattended(k kept) bool {
	passed := func(c propose.Check) bool { return c.Result == string(match.Pass) }
	return p.cfg.Propose.Mode == auto && k.Waits() && k.Todo == "" && k.Confidence() >= p.cfg.Propose.MinConfidence &&
		len(k.Checks) > 0 && !slices.ContainsFunc(k.Checks, func(c propose.Check) bool { return !passed(c) })
}

// one makes the pull request of one proposal, or shows it.
func (p *proposer) one(ctx context.Context, k kept) error {
	repo, file, ok := gitHubSource(k.List)
	if !ok {
		return fmt.Errorf("%s is not on GitHub; \"extract run --list github:owner/repo\" proposes to a list that is", k.List)
	}
	if why := k.needs(); why != "" {
		return errors.New(why)
	}
	template, err := p.hub.Template(ctx, repo)
	if err != nil {
		return err
	}
	var added propose.Proposal
	result, err := pull.Opener{GitHub: p.hub, Sleep: pull.Sleep}.Open(ctx, pull.Request{
		List: repo, Path: file, Project: path.Base(k.Project), Repository: k.Repository,
		Edit: func(src []byte) (c pull.Change, err error) {
			c, added, err = p.edit(src, k, template)
			return c, err
		},
		Labels: p.cfg.Propose.Labels, Draft: p.cfg.Propose.Draft, MaxOpen: p.cfg.Propose.MaxOpen,
		Again: p.opts.again != "" && k.isCalled(p.opts.again),
		Send:  p.opts.send,
	})
	if err != nil {
		return err
	}
	p.show(k, result, added)
	return p.record(ctx, k, result)
}

// show prints what became of a proposal.
func (p *proposer) show(k kept, r pull.Result, added propose.Proposal) {
	said := string(r.Outcome)
	if !p.opts.send && len(r.Calls) > 0 {
		said = "would be " + said
	}
	if r.Number > 0 {
		said += fmt.Sprintf(" #%d", r.Number)
	}
	if r.Why != "" {
		said += ": " + r.Why
	}
	p.line("%s %s", k.Project, said)
	if r.URL != "" {
		p.line("  %s", r.URL)
	}
	if len(r.Calls) > 0 {
		p.field("adds to "+added.Section, added.Line)
	}
	for _, c := range r.Calls {
		p.call(c)
	}
}

// record keeps what became of a proposal, if that is news.
func (p *proposer) record(ctx context.Context, k kept, r pull.Result) error {
	sent := store.Sent{Step: string(r.Outcome), Branch: r.Branch, Number: r.Number, URL: r.URL, State: "open"}
	if r.Outcome == pull.Refused {
		sent.State = "refused"
		if k.Sent.Number == r.Number {
			sent.State = "closed"
		}
	}
	had := k.Sent.Number == r.Number && k.Sent.State == sent.State && r.Outcome != pull.Updated
	if !p.opts.send || r.Number == 0 || had {
		return nil
	}
	return p.store.Record(context.WithoutCancel(ctx), k.ID, sent)
}
