package cmd

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"namedrop/internal/clients"
	"namedrop/internal/config"
	"namedrop/internal/console"
	"namedrop/internal/disk"
	"namedrop/internal/episode"
	"namedrop/internal/exit"
	"namedrop/internal/outdir"
	"namedrop/internal/report"
	"namedrop/internal/results"
	"namedrop/internal/review"
	"namedrop/internal/source"
	"namedrop/internal/terminal"
)

// formats are the output formats of an episode.
var formats = map[string]func(io.Writer, episode.Episode, report.Options) error{
	"text":     report.Text,
	"json":     report.JSON,
	"markdown": report.Markdown,
}

// runOptions are the flags of "extract run" that are not in the configuration.
type runOptions struct {
	format  string
	out     string
	html    string
	force   bool
	explain bool
	all     bool
	offline bool
	verbose bool
}

func newRun(env Env) *cobra.Command {
	var opts runOptions
	c := &cobra.Command{
		Use:   "run SOURCE…",
		Short: "Find packages in transcripts and propose the new ones",
		Long: `Find the packages that are named in transcripts, check the new ones, and print
the change to the list.

` + inputHelp + `
A transcript is plain text, text with timestamps, Markdown, WebVTT, SubRip or
JSON.

The output lists the packages with the times and words of their mentions, the
candidates with their evidence, and a diff that "git apply" accepts. Several
transcripts are followed by a summary; --out then has a directory for each, an
index and one diff with all changes.

Candidates are looked up on PyPI, GitHub and OSV, and the answers are cached.
Proposals are saved for "extract review" and "extract propose". No other files
are written unless -o, --out or --html is given.`,
		Example: "  extract run transcripts/389.txt\n  extract run --format json transcripts/*.txt\n  extract run --list README.md --out proposals transcripts/389.txt\n  extract run --since 2026-01-01 https://example.org/feed.xml",
		Args:    someSource,
		RunE: func(c *cobra.Command, files []string) error {
			return withOutput(c, env, files, func(env Env) error { return run(c, env, opts, files) })
		},
	}
	flags := c.Flags()
	outputFlags(c, &opts.format, "text", "json", "markdown")
	flags.StringVar(&opts.out, "out", "", "also write patches and reports to `directory`")
	flags.BoolVar(&opts.force, "force", false, "with --out: overwrite files that extract did not write")
	flags.StringVar(&opts.html, "html", "", "also write the report as a self-contained HTML page to `file`")
	flags.BoolVar(&opts.explain, "explain", false, "show the reasons for each mention and what else it could mean (text and json)")
	flags.BoolVar(&opts.all, "all", false, "also show possible mentions, which are below the threshold")
	flags.BoolVar(&opts.offline, "offline", false, "do not use the network, only cached answers")
	flags.BoolVarP(&opts.verbose, "verbose", "v", false, "log each HTTP request to stderr")
	flags.Int("parallel", 0, "`number` of transcripts to read at the same time (0 = number of CPUs)")
	transcriptFlags(c)
	return c
}

// transcriptFlags adds the flags of all commands that read transcripts.
func transcriptFlags(c *cobra.Command) {
	inputFlags(c)
	c.Flags().StringP("list", "l", config.DefaultSource, "awesome `list` to propose to: a path, owner/repo, a github.com address or \"example\"")
	c.Flags().Bool("fresh", false, "read transcripts again that were read before")
	c.Flags().String("catalog", "", "`file` with additional projects (see config.yaml)")
	c.Flags().String("episode-url", "", "`URL` of the episode, for links to each mention (see config.yaml)")
}

func run(c *cobra.Command, env Env, opts runOptions, files []string) error {
	print, err := formatOf(formats, opts.format)
	if err != nil {
		return err
	}
	screen, err := screenOf(c, env)
	if err != nil {
		return err
	}
	if opts.html != "" && mayBeMany(files) {
		return exit.Usage(errors.New("--html accepts one transcript; --out DIR writes a page for each"))
	}
	console := consoleOf(c, env)
	cfg, s, err := setUp(c, clients.Access{Offline: opts.offline, Verbose: opts.verbose, Console: console})
	if err != nil {
		return err
	}
	inputs := cfg.Inputs()
	if opts.html != "" || opts.out != "" {
		inputs = protected(files, inputs...)
	}
	if disk.IsOneOf(opts.html, inputs...) {
		return exit.Usage(fmt.Errorf("--html %s would overwrite an input file", opts.html))
	}
	if opts.out != "" && !mayBeMany(files) {
		if err := results.Check(outdir.Dir{Path: opts.out, Force: opts.force, Inputs: inputs}); err != nil {
			return err
		}
	}
	s.Possible = opts.all
	s.notices(console, cfg, opts.format)
	defer s.failures.Report(console)
	defer s.records.Close(console)
	w := &results.Writer{Print: print, View: report.Options{Explain: opts.explain, List: s.list.NameIn(opts.format), Offline: opts.offline, Terminal: screen}, Out: env.Out, Format: opts.format, Inputs: inputs, Force: opts.force, Dir: opts.out, Page: opts.html, List: review.List{Name: s.list.NameIn("text"), File: s.list.Name, Source: s.list.Source}, ListName: s.list.NameIn("json"), Apart: mayBeMany(files) || source.IsAddress(files[0])}
	defer func() { results.ReportKept(console, w.Kept) }()
	proposed := 0
	counts, err := s.batch(c.Context(), files, cfg.Run.Parallel, console).Run(c.Context(), s.Run, func(e episode.Episode) error {
		if err := w.Write(e); err != nil {
			return err
		}
		s.records.Save(c.Context(), e)
		proposed += len(e.Proposals)
		return nil
	})
	if c.Context().Err() != nil {
		return err
	}
	if err := cmp.Or(w.End(counts), err); err != nil || opts.format != "text" {
		return err
	}
	if s.records.Works() {
		suggestNext(console, files, proposed)
	}
	return nil
}

// suggestNext says what to do with proposals.
func suggestNext(w *console.Console, files []string, proposed int) {
	if proposed == 0 {
		return
	}
	review := "extract review"
	if len(files) == 1 {
		review += " " + terminal.ShellWord(files[0])
	}
	w.Notice("next: decide on %s with \"%s\" or \"extract propose --accept NAME\"", terminal.Count(proposed, "proposal"), review)
}

// oldNames is the age in days after which a notice says that the synced names are old.
const oldNames = 90

// notices prints what may be unexpected about the data that results depend on. For
// other formats than text only problems with the list and the names are printed.
func (s *stages) notices(w *console.Console, cfg config.Config, format string) {
	if s.list.Notice != "" {
		w.Notice("%s", s.list.Notice)
	}
	if s.damage != "" {
		w.Notice("%s; its names are not used", s.damage)
	}
	if format != "text" {
		return
	}
	if cfg.List.Source == config.ExampleSource {
		w.Notice("using the built-in example list; choose yours with --list")
	}
	if s.synced == nil {
		return
	}
	if age := ageDays(s.synced, time.Now()); age > oldNames {
		w.Notice("the PyPI names are %d days old; run \"extract catalog sync\" to update them", age)
	}
}
