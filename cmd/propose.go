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
	"namedrop/internal/console"
	"namedrop/internal/exit"
	"namedrop/internal/github"
	"namedrop/internal/list"
	"namedrop/internal/outdir"
	"namedrop/internal/proposals"
	"namedrop/internal/recorder"
	"namedrop/internal/report/proposal"
	"namedrop/internal/results"
	"namedrop/internal/sanitize"
	"namedrop/internal/store"
)

// proposeOptions are the flags of "extract propose" that are not in the configuration.
type proposeOptions struct {
	accept, reject, undo []string
	all                  bool
	description, reason  string
	section              string
	line, body           string
	answers              []string
	close                bool

	send, yes bool
	again     string
	requests  bool
	text, web string
	open      bool
	out       string
	force     bool
	forget    string

	format           string
	offline, verbose bool
}

func newPropose(env Env) *cobra.Command {
	var opts proposeOptions
	c := &cobra.Command{
		Use:   "propose [NAME…]",
		Short: "List, accept and reject proposals, and open pull requests",
		Long: `List the proposals of earlier runs and audits with their state: pending,
accepted, rejected, or the pull request that was sent. For accepted proposals,
and for those named as arguments, the pull request is shown as --send would open
it: the line, its section, the title and the text.

Accept or reject proposals by name, here or in "extract review". --send opens one
pull request for each accepted proposal, or for each NAME, based on the current
list. It is safe to run again: pull requests that exist are found, and closed ones
are not opened again. Nothing is sent without --send.

Sending needs a token in ` + config.TokenVariable + `.`,
		Example: `  extract propose
  extract propose tenacity
  extract propose --accept tenacity,aiosqlite
  extract propose --reject starlite --reason "renamed to litestar"
  extract propose --send tenacity
  extract propose --out patches`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: completeProposals,
		RunE: func(c *cobra.Command, names []string) error {
			return withOutput(c, env, nil, func(env Env) error { return runPropose(c, env, opts, names) })
		},
	}
	decisionFlags(c, &opts)
	sendingFlags(c, &opts)
	flags := c.Flags()
	flags.StringVar(&opts.out, "out", "", "write the patches of accepted proposals to `directory`")
	flags.BoolVar(&opts.force, "force", false, "with --out: overwrite files that extract did not write")
	flags.StringVar(&opts.forget, "forget", "", "remove a `list or name` and all decisions on it from the store")
	flags.BoolVar(&opts.offline, "offline", false, "do not use the network: list and decide only")
	flags.BoolVarP(&opts.verbose, "verbose", "v", false, "log each HTTP request to stderr")
	flags.StringP("list", "l", "", "show proposals for this `list` only: a path, owner/repo or a github.com address")
	flags.BoolVarP(&opts.yes, "yes", "y", false, "do not ask before anything is sent or removed")
	outputFlags(c, &opts.format, "text", "json")
	c.MarkFlagsMutuallyExclusive("accept", "reject", "undo", "text", "web", "forget")
	return c
}

func decisionFlags(c *cobra.Command, opts *proposeOptions) {
	flags := c.Flags()
	flags.StringArrayVar(&opts.accept, "accept", nil, "accept the proposals for these project `names`, separated by commas")
	flags.StringArrayVar(&opts.reject, "reject", nil, "reject the proposals for these project `names`")
	flags.StringArrayVar(&opts.undo, "undo", nil, "undo the last decisions on these project `names`")
	flags.BoolVar(&opts.all, "all", false, "accept all pending proposals; --reject --all rejects them")
	flags.StringVar(&opts.description, "description", "", "with --accept: the description of the entry")
	flags.StringVar(&opts.section, "section", "", "with --accept: the `section` of the list for the entry")
	flags.StringVar(&opts.line, "line", "", "with --accept: the whole `entry`, if a part of it is missing")
	flags.StringVar(&opts.body, "body", "", "with --accept: a `file` with the text of the pull request")
	flags.StringArrayVar(&opts.answers, "answer", nil, "with --accept: answer a question of the list's template, as `question=text`; repeat for each")
	flags.StringVar(&opts.reason, "reason", "", "with --accept or --reject: the reason")
	flags.BoolVar(&opts.close, "close", false, "with --reject, --undo or NAME: also close the pull request")
	c.RegisterFlagCompletionFunc("accept", completePending)
	c.RegisterFlagCompletionFunc("reject", completePending)
	c.RegisterFlagCompletionFunc("undo", completeDecided)
	c.RegisterFlagCompletionFunc("section", completeSections)
}

