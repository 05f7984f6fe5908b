package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"namedrop/internal/config"
	"namedrop/internal/inbox"
	"namedrop/internal/markdown"
	"namedrop/internal/proposals"
	"namedrop/internal/pullrequest"
	"namedrop/internal/ref"
	"namedrop/propose/pulltext"
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
		Long: `Keep one issue on GitHub with the proposals that wait for a decision, each with a
box to tick, and open the pull requests of those that were accepted there.

A ticked box accepts a proposal if everybody who edited the issue since the last
run may write to the repository. A comment of such a person decides, too:
"/accept ID", "/accept ID DESCRIPTION" or "/reject ID REASON". What was changed
since it was shown must be accepted again.

Nothing is recorded or sent without --send, which needs a token in
` + config.TokenVariable + ` that may write issues, contents and pull requests. The action in
action.yml runs this command.`,
		Example: "  extract inbox --list owner/awesome\n  extract inbox --list owner/awesome --send",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return withOutput(c, env, nil, func(env Env) error { return runInbox(c, env, opts) })
		},
	}
	flags := c.Flags()
	outputFlags(c, &opts.format, "text", "markdown")
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
	show   func(string) string // makes a value safe to print in the format
	bullet string              // begins each line
}

func runInbox(c *cobra.Command, env Env, opts inboxOptions) error {
	if !slices.Contains([]string{"text", "markdown"}, opts.format) {
		return usageError{fmt.Errorf("unknown format %q: want text, markdown", opts.format)}
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
		return usageError{err}
	}
	kept, err := openStore(cfg)
	if err != nil {
		return err
	}
	defer kept.Close()
	out := &output{Writer: env.Out}
	p := &proposer{proposals: newService(cfg, kept), cfg: cfg, token: token, opts: proposeOptions{send: opts.send, verbose: opts.verbose}, out: out, console: consoleOf(c, env)}
	if c.Flags().Changed("list") {
		p.list = listID(cfg.List.Source)
	}
	r, err := newInboxRun(p, opts)
	if err != nil {
		return usageError{err}
	}
	return errors.Join(r.run(c.Context()), afterwards(out.err))
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
	if err != nil {
		return nil, err
	}
	r := &inboxRun{proposer: p, sender: s, box: inbox.Box{GitHub: s.GitHub, Repo: repo, List: p.list}, show: markdown.Clean}
	if opts.format == "markdown" {
		r.show, r.bullet = pulltext.Escape, "- "
	}
	return r, nil
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
	if r.bullet != "" {
		io.WriteString(r.out, "\n## Decisions\n\n")
	}
	content := inbox.Content{Ignored: append(state.Ignored, r.decideAll(ctx, all, state.Decisions)...)}
	for _, why := range content.Ignored {
		r.say("%s", why)
	}
	if !r.opts.send {
		r.say("%s in %s; --send records decisions, opens pull requests and writes the issue", waiting(len(inbox.Items(all))), r.box.Repo)
		return nil
	}
	if content.Unsent, err = r.openAll(ctx); err != nil {
		return err
	}
	if all, err = r.all(ctx); err != nil {
		return err
	}
	content.Waiting = inbox.Items(all)
	return r.write(ctx, state, content)
}

// decideAll records the decisions, and returns why some of them do not count.
func (r *inboxRun) decideAll(ctx context.Context, all []proposals.Proposal, decisions []inbox.Decision) (ignored []string) {
	for _, d := range decisions {
		n := slices.IndexFunc(all, func(p proposals.Proposal) bool { return p.Pending() && inbox.ID(p) == d.ID })
		switch {
		case n < 0:
			ignored = append(ignored, "a ticked change is no longer the one that was shown, or was decided elsewhere")
			continue
		case !r.opts.send:
			r.say("would record: %s %s by %s", all[n].Title(), string(d.Verdict), d.By)
			continue
		}
		if _, err := inbox.Apply(ctx, r.proposals, all[n], d); err != nil {
			ignored = append(ignored, fmt.Sprintf("%s: %v", all[n].Title(), err))
			continue
		}
		r.say("%s %s by %s", all[n].Title(), string(d.Verdict), d.By)
	}
	return ignored
}

// openAll opens the pull requests of what is accepted, and returns the others with the
// reason.
func (r *inboxRun) openAll(ctx context.Context) (unsent []inbox.Unsent, err error) {
	all, err := r.all(ctx)
	if err != nil {
		return nil, err
	}
	wanted, err := r.sender.Wanted(all)
	if err != nil {
		return nil, err
	}
	for _, p := range wanted {
		if p.Sent.Number > 0 { // "extract propose --send" updates it; asking about all of them would take more requests at every run
			continue
		}
		sent, err := r.sender.Open(ctx, p)
		switch {
		case ctx.Err() != nil:
			return nil, errors.New("interrupted; run the same command again to continue")
		case err != nil:
			unsent = append(unsent, inbox.Unsent{Title: p.Title(), Why: err.Error()})
			r.say("%s: %s", p.Title(), err.Error())
		case sent.Why == pullrequest.ErrListed.Error():
		case sent.Outcome == pullrequest.Refused && sent.Number == 0:
			unsent = append(unsent, inbox.Unsent{Title: p.Title(), Why: sent.Why})
			r.say("%s is not sent: %s", p.Title(), sent.Why)
		case sent.Outcome == pullrequest.Created || sent.Outcome == pullrequest.Updated:
			r.say("%s %s: %s", p.Title(), string(sent.Outcome), address(sent.URL))
		}
	}
	return unsent, nil
}

// write writes the issue and says where it is.
func (r *inboxRun) write(ctx context.Context, state inbox.State, c inbox.Content) error {
	issue, err := r.box.Write(ctx, state, c)
	switch {
	case err != nil:
		return err
	case len(c.Waiting) == 0:
		r.say("no proposal waits for a decision")
	default:
		r.say("%s: %s", waiting(len(c.Waiting)), address(issue.URL))
	}
	return nil
}

func waiting(n int) string {
	if n == 1 {
		return "1 proposal waits for a decision"
	}
	return fmt.Sprintf("%d proposals wait for a decision", n)
}

// address is a URL that was sanitized when it was read.
type address string

// say prints a line. Texts among its values are untrusted.
func (r *inboxRun) say(format string, values ...any) {
	for i, v := range values {
		if s, ok := v.(string); ok {
			values[i] = r.show(s)
		}
	}
	io.WriteString(r.out, r.bullet+fmt.Sprintf(format, values...)+"\n")
}
