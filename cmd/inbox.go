package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"namedrop/internal/config"
	"namedrop/internal/exit"
	"namedrop/internal/inbox"
	"namedrop/internal/list"
	"namedrop/internal/proposals"
	"namedrop/internal/pullrequest"
	"namedrop/internal/recorder"
	"namedrop/internal/ref"
)

// inboxOptions are the flags of "extract inbox" that are not in the configuration.
type inboxOptions struct {
	repo, format  string
	send, verbose bool
}

func newInbox(env Env) *cobra.Command {
	var opts inboxOptions
	c := &cobra.Command{
		Use:   "inbox",
		Short: "Let maintainers decide in an issue on GitHub",
		Long: `Keep one issue on GitHub with the pending proposals, each with a box to tick, and open the pull requests of those that were accepted there.

A ticked box accepts a proposal if everyone who edited the issue since the last
run may write to the repository. Anyone who may write to it can also decide in a
comment: "/accept ID", "/accept ID DESCRIPTION" or "/reject ID REASON". A change
that differs from the one shown must be accepted again.

Nothing is recorded or sent without --send, which needs a token in
` + config.TokenVariable + ` that may write issues, contents and pull requests. The action in
action.yml runs this command.`,
		Example: "  extract inbox --list owner/awesome\n  extract inbox --list owner/awesome --send",
		Args:    nothing,
		RunE: func(c *cobra.Command, _ []string) error {
			return withOutput(c, env, nil, func(env Env) error { return runInbox(c, env, opts) })
		},
	}
	flags := c.Flags()
	outputFlags(c, &opts.format, "text", "json", "markdown")
	flags.StringVar(&opts.repo, "repo", "", "`repository` that has the issue (default: that of --list)")
	flags.BoolVar(&opts.send, "send", false, "record decisions, open pull requests and write the issue")
	flags.BoolVarP(&opts.verbose, "verbose", "v", false, "log each HTTP request to stderr")
	flags.StringP("list", "l", "", "show proposals for this `list` only: owner/repo or a github.com address")
	return c
}

// inboxRun is one invocation of "extract inbox".
type inboxRun struct {
	*proposer
	sender proposals.Sender
	box    inbox.Box
	*inbox.Report
}

func runInbox(c *cobra.Command, env Env, opts inboxOptions) error {
	print, err := formatOf(inbox.Formats(), opts.format)
	if err != nil {
		return err
	}
	cfg, err := loadConfig(c)
	if err != nil {
		return err
	}
	token, err := cfg.ReadToken()
	if err == nil && token.String() == "" {
		err = errors.New("reading the issue needs a token; set " + config.TokenVariable)
	}
	if err != nil {
		return exit.Usage(err)
	}
	kept, err := recorder.OpenStore(cfg)
	if err != nil {
		return err
	}
	defer kept.Close()
	p := &proposer{proposals: recorder.Service(cfg, kept), cfg: cfg, opts: proposeOptions{send: opts.send, verbose: opts.verbose}, token: token, console: consoleOf(c, env)}
	if c.Flags().Changed("list") {
		p.list = list.ID(cfg.List.Source)
	}
	r, err := newInboxRun(p, opts)
	if err != nil {
		return exit.Usage(err)
	}
	if err = r.run(c.Context()); err != nil && len(r.Decisions)+len(r.Pulls) == 0 {
		return err
	}
	return cmp.Or(afterwards(err), print(env.Out, r.Report)) // recorded decisions are printed even if a later step failed
}

func newInboxRun(p *proposer, opts inboxOptions) (*inboxRun, error) {
	repo := opts.repo
	if listed, _, ok := proposals.OnGitHub(p.list); ok && repo == "" {
		repo = listed
	}
	if _, _, ok := ref.Split(repo); !ok {
		return nil, fmt.Errorf("--repo is %q, want owner/repo, or --list with a list on GitHub", repo)
	}
	s, err := p.sender()
	return &inboxRun{p, s, inbox.Box{GitHub: s.GitHub, Repo: repo, List: p.list}, inbox.NewReport(repo, opts.send)}, err
}

// run reads the decisions in the issue, opens the pull requests, and writes the issue.
func (r *inboxRun) run(ctx context.Context) error {
	if r.opts.send {
		unlock, err := lockSending(r.cfg)
		if err != nil {
			return err
		}
		defer unlock()
	}
	all, err := r.all(ctx)
	if err != nil {
		return err
	}
	state, err := r.box.Read(ctx, inbox.Items(all))
	if err != nil {
		return err
	}
	r.Ignored = append(r.Ignored, state.Ignored...)
	r.decideAll(ctx, all, state.Decisions)
	if r.opts.send {
		if err := r.openAll(ctx); err != nil {
			return err
		}
	}
	if all, err = r.all(ctx); err != nil {
		return err
	}
	return r.write(ctx, state, inbox.Items(all))
}

// decideAll records the decisions.
func (r *inboxRun) decideAll(ctx context.Context, all []proposals.Proposal, decisions []inbox.Decision) {
	for _, d := range decisions {
		n := slices.IndexFunc(all, func(p proposals.Proposal) bool { return p.Pending() && inbox.ID(p) == d.ID })
		if n < 0 {
			r.Ignored = append(r.Ignored, "a ticked change differs from the one that was shown, or was decided elsewhere")
			continue
		}
		if r.opts.send {
			if _, err := inbox.Apply(ctx, r.proposals, all[n], d); err != nil {
				r.Ignored = append(r.Ignored, fmt.Sprintf("%s: %v", all[n].Title(), err))
				continue
			}
		}
		r.Decisions = append(r.Decisions, inbox.Decided{Title: all[n].Title(), Verdict: string(d.Verdict), By: d.By})
	}
}

// openAll opens pull requests for accepted proposals without one. Those with one are
// left to "extract propose --send", because checking all of them would take more
// requests in every run.
func (r *inboxRun) openAll(ctx context.Context) error {
	all, err := r.all(ctx)
	if err != nil {
		return err
	}
	wanted, err := r.sender.Wanted(all)
	if err != nil {
		return err
	}
	for _, p := range wanted {
		if p.Sent.Number > 0 {
			continue
		}
		sent, err := r.sender.Open(ctx, p)
		switch {
		case ctx.Err() != nil:
			return errors.New("interrupted; run the same command again to continue")
		case err != nil:
			r.Unsent = append(r.Unsent, inbox.Unsent{Title: p.Title(), Why: err.Error()})
		case sent.Number > 0:
			r.Pulls = append(r.Pulls, inbox.Pull{Title: p.Title(), Outcome: string(sent.Outcome), URL: sent.URL})
		case sent.Why != pullrequest.ErrListed.Error():
			r.Unsent = append(r.Unsent, inbox.Unsent{Title: p.Title(), Why: sent.Why})
		}
	}
	return nil
}

// write writes the issue.
func (r *inboxRun) write(ctx context.Context, state inbox.State, items []inbox.Item) (err error) {
	issue := state.Issue
	if r.opts.send {
		issue, err = r.box.Write(ctx, state, inbox.Content{Waiting: items, Unsent: r.Unsent, Ignored: r.Ignored})
	}
	r.Issue = issue.URL
	for _, i := range items {
		r.Waiting = append(r.Waiting, inbox.Waiting{ID: i.ID, Title: i.Title})
	}
	return err
}
