package cmd

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"namedrop/internal/catalog"
	"namedrop/internal/clients"
	"namedrop/internal/config"
	"namedrop/internal/exit"
	"namedrop/internal/list"
	"namedrop/internal/markdown"
	"namedrop/internal/proposals"
	"namedrop/internal/store"
	"namedrop/internal/terminal"
)

// open opens the pull requests of the named proposals, by default of all accepted ones,
// or shows them as they would be. An error in one does not stop the others. Only one
// process can send at a time.
func (p *proposer) open(ctx context.Context, names []string) error {
	s, err := p.sender()
	if err != nil {
		return exit.Usage(err)
	}
	wanted, err := p.wanted(ctx, s, names)
	if err != nil {
		return err
	}
	if len(wanted) == 0 {
		p.Line("no proposal is accepted; list them with \"extract propose\"")
		return nil
	}
	return p.openAll(ctx, s, wanted)
}

// openAll opens or shows the pull requests of proposals.
func (p *proposer) openAll(ctx context.Context, s proposals.Sender, wanted []proposals.Proposal) error {
	if !p.opts.send {
		return p.preview(ctx, s, wanted)
	}
	if err := p.confirm("Open or update %s: %s?", terminal.Count(len(wanted), "pull request"), strings.Join(titles(wanted), ", ")); err != nil {
		return err
	}
	unlock, err := lockSending(p.cfg)
	if err != nil {
		return err
	}
	defer unlock()
	return p.each(ctx, wanted, s.Open)
}

// confirm asks before anything is sent or removed, unless --yes is given.
func (p *proposer) confirm(question string, args ...any) error {
	if p.opts.yes {
		return nil
	}
	return p.console.Ask(p.in, markdown.Clean(fmt.Sprintf(question, args...)))
}

// wanted returns the named proposals, or all that are to be sent. Those that are sent by
// name must be accepted.
func (p *proposer) wanted(ctx context.Context, s proposals.Sender, names []string) ([]proposals.Proposal, error) {
	all, err := p.all(ctx)
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		all, err = s.Wanted(all)
		if err != nil {
			err = exit.Usage(err)
		}
		return all, err
	}
	found, err := byNames(all, names)
	if err != nil || !p.opts.send {
		return found, err
	}
	for _, k := range found {
		if k.Decision.Verdict != store.Accepted {
			return nil, exit.Usage(fmt.Errorf("%s is not accepted; add --accept %q", k.Title(), k.Title()))
		}
	}
	return found, nil
}

// preview shows the pull requests as --send would open them. Without a token, or for a
// list on disk, their state on GitHub is not read.
func (p *proposer) preview(ctx context.Context, s proposals.Sender, wanted []proposals.Proposal) error {
	local := 0
	err := p.each(ctx, wanted, func(ctx context.Context, k proposals.Proposal) (proposals.Sent, error) {
		_, _, onGitHub := proposals.OnGitHub(k.List)
		if onGitHub && p.token.String() != "" && !p.opts.offline {
			return s.Open(ctx, k)
		}
		if !onGitHub {
			local++
		}
		made, _, err := s.Text(ctx, k)
		return proposals.Sent{Proposal: k, Applied: made}, err
	})
	if local > 0 && p.opts.out == "" {
		p.console.Notice("proposals for lists on disk are not sent (%d); write their patches with --out DIR", local)
	}
	if p.token.String() == "" && local < len(wanted) {
		p.console.Notice("set %s to see which pull requests exist already", config.TokenVariable)
	}
	return err
}

// each opens or shows pull requests in turn.
func (p *proposer) each(ctx context.Context, wanted []proposals.Proposal, open func(context.Context, proposals.Proposal) (proposals.Sent, error)) error {
	failed := 0
	for _, k := range wanted {
		sent, err := open(ctx, k)
		if ctx.Err() != nil {
			return errors.New("interrupted; run the same command again to continue")
		}
		if err != nil {
			failed++
			p.report(k, err)
			continue
		}
		p.Show(sent)
		p.document.Show(k, sent)
		p.patches.Add(sent)
	}
	switch {
	case failed == 0:
		return nil
	case failed < len(wanted):
		return exit.Partial(fmt.Errorf("%d of %d proposals failed", failed, len(wanted)))
	case p.opts.send:
		return errors.New("no pull request could be opened")
	}
	return errors.New("no pull request could be shown")
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

// sender returns what opens pull requests. It refuses to write unless the flags ask for it.
func (p *proposer) sender() (proposals.Sender, error) {
	hub, err := clients.NewWriter(p.cfg, clients.Access{Offline: p.opts.offline, Verbose: p.opts.verbose, Console: p.console}, p.token, p.opts.writes())
	if err != nil {
		return proposals.Sender{}, err
	}
	c := p.cfg.Propose
	return proposals.Sender{
		Proposals: p.proposals, GitHub: hub, Local: list.ReadLocal, Send: p.opts.send, Again: p.opts.again,
		Limits: p.cfg.List.Rules.Guide(),
		Labels: c.Labels, Draft: c.Draft, MaxOpen: c.MaxOpen,
		Unattended: c.Mode == config.Auto, MinConfidence: c.MinConfidence,
	}, nil
}
