package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"namedrop/internal/buildinfo"
	"namedrop/internal/clients"
	"namedrop/internal/config"
	"namedrop/internal/console"
	"namedrop/internal/episode"
	"namedrop/internal/exit"
	"namedrop/internal/list"
	"namedrop/internal/proposals"
	"namedrop/internal/recorder"
	"namedrop/internal/ref"
	"namedrop/internal/report/proposal"
	"namedrop/internal/review"
	"namedrop/internal/source"
	"namedrop/internal/store"
	"namedrop/internal/transcript"
)

// reviewOptions are the flags of "extract review" that are not in the configuration.
type reviewOptions struct {
	host      string
	port      int
	noBrowser bool
	offline   bool
	verbose   bool
}

func newReview(env Env) *cobra.Command {
	var opts reviewOptions
	c := &cobra.Command{
		Use:   "review [SOURCE…]",
		Short: "Review proposals in the browser: edit, accept or reject them",
		Long: `Open a local web page to review what was found: each transcript with its
mentions marked, each proposal with its evidence and a preview of the list, and
all earlier decisions. Proposals can be edited, accepted and rejected there, and
wrong mentions corrected. New transcripts are processed first.

` + inputHelp + `

The page is served until Ctrl-C, to every user of this machine but not to the
network.`,
		Example: "  extract review transcripts/389.txt\n  extract review --no-browser --port 8389",
		RunE:    func(c *cobra.Command, files []string) error { return runReview(c, env, opts, files) },
	}
	flags := c.Flags()
	flags.IntVar(&opts.port, "port", 0, "`port` to listen on (0 = any free port)")
	flags.StringVar(&opts.host, "host", "127.0.0.1", "`address` to listen on; a non-loopback address lets anyone who can reach it approve and send")
	flags.BoolVar(&opts.noBrowser, "no-browser", false, "do not open a browser")
	flags.BoolVar(&opts.offline, "offline", false, "do not use the network, only cached answers")
	flags.BoolVarP(&opts.verbose, "verbose", "v", false, "log each HTTP request to stderr")
	flags.Int("parallel", 0, "`number` of transcripts to read at the same time (0 = number of CPUs)")
	transcriptFlags(c)
	return c
}

func runReview(c *cobra.Command, env Env, opts reviewOptions, files []string) error {
	cfg, err := loadConfig(c)
	if err != nil {
		return err
	}
	if err := checkShared(cfg.Episode.URL, files); err != nil {
		return err
	}
	since, err := dateFlag(c, "since")
	if err != nil {
		return err
	}
	kept, err := recorder.OpenStore(cfg)
	if err != nil {
		return err
	}
	defer kept.Close()
	r := &reviewer{cfg: cfg, opts: opts, since: since, proposals: recorder.Service(cfg, kept), console: consoleOf(c, env)}
	r.set = newSet(cfg, r.access(), since)
	l, err := net.Listen("tcp", net.JoinHostPort(opts.host, strconv.Itoa(opts.port)))
	if err != nil { // fail before the runs, not after
		return exit.Usage(fmt.Errorf("cannot listen on %s: %s; choose another port with --port", net.JoinHostPort(opts.host, strconv.Itoa(opts.port)), listenFault(err)))
	}
	defer l.Close()
	if err := r.runNew(c.Context(), files); err != nil {
		return err
	}
	return r.serve(c.Context(), l, env.Out)
}

// listenFault returns the reason why listening failed.
func listenFault(err error) string {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return "the port is in use"
	case errors.Is(err, syscall.EACCES):
		return "permission denied"
	}
	return "the address is not available"
}

// reviewer is one invocation of "extract review".
type reviewer struct {
	cfg       config.Config
	opts      reviewOptions
	since     time.Time
	set       *source.Set
	proposals proposals.Service
	console   *console.Console
}

// against builds the pipeline for the current version of a list and calls f with it.
func (r *reviewer) against(ctx context.Context, source string, f func(*stages) error) error {
	src, err := r.sources()
	if err != nil {
		return exit.Usage(err)
	}
	cfg := r.cfg
	cfg.List.Source = source
	s, err := newStages(ctx, cfg, src)
	if err != nil {
		return err
	}
	s.set = r.set
	defer s.records.Close(r.console)
	return f(s)
}

// runNew runs the transcripts that have not been run with this list. An error in one
// stops neither the others nor the server.
func (r *reviewer) runNew(ctx context.Context, files []string) error {
	if len(files) == 0 {
		return nil
	}
	err := r.against(ctx, r.cfg.List.Source, func(s *stages) error {
		s.Since = r.since
		s.notices(r.console, r.cfg, "text")
		defer s.failures.Report(r.console)
		return r.runWith(ctx, s, files)
	})
	if exit.IsPartial(err) && ctx.Err() == nil {
		fmt.Fprintf(r.console, "extract: %v\n", err)
		return nil
	}
	return err
}

