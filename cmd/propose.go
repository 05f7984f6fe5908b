package cmd

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"namedrop/internal/catalog"
	"namedrop/internal/store"
)

// proposeOptions are the flags of "extract propose" that configure nothing.
type proposeOptions struct {
	accept, reject, undo string
	description, reason  string
	again                string
	dryRun, send         bool
	offline, verbose     bool
}

func newPropose(env Env) *cobra.Command {
	var opts proposeOptions
	c := &cobra.Command{
		Use:   "propose",
		Short: "Decide on what was found, and make pull requests of what was accepted",
		Long: `propose lists what "extract run" has proposed: what waits for a decision, what
was accepted or rejected, and what became of the pull requests that were sent.

A person accepts or rejects by name. Of each that is accepted --send makes a
pull request of its own, on the list as it is by then. It finds what was sent
before: done again it does nothing new, and what was closed is not opened again.
Without --send nothing is written anywhere; --dry-run, --accept and --again show
each request that would be made. Requests need a token in ` + tokenVariable + `.`,
		Example: "  extract propose\n  extract propose --accept tenacity\n  extract propose --reject starlite --reason \"it has another name now\"\n  extract propose --send",
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return runPropose(c, env, opts) },
	}
	flags := c.Flags()
	flags.StringVar(&opts.accept, "accept", "", "accept the project of that `name`")
	flags.StringVar(&opts.description, "description", "", "with --accept: the `text` that the list shall have")
	flags.StringVar(&opts.reject, "reject", "", "reject the project of that `name`")
	flags.StringVar(&opts.reason, "reason", "", "with --accept or --reject: the `text` of why")
	flags.StringVar(&opts.undo, "undo", "", "take back the last decision on the project of that `name`")
	flags.StringVar(&opts.again, "again", "", "propose the project of that `name` even if that was closed before")
	flags.BoolVar(&opts.dryRun, "dry-run", false, "show each request that --send would make")
	flags.BoolVar(&opts.send, "send", false, "make the pull requests of what was accepted")
	flags.Bool("draft", false, "open them as drafts")
	flags.BoolVar(&opts.offline, "offline", false, "use no network: list and decide only")
	flags.BoolVarP(&opts.verbose, "verbose", "v", false, "tell each request on standard error")
	flags.String("list", "", "only what is proposed to this list: github:owner/repo, or a `path`")
	c.MarkFlagsMutuallyExclusive("accept", "reject", "undo")
	c.MarkFlagsMutuallyExclusive("dry-run", "send")
	return c
}

// validate refuses flags that make no sense together.
func (o proposeOptions) validate() error {
	switch {
	case o.description != "" && o.accept == "":
		return errors.New("--description is for --accept NAME")
	case o.reason != "" && o.accept == "" && o.reject == "":
		return errors.New("--reason is for --accept NAME or --reject NAME")
	case o.offline && (o.send || o.dryRun || o.again != ""):
		return errors.New("without a network no requests can be made or shown; leave out --offline")
	}
	return nil
}

func (o proposeOptions) decides() bool { return o.accept+o.reject+o.undo != "" }

// asks reports whether requests are to be made or shown. To accept shows them
// only where that can be done.
func (o proposeOptions) asks() bool { return o.send || o.dryRun || o.again != "" }

func runPropose(c *cobra.Command, env Env, opts proposeOptions) error {
	if err := opts.validate(); err != nil {
		return usageError{err}
	}
	cfg, err := loadConfig(c)
	if err != nil {
		return err
	}
	token, err := cfg.readToken()
	if err != nil {
		return usageError{err}
	}
	if opts.asks() && token.String() == "" {
		return usageError{errors.New("requests need a token; put one that may write to public repositories into " + tokenVariable)}
	}
	kept, err := openStore(cfg)
	if err != nil {
		return err
	}
	defer kept.Close()
	p := proposer{store: kept, cfg: cfg, opts: opts, out: env.Out, console: newConsole(env.Err)}
	if c.Flags().Changed("list") {
		p.list = listID(cfg.List.Source)
	}
	if opts.decides() {
		if err := p.decide(c.Context()); err != nil {
			return err
		}
	}
	switch {
	case opts.asks() || opts.accept != "" && !opts.offline && token.String() != "":
		return p.open(c.Context(), token)
	case opts.decides():
		return nil
	}
	return p.tell(c.Context())
}

// kept is a proposal of the store with its evidence read.
type kept struct {
	store.Proposal
	dossier
}

// proposals reads those to the chosen list, or to all.
func (p *proposer) proposals(ctx context.Context) ([]kept, error) {
	found, err := p.store.Proposals(ctx, store.Filter{List: p.list})
	if err != nil {
		return nil, err
	}
	var all []kept
	for _, q := range found {
		k := kept{Proposal: q}
		if err := json.Unmarshal(q.Evidence, &k.dossier); err != nil {
			return nil, fmt.Errorf("what is kept of %s: %w", q.Project, err)
		}
		all = append(all, k)
	}
	return all, nil
}

// find returns the one proposal of that name, by PyPI's rule of which names are
// the same.
func find(all []kept, name string) (kept, error) {
	all = slices.DeleteFunc(slices.Clone(all), func(k kept) bool { return !k.isCalled(name) })
	switch len(all) {
	case 0:
		return kept{}, usageError{fmt.Errorf("%q is not among the proposals; \"extract propose\" lists them", name)}
	case 1:
		return all[0], nil
	}
	var lists []string
	for _, k := range all {
		lists = append(lists, k.List)
	}
	return kept{}, usageError{fmt.Errorf("%s is proposed to several lists; say which with --list: %s", name, strings.Join(lists, ", "))}
}

func (k kept) isCalled(name string) bool {
	key := catalog.Normalize(name)
	return catalog.Normalize(k.Project) == key || catalog.Normalize(k.Decision.Entry.Name) == key
}

// decide does what the flags say of one proposal.
func (p *proposer) decide(ctx context.Context) error {
	all, err := p.proposals(ctx)
	if err != nil {
		return err
	}
	o := p.opts
	k, err := find(all, o.accept+o.reject+o.undo) // one of them
	if err != nil {
		return err
	}
	if o.undo != "" {
		return p.undo(ctx, k)
	}
	d := store.Decision{Verdict: store.Accepted, Reason: o.reason, Entry: k.Entry}
	if k.Decision.Verdict == store.Pending { // then it may have been edited
		d.Entry = k.Decision.Entry
	}
	if o.description != "" {
		d.Entry.Description = o.description
	}
	if o.reject != "" {
		d.Verdict = store.Rejected
	}
	if err := p.store.Decide(ctx, k.ID, d); err != nil {
		return err
	}
	p.line("%s %s for %s", d.Verdict, k.Project, k.List)
	if k.Decision = d; d.Verdict == store.Accepted && k.needs() != "" {
		p.line("%s", k.needs())
	}
	return nil
}

func (p *proposer) undo(ctx context.Context, k kept) error {
	if k.Decision.ID == 0 {
		return usageError{fmt.Errorf("nothing is decided on %s", k.Project)}
	}
	if err := p.store.UndoDecision(ctx, k.Decision.ID); err != nil {
		return err
	}
	k.Proposal, _ = p.store.Proposal(ctx, k.ID)
	p.line("%s is %s again", k.Project, k.Decision.Verdict)
	return nil
}

// needs says what keeps the entry from being sent, "" if nothing does.
func (k kept) needs() string {
	if strings.Contains(k.Todo, "description") && k.Decision.Entry.Description == "" {
		return fmt.Sprintf("its description must be written first: extract propose --accept %s --description TEXT", k.Project)
	}
	return ""
}
