package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"namedrop/internal/config"
	"namedrop/internal/github"
	"namedrop/internal/proposals"
	"namedrop/internal/store"
	"namedrop/internal/terminal"
	"namedrop/propose/entry"
)

// proposeOptions are the flags of "extract propose" that are not in the configuration.
type proposeOptions struct {
	accept, reject, undo string
	description, reason  string
	again                string
	send                 bool
	offline, verbose     bool

	line, body, text, web string
	open                  bool
}

func newPropose(env Env) *cobra.Command {
	var opts proposeOptions
	c := &cobra.Command{
		Use:   "propose",
		Short: "List, accept and reject proposals, and open pull requests",
		Long: `List the proposals of earlier runs and audits with their state: pending,
accepted, rejected, or the pull request that was sent. For accepted proposals
the requests that --send would make are shown.

Accept or reject proposals by name, here or in "extract review". With --send one
pull request is opened for each accepted proposal, based on the current list. It
is safe to run again: what was sent is found, and a closed pull request is not
opened again. Nothing is sent without --send.

Sending needs a token in ` + config.TokenVariable + `.`,
		Example: "  extract propose\n  extract propose --accept tenacity\n  extract propose --reject starlite --reason \"renamed to litestar\"\n  extract propose --send",
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return runPropose(c, env, opts) },
	}
	flags := c.Flags()
	flags.StringVar(&opts.accept, "accept", "", "accept the proposal for project `name`")
	flags.StringVar(&opts.description, "description", "", "with --accept: the description of the entry")
	flags.StringVar(&opts.line, "line", "", "with --accept: the whole `entry`, if a part of it is missing")
	flags.StringVar(&opts.body, "body", "", "with --accept: a `file` with the text of the pull request")
	flags.StringVar(&opts.text, "text", "", "print the text of the pull request for project `name`")
	flags.StringVar(&opts.web, "web", "", "print how to submit project `name` in a browser, without a token")
	flags.BoolVar(&opts.open, "open", false, "with --web: open the URL in a browser")
	flags.StringVar(&opts.reject, "reject", "", "reject the proposal for project `name`")
	flags.StringVar(&opts.reason, "reason", "", "with --accept or --reject: the reason")
	flags.StringVar(&opts.undo, "undo", "", "undo the last decision on project `name`")
	flags.StringVar(&opts.again, "again", "", "send project `name` again although its pull request was closed")
	flags.BoolVar(&opts.send, "send", false, "open pull requests for the accepted proposals")
	flags.Bool("draft", false, "open pull requests as drafts")
	flags.BoolVar(&opts.offline, "offline", false, "do not use the network: list and decide only")
	flags.BoolVarP(&opts.verbose, "verbose", "v", false, "log each HTTP request to stderr")
	flags.StringP("list", "l", "", "show proposals for this `list` only: a path, owner/repo or a github.com address")
	c.MarkFlagsMutuallyExclusive("accept", "reject", "undo", "text", "web")
	return c
}

// validate returns an error for flags that cannot be combined.
func (o proposeOptions) validate() error {
	switch {
	case o.description != "" && o.accept == "":
		return errors.New("--description needs --accept NAME")
	case o.reason != "" && o.accept == "" && o.reject == "":
		return errors.New("--reason needs --accept NAME or --reject NAME")
	case o.offline && o.asks():
		return errors.New("--send and --again need the network; run without --offline")
	}
	return o.validateWeb()
}

func (o proposeOptions) decides() bool { return o.accept+o.reject+o.undo != "" }

// asks reports whether GitHub requests must be made.
func (o proposeOptions) asks() bool { return o.send || o.again != "" }

// proposer is one invocation of "extract propose".
type proposer struct {
	proposals proposals.Service
	cfg       config.Config
	opts      proposeOptions
	list      string // the only list to show, "" for all
	out       io.Writer
	screen    terminal.Options // of out
	console   *console
}

// notEmpty returns an error for a flag with an empty value, which an unset shell
// variable can cause. Treated as absent, it would make the command do something else.
func notEmpty(c *cobra.Command) error {
	for _, name := range []string{"accept", "reject", "undo", "again", "description"} {
		if f := c.Flags().Lookup(name); f.Changed && f.Value.String() == "" {
			return fmt.Errorf("--%s is empty", name)
		}
	}
	return nil
}

