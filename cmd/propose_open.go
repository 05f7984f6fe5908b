package cmd

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"namedrop/internal/catalog"
	"namedrop/internal/config"
	"namedrop/internal/github"
	"namedrop/internal/markdown"
	"namedrop/internal/proposals"
	"namedrop/internal/transport"
)

// open opens the pull requests, or shows the requests that would. An error in one
// does not stop the others. Only one process can send at a time.
func (p *proposer) open(ctx context.Context, token github.Token) error {
	if p.opts.send {
		unlock, err := lockSending(p.cfg)
		if err != nil {
			return err
		}
		defer unlock()
	}
	s, err := p.sender(token)
	if err != nil {
		return usageError{err}
	}
	all, err := p.all(ctx)
	if err != nil {
		return err
	}
	wanted, err := s.Wanted(all)
	if err != nil {
		return usageError{err}
	}
	if len(wanted) == 0 {
		p.line("no proposal is accepted; list them with \"extract propose\"")
		return nil
	}
	if !p.opts.send {
		wanted = p.sendable(wanted)
	}
	return p.each(ctx, s, wanted)
}

// sendable returns the proposals for lists on GitHub. Others are an error only when
// they are to be sent.
func (p *proposer) sendable(wanted []proposals.Proposal) []proposals.Proposal {
	all := len(wanted)
	wanted = slices.DeleteFunc(wanted, func(k proposals.Proposal) bool {
		_, _, ok := proposals.OnGitHub(k.List)
		return !ok
	})
	if n := all - len(wanted); n > 0 {
		p.console.notice("accepted proposals for lists on disk are not sent (%d); write patches with --out of \"extract run\" or \"extract audit\"", n)
	}
	return wanted
}

// each opens the pull requests in turn.
func (p *proposer) each(ctx context.Context, s proposals.Sender, wanted []proposals.Proposal) error {
	failed := 0
	for _, k := range wanted {
		sent, err := s.Open(ctx, k)
		if ctx.Err() != nil {
			return errors.New("interrupted; run the same command again to continue")
		}
		if err != nil {
			failed++
			fmt.Fprintf(p.console, "extract: %s: %s\n", markdown.Clean(k.Title()), markdown.Clean(err.Error()))
			continue
		}
		p.show(sent)
	}
	switch {
	case failed == 0:
		return nil
	case failed < len(wanted):
		return someError{fmt.Errorf("%d of %d proposals failed", failed, len(wanted))}
	}
	return errors.New("no pull request could be opened")
}

// lockSending keeps other processes from sending at the same time.
func lockSending(cfg config.Config) (unlock func() error, err error) {
	dir, err := config.DataDir(cfg.DataDir)
	if err != nil {
		return nil, err
	}
	file := filepath.Join(dir, "propose")
	unlock, err = catalog.Lock(file)
	if errors.Is(err, catalog.ErrLocked) {
		err = fmt.Errorf("%s.lock: another \"extract propose --send\" is running", file)
	}
	return unlock, err
}

// sender returns a client that opens pull requests. It does not cache, because sending
// depends on the current state, and it refuses to write unless --send is given.
func (p *proposer) sender(token github.Token) (proposals.Sender, error) {
	client := transport.Client(watched{transport.Network(), p.console}, transport.Options{
		MaxWait:  p.cfg.GitHub.MaxWait,
		Announce: p.console.announce,
		Writes:   p.opts.send,
		Queries:  []string{github.QueryURL(p.cfg.GitHub.URL)},
		Log:      access{verbose: p.opts.verbose, console: p.console}.log(),
	})
	hub, err := github.New(client, p.cfg.GitHub.URL, token)
	if err != nil {
		return proposals.Sender{}, fmt.Errorf("github.url: %w", err)
	}
	c := p.cfg.Propose
	return proposals.Sender{
		Proposals: p.proposals, GitHub: hub, Send: p.opts.send, Again: p.opts.again,
		Labels: c.Labels, Draft: c.Draft, MaxOpen: c.MaxOpen,
		Unattended: c.Mode == config.Auto, MinConfidence: c.MinConfidence,
	}, nil
}