func (r *reviewer) runWith(ctx context.Context, s *stages, files []string) error {
	known, err := r.known(ctx, s.list.ID)
	if err != nil {
		return err
	}
	run := func(ctx context.Context, in episode.Input) (episode.Episode, error) {
		if t, err := in.Read(ctx); err == nil && known[t.Digest] {
			return episode.Episode{}, nil
		}
		return s.Run(ctx, in)
	}
	_, err = s.batch(ctx, files, r.cfg.Run.Parallel, r.console).Run(ctx, run, func(e episode.Episode) error {
		if e.Transcript == nil { // already run
			return nil
		}
		_, err := r.proposals.Save(context.WithoutCancel(ctx), s.list.ID, buildinfo.Version(), e)
		return err
	})
	return err
}

// known returns the digests of the transcripts that were run with a list.
func (r *reviewer) known(ctx context.Context, list string) (map[string]bool, error) {
	runs, err := r.proposals.Store.Runs(ctx)
	all := map[string]bool{}
	for _, run := range runs {
		if run.List == list {
			all[run.Transcript] = true
		}
	}
	return all, err
}

// rerun repeats a run with the current version of its list. Once started it ignores
// cancellation: interrupted requests would be saved as missing evidence.
func (r *reviewer) rerun(ctx context.Context, run store.Run) error {
	return r.against(ctx, run.List, func(s *stages) error {
		if s.list.ID != run.List {
			return errors.New(s.list.Notice)
		}
		ctx := context.WithoutCancel(ctx)
		in, err := s.reopened(ctx, run)
		if err != nil {
			return err
		}
		e, err := s.Run(ctx, in)
		if err != nil {
			return err
		}
		_, err = r.proposals.Save(ctx, run.List, buildinfo.Version(), e)
		return err
	})
}

// list loads a list for the pages.
func (r *reviewer) list(ctx context.Context, source string) (review.List, error) {
	src, err := r.sources()
	if err != nil {
		return review.List{}, err
	}
	l, err := list.Load(ctx, source, src.GitHub)
	return review.List{File: l.Name, Source: l.Source}, err
}

// sources builds the clients, which share the cache on disk.
func (r *reviewer) sources() (*clients.Clients, error) {
	return clients.New(r.cfg, r.access())
}

func (r *reviewer) access() clients.Access {
	return clients.Access{Offline: r.opts.offline, Verbose: r.opts.verbose, Console: r.console}
}

// transcript reads the transcript of a run for the pages.
func (r *reviewer) transcript(ctx context.Context, path string) (*transcript.Transcript, error) {
	in, err := r.set.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	return in.Read(ctx)
}

// knows returns the catalogue's name for a project. The catalogue includes the projects
// of the list.
func (r *reviewer) knows(ctx context.Context, list, name string) (found string, ok bool) {
	err := r.against(ctx, list, func(s *stages) error {
		p, known := s.Matcher.Catalog.Project(name)
		if !known {
			p, known = s.Matcher.Catalog.Project(ref.Normalize(name)) // "Pydantic"
		}
		found, ok = p.Name, known
		return nil
	})
	if err != nil {
		fmt.Fprintf(r.console, "extract: %v\n", err)
	}
	return found, ok
}

// text returns the pull request that a proposal would become.
func (r *reviewer) text(ctx context.Context, k proposals.Proposal) (proposals.Applied, error) {
	token, err := r.cfg.ReadToken()
	if err != nil {
		return proposals.Applied{}, err
	}
	p := proposer{proposals: r.proposals, cfg: r.cfg, token: token, opts: proposeOptions{verbose: r.opts.verbose}, console: r.console}
	s, err := p.sender()
	if err != nil {
		return proposals.Applied{}, err
	}
	made, _, err := s.Text(ctx, k)
	return made, err
}

// send writes the output of "extract propose", with or without --send.
func (r *reviewer) send(ctx context.Context, w io.Writer, send bool) error {
	token, err := r.cfg.ReadToken()
	if err != nil {
		return err
	}
	p := proposer{proposals: r.proposals, cfg: r.cfg, token: token, opts: proposeOptions{send: send, verbose: r.opts.verbose}, Printer: proposal.Printer{Out: w, Send: send}, console: console.New(io.MultiWriter(w, r.console), false)}
	return p.run(ctx)
}
