package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"namedrop/internal/catalog"
	"namedrop/internal/clients"
	"namedrop/internal/config"
	"namedrop/internal/exit"
	"namedrop/internal/jq"
	"namedrop/internal/outdir"
	"namedrop/internal/recorder"
	"namedrop/internal/report"
	"namedrop/internal/source"
	"namedrop/internal/terminal"
	"namedrop/internal/watch"
	"namedrop/internal/watch/round"
)

// newsFormats are the output formats of "extract watch".
var newsFormats = map[string]func(io.Writer, report.News, terminal.Options) error{
	"text":     report.NewsText,
	"json":     report.NewsJSON,
	"markdown": report.NewsMarkdown,
}

// watchOptions are the flags of "extract watch" that are not in the configuration.
type watchOptions struct {
	every   time.Duration
	verbose bool
}

func newWatch(env Env) *cobra.Command {
	var opts watchOptions
	var format string
	c := &cobra.Command{
		Use:   "watch [FEED…]",
		Short: "Read the new episodes of podcast feeds",
		Long: `Read the episodes of podcast feeds that are new since the last run, and print what
they name. If there are none, nothing is printed. The feeds are those of
watch.feeds in your own configuration, or the addresses given.

Every episode is read and reported once, even if a run is interrupted. A feed that
fails does not delay the others. It is tried again after an hour at first, and after
a day at most. An episode that has no transcript yet, or cannot be read, is tried
again for 30 days. On the first run all episodes of a feed are new; --since leaves
older ones out.

Run it from cron, a systemd timer or a workflow, or let it run with --every.`,
		Example: "  extract watch\n  extract watch --since 2026-01-01 https://example.org/feed.xml\n  extract watch --format markdown -o new.md\n  extract watch --every 6h",
		RunE:    func(c *cobra.Command, feeds []string) error { return runWatch(c, env, opts, feeds) },
	}
	flags := c.Flags()
	outputFlags(c, &format, "text", "json", "markdown")
	flags.DurationVar(&opts.every, "every", 0, "keep running, and look for new episodes after each `time`, such as 6h")
	flags.BoolVarP(&opts.verbose, "verbose", "v", false, "log each HTTP request to stderr")
	flags.Int("parallel", 0, "`number` of transcripts to read at the same time (0 = number of CPUs)")
	transcriptFlags(c)
	return c
}

// leastEvery is the shortest time between two rounds: feeds seldom change more often.
const leastEvery = time.Minute

func runWatch(c *cobra.Command, env Env, opts watchOptions, feeds []string) error {
	out, err := newNewsOutput(c, env)
	if err != nil {
		return err
	}
	print, err := formatOf(newsFormats, c.Flags().Lookup("format").Value.String())
	if err != nil {
		return err
	}
	if opts.every != 0 && opts.every < leastEvery {
		return exit.Usage(fmt.Errorf("--every is %v, want %v or more", opts.every, leastEvery))
	}
	screen, err := screenOf(c, env)
	if err != nil {
		return err
	}
	for {
		err := watchOnce(c, env, opts, feeds, out, func(w io.Writer, n report.News) error { return print(w, n, screen) })
		if opts.every == 0 || exit.IsUsage(err) {
			return err
		}
		if err != nil && c.Context().Err() == nil {
			fmt.Fprintf(consoleOf(c, env), "extract: %s\n", exit.Message(err))
		}
		select {
		case <-c.Context().Done():
			return nil
		case <-time.After(opts.every):
		}
	}
}

// watchOnce reads and prints the new episodes of the feeds.
func watchOnce(c *cobra.Command, env Env, opts watchOptions, feeds []string, out newsOutput, print round.Printer) error {
	console := consoleOf(c, env)
	cfg, s, err := setUp(c, clients.Access{Verbose: opts.verbose, Console: console})
	if err != nil {
		return err
	}
	if feeds, err = feedsOf(cfg, feeds); err != nil {
		return err
	}
	kept, err := recorder.OpenStore(cfg)
	if err != nil {
		return err
	}
	defer kept.Close()
	unlock, err := lockWatch(cfg)
	if err != nil {
		return err
	}
	defer unlock()
	defer s.records.Close(console)
	defer s.failures.Report(console)
	if s.list.Notice != "" {
		console.Notice("%s", s.list.Notice)
	}
	w := &round.Round{
		Watcher: watch.Watcher{Store: kept, Sources: s.set, Since: s.Since, Now: time.Now()},
		Run:     s.Run, Service: recorder.Service(cfg, kept), List: s.list.ID, Console: console,
	}
	failed := w.Read(c.Context(), feeds, cfg.Run.Parallel)
	return cmp.Or(w.Report(context.WithoutCancel(c.Context()), feeds, out.write, print), failed)
}

// newsOutput is where news are printed: a writer, or a file that appears when they are
// complete.
type newsOutput struct {
	io.Writer
	path  string
	query *jq.Query // selects a part of the output; nil for everything
}

// newNewsOutput returns the output that the flags of a command choose.
func newNewsOutput(c *cobra.Command, env Env) (newsOutput, error) {
	query, err := queryOf(c)
	if err != nil {
		return newsOutput{}, err
	}
	path, err := c.Flags().GetString("output")
	return newsOutput{env.Out, path, query}, err
}

// write calls f with the writer.
func (o newsOutput) write(ctx context.Context, f func(io.Writer) error) error {
	if o.path == "" || o.path == "-" {
		return o.query.Apply(ctx, o.Writer, f)
	}
	file, err := outdir.Create(o.path)
	if err != nil {
		return err
	}
	if err := o.query.Apply(ctx, file, f); err != nil {
		return errors.Join(err, file.Discard())
	}
	return file.Commit()
}

// feedsOf returns the feeds to watch: the arguments or, if there are none, those in the
// configuration.
func feedsOf(cfg config.Config, given []string) ([]string, error) {
	feeds := given
	if len(feeds) == 0 {
		feeds = cfg.Watch.Feeds
	}
	if len(feeds) == 0 {
		return nil, exit.Usage(errors.New("no feeds: set watch.feeds in your configuration (\"extract config path\"), or give their addresses"))
	}
	for _, f := range feeds {
		if !source.IsAddress(f) {
			return nil, exit.Usage(fmt.Errorf("%s: not the http or https address of a feed", f))
		}
	}
	slices.Sort(feeds)
	return slices.Compact(feeds), nil
}

// lockWatch makes sure that two calls do not read the same episodes at the same time.
func lockWatch(cfg config.Config) (unlock func() error, err error) {
	dir, err := config.DataDir(cfg.DataDir)
	if err != nil {
		return nil, err
	}
	unlock, err = catalog.Lock(filepath.Join(dir, "watch"))
	if errors.Is(err, catalog.ErrLocked) {
		return nil, errors.New("another \"extract watch\" is running")
	}
	return unlock, err
}
