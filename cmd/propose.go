package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"namedrop/internal/github"
	"namedrop/internal/proposals"
	"namedrop/internal/store"
	"namedrop/propose"
)

// proposeOptions are the flags of "extract propose" that configure nothing.
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
		Short: "Decide on what was found, and make pull requests of what was accepted",
		Long: `propose lists what "extract run" has proposed: what waits for a decision, what
was accepted or rejected, and what became of the pull requests that were sent.
Below that it shows each request that would be made for what is accepted.

A person accepts or rejects by name, here or in "extract review". Of each that
is accepted --send makes a pull request of its own, on the list as it is by
then. It finds what was sent before: done again it does nothing new, and what
was closed is not opened again. Without --send nothing is written anywhere.
Requests need a token in ` + tokenVariable + `.`,
		Example: "  extract propose\n  extract propose --accept tenacity\n  extract propose --reject starlite --reason \"it has another name now\"\n  extract propose --send",
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return runPropose(c, env, opts) },
	}
	flags := c.Flags()
	flags.StringVar(&opts.accept, "accept", "", "accept the project of that `name`")
	flags.StringVar(&opts.description, "description", "", "with --accept: the `text` that the list shall have")
	flags.StringVar(&opts.line, "line", "", "with --accept: the whole `entry`, where a part of it is missing")
	flags.StringVar(&opts.body, "body", "", "with --accept: a `file` with the text of the pull request")
	flags.StringVar(&opts.text, "text", "", "print the text of the pull request for the project of that `name`")
	flags.StringVar(&opts.web, "web", "", "print how to submit the project of that `name` in a browser, without a token")
	flags.BoolVar(&opts.open, "open", false, "with --web: open the address in a browser")
	flags.StringVar(&opts.reject, "reject", "", "reject the project of that `name`")
	flags.StringVar(&opts.reason, "reason", "", "with --accept or --reject: the `text` of why")
	flags.StringVar(&opts.undo, "undo", "", "take back the last decision on the project of that `name`")
	flags.StringVar(&opts.again, "again", "", "propose the project of that `name` even if that was closed before")
	flags.BoolVar(&opts.send, "send", false, "make the pull requests of what was accepted")
	flags.Bool("draft", false, "open them as drafts")
	flags.BoolVar(&opts.offline, "offline", false, "use no network: list and decide only")
	flags.BoolVarP(&opts.verbose, "verbose", "v", false, "tell each request on standard error")
	flags.String("list", "", "only what is proposed to this list: github:owner/repo, or a `path`")
	c.MarkFlagsMutuallyExclusive("accept", "reject", "undo", "text", "web")
	return c
}

// validate refuses flags that make no sense together.
func (o proposeOptions) validate() error {
	switch {
	case o.description != "" && o.accept == "":
		return errors.New("--description is for --accept NAME")
	case o.reason != "" && o.accept == "" && o.reject == "":
		return errors.New("--reason is for --accept NAME or --reject NAME")
	case o.offline && o.asks():
		return errors.New("without a network no requests can be made or shown; leave out --offline")
	}
	return o.validateWeb()
}

func (o proposeOptions) decides() bool { return o.accept+o.reject+o.undo != "" }

// asks reports whether requests must be made or shown.
func (o proposeOptions) asks() bool { return o.send || o.again != "" }

// proposer is one invocation of "extract propose".
type proposer struct {
	proposals proposals.Service
	cfg       config
	opts      proposeOptions
	list      string // the only one that it is about, "" for all
	out       io.Writer
	console   *console
}

// notEmpty refuses flags without the text that they are for, as an unset variable
// of a shell leaves them: to be taken for not given, they would do another thing.
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
	out := &output{Writer: env.Out}
	p := proposer{proposals: newService(cfg, kept), cfg: cfg, opts: opts, out: out, console: newConsole(env.Err)}
	if c.Flags().Changed("list") {
		p.list = listID(cfg.List.Source)
	}
	return cmp.Or(p.run(c.Context(), token), afterwards(out.err))
}

// output remembers that something could not be written to it: what is done goes
// on, and that is told at its end.
type output struct {
	io.Writer
	err error
}

func (o *output) Write(data []byte) (int, error) {
	n, err := o.Writer.Write(data)
	o.err = cmp.Or(o.err, err)
	return n, err
}

// run decides, and does or shows what follows from that.
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

// afterwards is an error of what comes after something that was done.
func afterwards(err error) error {
	if err == nil {
		return nil
	}
	return someError{err}
}

// overview lists the proposals, and the requests for those that are accepted.
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
		fmt.Fprintln(p.console, "extract: with a token in "+tokenVariable+" and a network, the requests of --send are shown")
		return nil
	}
	p.line("")
	return afterwards(p.open(ctx, token))
}

// all returns the proposals for the chosen list, or for all lists.
func (p *proposer) all(ctx context.Context) ([]proposals.Proposal, error) {
	return p.proposals.List(ctx, store.Filter{List: p.list})
}

// decide does what the flags say of one proposal.
func (p *proposer) decide(ctx context.Context) error {
	all, err := p.all(ctx)
	if err != nil {
		return err
	}
	o := p.opts
	k, err := proposals.Find(all, o.accept+o.reject+o.undo) // one of them
	switch {
	case errors.Is(err, proposals.ErrNone):
		return usageError{fmt.Errorf("%w; \"extract propose\" lists them", err)}
	case errors.Is(err, proposals.ErrMany):
		return usageError{fmt.Errorf("%w; say which with --list", err)}
	case errors.Is(err, proposals.ErrBoth):
		return usageError{fmt.Errorf("%w; say which", err)}
	case err != nil:
		return err
	case o.undo != "":
		return p.undo(ctx, k)
	case o.reject != "":
		k, err = p.proposals.Reject(ctx, k, o.reason)
	default:
		if word := p.proposals.Rules.Broken(o.description); word != "" {
			return usageError{fmt.Errorf("--description holds %q, which the rules of the list forbid (list.rules.forbidden_words)", word)}
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
	if k.Decision.Verdict == store.Accepted && k.Missing().Has(propose.PartDescription) {
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
