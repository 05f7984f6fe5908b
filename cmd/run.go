package cmd

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"namedrop/internal/episode"
	"namedrop/internal/report"
	"namedrop/internal/review"
)

// formats are the ways in which an episode can be printed.
var formats = map[string]func(io.Writer, episode.Episode, report.Options) error{
	"text":     report.Text,
	"json":     report.JSON,
	"markdown": report.Markdown,
}

// runOptions are the flags of "extract run" that configure nothing.
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
		Use:   "run FILE…",
		Short: "Find what was named, and propose what is new to the list",
		Long: `run reads transcripts in any common form (text with or without timestamps,
Markdown, WebVTT, SubRip, JSON) and prints for each the packages that were
named, with the time and the words that were heard; the candidates for the
list with what recommends them and what is proven of them; and the change to
the list as a diff that "git apply" takes. PyPI, GitHub and OSV are asked about
the candidates, and answers are kept, as is what is proposed, for "extract
propose". Nothing else is written but with --out or --html, and nothing is
changed anywhere.`,
		Example: "  extract run transcripts/389.txt\n  extract run --format json transcripts/*.txt\n  extract run --list README.md --out proposals transcripts/389.txt",
		Args:    cobra.MinimumNArgs(1),
		RunE:    func(c *cobra.Command, files []string) error { return run(c, env, opts, files) },
	}
	flags := c.Flags()
	flags.StringVar(&opts.format, "format", "text", "`form` of the output: text, json (one object a line) or markdown")
	flags.StringVar(&opts.out, "out", "", "`directory` to write patches and reports to")
	flags.BoolVar(&opts.force, "force", false, "with --out: overwrite files there that extract did not write")
	flags.StringVar(&opts.html, "html", "", "`file` to write a page to that shows one transcript and needs nothing else")
	flags.BoolVar(&opts.explain, "explain", false, "also say what speaks for and against each mention, and its rivals (text and json)")
	flags.BoolVar(&opts.all, "all", false, "also show, apart, what was perhaps named")
	flags.BoolVar(&opts.offline, "offline", false, "use no network: only what is kept from earlier")
	flags.BoolVarP(&opts.verbose, "verbose", "v", false, "tell each request on standard error")
	flags.Int("parallel", 0, "how many transcripts are read at the same time (0: one a processor)")
	transcriptFlags(c)
	return c
}

// transcriptFlags adds the flags of all commands that read transcripts.
func transcriptFlags(c *cobra.Command) {
	c.Flags().String("list", defaultSource, "`path` of the awesome list, github:owner/repo, or \"example\" for the built-in one")
	c.Flags().String("catalog", "", "`file` of further projects (see config.yaml)")
	c.Flags().String("episode-url", "", "`address` of the episode, for links to what was said (see config.yaml)")
}

// formatOf finds a format by its name.
func formatOf[F any](formats map[string]F, name string) (F, error) {
	print, ok := formats[name]
	if ok {
		return print, nil
	}
	return print, usageError{fmt.Errorf("unknown format %q; the formats are %s", name, strings.Join(slices.Sorted(maps.Keys(formats)), ", "))}
}

func run(c *cobra.Command, env Env, opts runOptions, files []string) error {
	print, err := formatOf(formats, opts.format)
	if err != nil {
		return err
	}
	if opts.html != "" && len(files) > 1 {
		return usageError{fmt.Errorf("--html takes one transcript, not %d; --out DIR writes a page for each", len(files))}
	}
	console := newConsole(env.Err)
	cfg, s, err := setUp(c, access{opts.offline, opts.verbose, console})
	if err != nil {
		return err
	}
	inputs := slices.Concat(files, cfg.inputs())
	if isOneOf(opts.html, inputs...) {
		return usageError{fmt.Errorf("--html %s would overwrite what is read; name another file", opts.html)}
	}
	if err := checkOut(opts, files, inputs); err != nil {
		return err
	}
	s.Possible = opts.all
	s.notices(console, cfg, opts.format)
	defer s.witness.tell(console)
	defer s.records.close(console)
	w := &writer{print: print, view: report.Options{Explain: opts.explain}, out: env.Out, inputs: inputs, force: opts.force, dir: opts.out, page: opts.html, list: review.List{File: s.list.Name, Source: s.list.Source}, apart: len(files) > 1}
	defer func() { reportKept(console, w.kept) }()
	b := batch{inputs: s.inputs(files), parallel: cfg.Run.Parallel, console: console}
	return b.run(c.Context(), s.Run, func(e episode.Episode) error {
		if err := w.write(e); err != nil {
			return err
		}
		s.records.save(c.Context(), e)
		return nil
	})
}

// oldNames is the age in days from which synced names are called old.
const oldNames = 90

// notices tells a person what the result rests on, where that may surprise. A
// program is told only what was not chosen.
func (s *stages) notices(w io.Writer, cfg config, format string) {
	if s.list.notice != "" {
		fmt.Fprintf(w, "extract: %s\n", s.list.notice)
	}
	if s.damage != "" {
		fmt.Fprintf(w, "extract: %s; its names are not used\n", s.damage)
	}
	if format != "text" {
		return
	}
	if cfg.List.Source == exampleSource {
		fmt.Fprintln(w, "extract: proposing to the built-in example list; --list PATH takes yours")
	}
	if s.synced == nil {
		return
	}
	if age := ageDays(s.synced, time.Now()); age > oldNames {
		fmt.Fprintf(w, "extract: the names of PyPI are %d days old; \"extract catalog sync\" fetches them anew\n", age)
	}
}
