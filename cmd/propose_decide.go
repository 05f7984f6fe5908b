package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"namedrop/internal/exit"
	"namedrop/internal/markdown"
	"namedrop/internal/proposals"
	"namedrop/internal/store"
	"namedrop/propose/entry"
)

// decide applies the decision that the flags contain to each proposal that they name.
// Names are resolved first, so that a wrong one changes nothing.
func (p *proposer) decide(ctx context.Context) error {
	chosen, act, err := p.chosen(ctx)
	if err != nil {
		return err
	}
	var accepted []proposals.Proposal
	failed := 0
	for _, k := range chosen {
		k, err := act(ctx, k)
		switch {
		case exit.IsUsage(err), err != nil && len(chosen) == 1:
			return err
		case err != nil:
			failed++
			p.report(k, err)
			continue
		case k.Decision.Verdict == store.Accepted:
			accepted = append(accepted, k)
		}
		p.document.Add(k)
	}
	if len(accepted) > 0 {
		err = afterwards(p.follow(ctx, accepted))
	}
	return cmp.Or(failure(failed, len(chosen)), err)
}

// report prints an error about a proposal.
func (p *proposer) report(k proposals.Proposal, err error) {
	fmt.Fprintf(p.console, "extract: %s: %s\n", markdown.Clean(k.Title()), markdown.Clean(err.Error()))
}

// failure returns the error for a number of proposals of which some failed, nil if none
// did.
func failure(failed, of int) error {
	switch {
	case failed == 0:
		return nil
	case failed < of:
		return exit.Partial(fmt.Errorf("%d of %d proposals failed", failed, of))
	}
	return fmt.Errorf("all %d proposals failed", of)
}

// verdictOn decides on one proposal and prints the result.
type verdictOn func(context.Context, proposals.Proposal) (proposals.Proposal, error)

// chosen returns the proposals that the flags name and what to do with them.
func (p *proposer) chosen(ctx context.Context) ([]proposals.Proposal, verdictOn, error) {
	all, err := p.all(ctx)
	if err != nil {
		return nil, nil, err
	}
	o := p.opts
	act, names := p.accept, o.accept
	switch {
	case len(o.reject) > 0:
		act, names = p.reject, o.reject
	case len(o.undo) > 0:
		act, names = p.undo, o.undo
	}
	if o.all {
		all = slices.DeleteFunc(all, func(k proposals.Proposal) bool {
			return !k.Pending() && (len(o.undo) == 0 || k.Decision.ID == 0)
		})
		if len(all) == 0 {
			return nil, nil, exit.Usage(errors.New("no proposal is pending; list them with \"extract propose\""))
		}
	} else if all, err = byNames(all, names); err != nil {
		return nil, nil, err
	}
	if len(all) > 1 && o.description+o.section+o.line+o.body != "" {
		return nil, nil, exit.Usage(errors.New("--description, --section, --line and --body describe one proposal; accept the others separately"))
	}
	return all, act, nil
}

// byNames returns the proposals with the given names, each once. A value may contain
// several names, separated by commas.
func byNames(all []proposals.Proposal, values []string) ([]proposals.Proposal, error) {
	var found []proposals.Proposal
	for _, value := range values {
		names := []string{value}
		if !slices.ContainsFunc(all, func(k proposals.Proposal) bool { return k.IsCalled(value) }) {
			names = strings.Split(value, ",")
		}
		for _, name := range names {
			k, err := proposals.Find(all, strings.TrimSpace(name))
			if err != nil {
				return nil, unnamed(err, all, name)
			}
			if !slices.ContainsFunc(found, func(f proposals.Proposal) bool { return f.ID == k.ID }) {
				found = append(found, k)
			}
		}
	}
	return found, nil
}

// unnamed adds the remedy to an error of [proposals.Find].
func unnamed(err error, all []proposals.Proposal, name string) error {
	switch {
	case errors.Is(err, proposals.ErrNone):
		return exit.Usage(fmt.Errorf("%w; %s with \"extract propose\"", err, suggestion(name, titles(all), "", "list the proposals")))
	case errors.Is(err, proposals.ErrMany):
		return exit.Usage(fmt.Errorf("%w; choose one with --list", err))
	case errors.Is(err, proposals.ErrBoth):
		return exit.Usage(fmt.Errorf("%w; give the full name", err))
	}
	return err
}