func runPropose(c *cobra.Command, env Env, opts proposeOptions) error {
	if err := cmp.Or(notEmpty(c), opts.validate()); err != nil {
		return usageError{err}
	}
	screen, err := screenOf(c, env)
	if err != nil {
		return err
	}
	cfg, err := loadConfig(c)
	if err != nil {
		return err
	}
	token, err := cfg.ReadToken()
	if err != nil {
		return usageError{err}
	}
	if opts.asks() && token.String() == "" {
		return usageError{errors.New("--send needs a token with write access to public repositories; set " + config.TokenVariable)}
	}
	kept, err := openStore(cfg)
	if err != nil {
		return err
	}
	defer kept.Close()
	out := &output{Writer: env.Out}
	p := proposer{proposals: newService(cfg, kept), cfg: cfg, opts: opts, out: out, screen: screen, console: consoleOf(c, env)}
	if c.Flags().Changed("list") {
		p.list = listID(cfg.List.Source)
	}
	return cmp.Or(p.run(c.Context(), token), afterwards(out.err))
}

// run does what the flags ask for: print, decide, or send.
func (p *proposer) run(ctx context.Context, token github.Token) error {
	o := p.opts
	switch {
	case o.text != "":
		return p.text(ctx, token)
	case o.web != "":
		return p.web(ctx, token)
	}
	mayAsk := token.String() != "" && !o.offline
	if !o.decides() {
		if o.asks() {
			return p.open(ctx, token)
		}
		return p.overview(ctx, token, mayAsk)
	}
	if err := p.decide(ctx); err != nil {
		return err
	}
	if o.asks() || o.accept != "" && mayAsk {
		return afterwards(p.open(ctx, token))
	}
	return nil
}

// afterwards returns an error that followed a completed step as a someError.
func afterwards(err error) error {
	if err == nil {
		return nil
	}
	return someError{err}
}

// overview lists the proposals and shows the requests for the accepted ones.
func (p *proposer) overview(ctx context.Context, token github.Token, mayAsk bool) error {
	all, err := p.all(ctx)
	if err != nil {
		return err
	}
	p.tell(all)
	accepted := func(k proposals.Proposal) bool { return k.Decision.Verdict == store.Accepted }
	switch {
	case !slices.ContainsFunc(all, accepted):
		return nil
	case !mayAsk:
		p.console.notice("set %s to see the requests of --send", config.TokenVariable)
		return nil
	}
	p.line("")
	return afterwards(p.open(ctx, token))
}

// all returns the proposals for the chosen list, or for all lists.
func (p *proposer) all(ctx context.Context) ([]proposals.Proposal, error) {
	return p.proposals.List(ctx, store.Filter{List: p.list})
}

// decide applies the decision that the flags contain to a proposal.
func (p *proposer) decide(ctx context.Context) error {
	all, err := p.all(ctx)
	if err != nil {
		return err
	}
	o := p.opts
	k, err := proposals.Find(all, o.accept+o.reject+o.undo) // only one is set
	switch {
	case errors.Is(err, proposals.ErrNone):
		return usageError{fmt.Errorf("%w; list the proposals with \"extract propose\"", err)}
	case errors.Is(err, proposals.ErrMany):
		return usageError{fmt.Errorf("%w; choose one with --list", err)}
	case errors.Is(err, proposals.ErrBoth):
		return usageError{fmt.Errorf("%w; give the full name", err)}
	case err != nil:
		return err
	case o.undo != "":
		return p.undo(ctx, k)
	case o.reject != "":
		k, err = p.proposals.Reject(ctx, k, o.reason)
	default:
		if word := p.proposals.Rules.Broken(o.description); word != "" {
			return usageError{fmt.Errorf("--description contains %q, which list.rules.forbidden_words forbids", word)}
		}
		entry := k.Draft()
		entry.Description = cmp.Or(o.description, entry.Description)
		body, err2 := written(o.body)
		if err2 != nil {
			return err2
		}
		k, err = p.proposals.AcceptAs(ctx, k, entry, cmp.Or(o.line, k.Decision.Line), cmp.Or(body, k.Decision.Body), o.reason)
	}
	if err != nil {
		return err
	}
	p.line("%s %s for %s", string(k.Decision.Verdict), k.Title(), k.List)
	if k.Decision.Verdict == store.Accepted && k.Missing().Has(entry.PartDescription) {
		p.line("add its description first: extract propose --accept %s --description TEXT", k.Project)
	}
	return nil
}

func (p *proposer) undo(ctx context.Context, k proposals.Proposal) error {
	k, err := p.proposals.Undo(ctx, k)
	switch {
	case errors.Is(err, proposals.ErrUndecided):
		return usageError{fmt.Errorf("%w on %s", err, k.Title())}
	case err != nil:
		return err
	}
	p.line("%s is %s again", k.Title(), string(k.Decision.Verdict))
	return nil
}
