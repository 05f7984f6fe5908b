package cmd

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"namedrop/internal/config"
	"namedrop/internal/exit"
	"namedrop/internal/list"
	"namedrop/internal/proposals"
	"namedrop/internal/store"
	"namedrop/internal/terminal"
)

// forget removes a list, or a proposal, with all decisions from the store.
func (p *proposer) forget(ctx context.Context) error {
	runs, err := p.proposals.Store.Runs(ctx)
	if err != nil {
		return err
	}
	all, err := p.all(ctx)
	if err != nil {
		return err
	}
	list := list.ID(config.Canonical(p.opts.forget))
	if slices.ContainsFunc(runs, func(r store.Run) bool { return r.List == list }) || slices.ContainsFunc(all, func(k proposals.Proposal) bool { return k.List == list }) {
		return p.forgetList(ctx, list)
	}
	k, err := proposals.Find(all, p.opts.forget)
	if errors.Is(err, proposals.ErrNone) {
		names := append(titles(all), listsOf(runs)...)
		return exit.Usage(fmt.Errorf("%q is neither a list nor a proposal in the store; %s with \"extract propose\"", p.opts.forget, suggestion(p.opts.forget, names, "", "list both")))
	}
	if err != nil {
		return unnamed(err, all, p.opts.forget)
	}
	if err := p.confirm("Remove the proposal %s and all decisions on it?", k.Title()); err != nil {
		return err
	}
	if _, err := p.proposals.Store.ForgetProposal(ctx, k.ID); err != nil {
		return err
	}
	p.Line("removed %s for %s", k.Title(), k.List)
	p.staysOpen(k)
	return nil
}

func (p *proposer) forgetList(ctx context.Context, list string) error {
	had, err := p.proposals.List(ctx, store.Filter{List: list})
	if err != nil {
		return err
	}
	if err := p.confirm("Remove everything about %s, %s with their decisions?", list, terminal.Count(len(had), "proposal")); err != nil {
		return err
	}
	removed, err := p.proposals.Store.Forget(ctx, list)
	if err != nil {
		return err
	}
	p.Line("removed %s and %s for %s", terminal.Count(removed.Proposals, "proposal"), terminal.Count(removed.Runs, "run"), list)
	for _, k := range had {
		p.staysOpen(k)
	}
	return nil
}

func (p *proposer) staysOpen(k proposals.Proposal) {
	if k.IsOpen() {
		p.Line("  pull request #%d stays open: %s", k.Sent.Number, k.Sent.URL)
	}
}

func listsOf(runs []store.Run) []string {
	var lists []string
	for _, r := range runs {
		lists = append(lists, r.List)
	}
	slices.Sort(lists)
	return slices.Compact(lists)
}