// titles returns the distinct titles of proposals, sorted.
func titles(all []proposals.Proposal) []string {
	var names []string
	for _, k := range all {
		names = append(names, k.Title())
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func (p *proposer) accept(ctx context.Context, k proposals.Proposal) (proposals.Proposal, error) {
	o := p.opts
	if word := p.proposals.Rules.Broken(o.description); word != "" {
		return k, exit.Usage(fmt.Errorf("--description contains %q, which list.rules.forbidden_words forbids", word))
	}
	body, err := written(o.body)
	if err != nil {
		return k, err
	}
	e := k.Draft()
	e.Description, e.Section = cmp.Or(o.description, e.Description), cmp.Or(o.section, e.Section)
	if err := p.takes(ctx, k, e); err != nil {
		return k, err
	}
	if len(o.answers) > 0 {
		k, err = p.answer(ctx, k, e)
	} else {
		k, err = p.proposals.AcceptAs(ctx, k, e, cmp.Or(o.line, k.Decision.Line), cmp.Or(body, k.Decision.Body), o.reason)
	}
	if err != nil {
		return k, err
	}
	p.Line("accepted %s for %s", k.Title(), k.List)
	if k.Missing().Has(entry.PartDescription) {
		p.Line("add its description first: extract propose --accept %s --description TEXT", k.Project)
	}
	return k, nil
}

// takes returns an error if the list cannot take the section or line that a flag gives.
func (p *proposer) takes(ctx context.Context, k proposals.Proposal, e store.Entry) error {
	if p.opts.section == "" && p.opts.line == "" {
		return nil
	}
	s, err := p.sender()
	if err != nil {
		return exit.Usage(err)
	}
	if err := s.Takes(ctx, k, e, cmp.Or(p.opts.line, k.Decision.Line)); err != nil {
		return exit.Usage(err)
	}
	return nil
}

func (p *proposer) reject(ctx context.Context, k proposals.Proposal) (proposals.Proposal, error) {
	k, err := p.proposals.Reject(ctx, k, p.opts.reason)
	if err != nil {
		return k, err
	}
	p.Line("rejected %s for %s", k.Title(), k.List)
	return k, p.closeOpen(ctx, k)
}

func (p *proposer) undo(ctx context.Context, k proposals.Proposal) (proposals.Proposal, error) {
	k, err := p.proposals.Undo(ctx, k)
	switch {
	case errors.Is(err, proposals.ErrUndecided):
		return k, exit.Usage(fmt.Errorf("%w on %s", err, k.Title()))
	case err != nil:
		return k, err
	}
	p.Line("%s is %s again", k.Title(), string(k.Decision.Verdict))
	return k, p.closeOpen(ctx, k)
}

// closeOpen closes the pull request of a proposal that is no longer wanted, with --close.
// Otherwise it says that the pull request is open.
func (p *proposer) closeOpen(ctx context.Context, k proposals.Proposal) error {
	switch {
	case !k.IsOpen() || k.Decision.Verdict == store.Accepted:
		return nil
	case !p.opts.close:
		p.Line("  pull request #%d is still open: %s", k.Sent.Number, k.Sent.URL)
		p.Line("  close it with: extract propose --close %s", k.Project)
		return nil
	}
	return p.closePull(ctx, k)
}

// closeNamed closes the pull requests of the proposals named as arguments.
func (p *proposer) closeNamed(ctx context.Context) error {
	all, err := p.all(ctx)
	if err != nil {
		return err
	}
	chosen, err := byNames(all, p.names)
	if err != nil {
		return err
	}
	failed := 0
	for _, k := range chosen {
		if !k.IsOpen() {
			p.Line("%s has no open pull request", k.Title())
			continue
		}
		if err := p.closePull(ctx, k); err != nil {
			failed++
			p.report(k, err)
		}
		p.document.Add(k)
	}
	return failure(failed, len(chosen))
}

func (p *proposer) closePull(ctx context.Context, k proposals.Proposal) error {
	if err := p.confirm("Close pull request #%d (%s)?", k.Sent.Number, k.Title()); err != nil {
		return err
	}
	s, err := p.sender()
	if err == nil {
		err = s.Close(ctx, k)
	}
	if err == nil {
		p.Line("closed pull request #%d: %s", k.Sent.Number, k.Sent.URL)
	}
	return err
}

// follow sends or shows the accepted proposals, as far as the flags and the network
// allow.
func (p *proposer) follow(ctx context.Context, accepted []proposals.Proposal) error {
	onGitHub := slices.ContainsFunc(accepted, func(k proposals.Proposal) bool {
		_, _, ok := proposals.OnGitHub(k.List)
		return ok
	})
	switch {
	case p.opts.asks(), p.opts.out != "", p.token.String() != "" && !p.opts.offline, !onGitHub:
		s, err := p.sender()
		if err != nil {
			return exit.Usage(err)
		}
		return p.openAll(ctx, s, accepted)
	case len(accepted) == 1:
		p.console.Notice("see the pull request with \"extract propose %s\"", accepted[0].Project)
	}
	return nil
}