func sendingFlags(c *cobra.Command, opts *proposeOptions) {
	flags := c.Flags()
	flags.BoolVar(&opts.send, "send", false, "open pull requests for the accepted proposals, or for each NAME")
	flags.StringVar(&opts.again, "again", "", "send the proposal for project `name` again, although its pull request was closed")
	flags.Bool("draft", false, "open pull requests as drafts")
	flags.BoolVar(&opts.requests, "requests", false, "show every request that --send would make")
	flags.StringVar(&opts.text, "text", "", "print the text of the pull request for project `name`")
	flags.StringVar(&opts.web, "web", "", "print how to submit project `name` in a browser, without a token")
	flags.BoolVar(&opts.open, "open", false, "with --web: open the URL in a browser")
	for _, name := range []string{"again", "text", "web"} {
		c.RegisterFlagCompletionFunc(name, completeProposals)
	}
}

// normalize reads "--accept --all", in which pflag takes "--all" for a name, as intended.
func (o *proposeOptions) normalize() {
	isAll := func(name string) bool { return name == "--all" }
	for _, names := range []*[]string{&o.accept, &o.reject, &o.undo} {
		if slices.ContainsFunc(*names, isAll) {
			o.all = true
		}
	}
}

// validate returns an error for flags that cannot be combined.
func (o proposeOptions) validate(names []string) error {
	decided := len(o.accept) + len(o.reject) + len(o.undo)
	accepts := len(o.accept) > 0
	switch {
	case slices.Contains(slices.Concat(o.accept, o.reject, o.undo), ""):
		return errors.New("--accept, --reject or --undo is empty")
	case o.description != "" && !accepts:
		return errors.New("--description needs --accept NAME")
	case o.section != "" && !accepts:
		return errors.New("--section needs --accept NAME")
	case o.reason != "" && !accepts && len(o.reject) == 0:
		return errors.New("--reason needs --accept NAME or --reject NAME")
	case o.close && len(o.reject)+len(o.undo)+len(names) == 0:
		return errors.New("--close needs --reject NAME, --undo NAME, or a NAME")
	case len(names) > 0 && (decided > 0 || o.all || o.text+o.web+o.forget != ""):
		return fmt.Errorf("unexpected argument %q; separate several names by commas: --accept a,b", names[0])
	case o.send && o.close:
		return errors.New("--send and --close cannot be combined")
	case o.offline && o.asks():
		return errors.New("--send, --again and --close need the network; run without --offline")
	}
	return o.validateWeb()
}

func (o proposeOptions) decides() bool {
	return len(o.accept)+len(o.reject)+len(o.undo) > 0 || o.all
}

// writes reports whether anything may be changed on GitHub.
func (o proposeOptions) writes() bool { return o.send || o.close }

// asks reports whether GitHub requests with a token must be made.
func (o proposeOptions) asks() bool { return o.writes() || o.again != "" }

// proposer is one invocation of "extract propose".
type proposer struct {
	proposal.Printer
	proposals proposals.Service
	cfg       config.Config
	opts      proposeOptions
	names     []string // the arguments
	token     github.Token
	list      string // the only list to show, "" for all
	console   *console.Console
	in        io.Reader       // answers to questions
	patches   results.Patches // for --out
	document  *proposal.Document
}

// notEmpty returns an error for a flag with an empty value, which an unset shell
// variable can cause. Treated as absent, it would make the command do something else.
func notEmpty(c *cobra.Command) error {
	for _, name := range []string{"again", "description", "text", "web", "forget"} {
		if f := c.Flags().Lookup(name); f.Changed && f.Value.String() == "" {
			return fmt.Errorf("--%s is empty", name)
		}
	}
	return nil
}

func runPropose(c *cobra.Command, env Env, opts proposeOptions, names []string) error {
	opts.normalize()
	if err := cmp.Or(notEmpty(c), opts.validate(names)); err != nil {
		return exit.Usage(err)
	}
	p, err := newProposer(c, env, opts, names)
	if err != nil {
		return err
	}
	defer p.proposals.Store.Close()
	out := &output{Writer: p.Out}
	if p.Out = out; opts.format == "json" {
		p.document, out.Writer = proposal.NewDocument(), io.Discard
	}
	err = p.run(c.Context())
	if !exit.IsUsage(err) {
		err = cmp.Or(err, p.finish(env.Out))
	}
	return cmp.Or(err, afterwards(out.err))
}

func newProposer(c *cobra.Command, env Env, opts proposeOptions, names []string) (*proposer, error) {
	if opts.format != "text" && opts.format != "json" {
		_, err := formatOf(map[string]bool{"text": true, "json": true}, opts.format)
		return nil, err
	}
	screen, err := screenOf(c, env)
	if err != nil {
		return nil, err
	}
	cfg, err := loadConfig(c)
	if err != nil {
		return nil, err
	}
	token, err := cfg.ReadToken()
	if err != nil {
		return nil, exit.Usage(err)
	}
	if opts.asks() && token.String() == "" {
		return nil, exit.Usage(errors.New("sending needs a token with write access to public repositories; set " + config.TokenVariable))
	}
	kept, err := recorder.OpenStore(cfg)
	if err != nil {
		return nil, err
	}
	p := &proposer{proposals: recorder.Service(cfg, kept), cfg: cfg, opts: opts, names: names, token: token, Printer: proposal.Printer{Out: env.Out, Screen: screen, Send: opts.send, Requests: opts.requests}, console: consoleOf(c, env), in: env.In}
	if c.Flags().Changed("list") {
		p.list = list.ID(cfg.List.Source)
	}
	return p, nil
}

// run prints, decides or sends, depending on the flags.
func (p *proposer) run(ctx context.Context) error {
	o := p.opts
	switch {
	case o.forget != "":
		return p.forget(ctx)
	case o.text != "":
		return p.text(ctx)
	case o.web != "":
		return p.web(ctx)
	case o.decides():
		return p.decide(ctx)
	case o.close:
		return p.closeNamed(ctx)
	case o.asks(), len(p.names) > 0:
		return p.open(ctx, p.names)
	}
	return p.overview(ctx)
}

// finish writes what was collected: the patches and the JSON document.
func (p *proposer) finish(w io.Writer) error {
	if p.opts.out != "" {
		if err := p.patches.Write(outdir.Dir{Path: p.opts.out, Force: p.opts.force, Inputs: p.cfg.Inputs()}); err != nil {
			return err
		}
	}
	if p.document == nil {
		return nil
	}
	return sanitize.WriteJSON(w, p.document)
}

// afterwards returns an error that followed a completed step as a partial one.
func afterwards(err error) error {
	if err == nil || exit.IsUsage(err) {
		return err
	}
	return exit.Partial(err)
}

// overview lists the proposals and shows the pull requests for the accepted ones.
func (p *proposer) overview(ctx context.Context) error {
	all, err := p.all(ctx)
	if err != nil {
		return err
	}
	seen := proposal.Visible(all)
	p.document.Add(seen...)
	p.Printer.List(seen, p.list)
	accepted := func(k proposals.Proposal) bool { return k.Decision.Verdict == store.Accepted }
	if p.opts.offline && p.opts.out == "" || !slices.ContainsFunc(all, accepted) {
		return nil
	}
	p.Line("")
	return afterwards(p.open(ctx, nil))
}

// all returns the proposals for the chosen list, or for all lists.
func (p *proposer) all(ctx context.Context) ([]proposals.Proposal, error) {
	return p.proposals.List(ctx, store.Filter{List: p.list})
}
