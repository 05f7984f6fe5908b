package cmd

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"namedrop/internal/clients"
	"namedrop/internal/episode"
	"namedrop/internal/exit"
	"namedrop/internal/outdir"
	"namedrop/internal/report"
	"namedrop/internal/results"
	"namedrop/internal/suggest"
	"namedrop/internal/suggester"
	"namedrop/propose"
)

// suggestionFormats are the ways in which suggestions can be printed.
var suggestionFormats = map[string]func(io.Writer, report.Suggestions) error{
	"text":     report.SuggestionsText,
	"json":     report.SuggestionsJSON,
	"markdown": report.SuggestionsMarkdown,
}

// suggestOptions are the flags of "extract suggest" that configure nothing.
type suggestOptions struct {
	format  string
	out     string
	force   bool
	max     int
	all     bool
	offline bool
	verbose bool
}

func newSuggest(env Env) *cobra.Command {
	var opts suggestOptions
	c := &cobra.Command{
		Use:   "suggest SOURCE…",
		Short: "Rank the packages that an archive suggests for the list",
		Long: `Read transcripts and print the packages that the episodes mention and that are not in
the list, best first: those that fit the list, are highlighted, and come up often.

` + inputHelp + `

Each candidate is shown with its episodes, the passages that support it, how well
it fits the list, and its section there. The first --max candidates are checked on
PyPI, GitHub and OSV, and their proposals are saved for "extract review" and
"extract propose". Candidates with a score below 0.03 are shown with --all or
--format json only, unless an episode clearly highlights them.

A transcript is read once; an interrupted run continues where it stopped. If the
results cannot be saved, the exit code is 1.`,
		Example: "  extract suggest --list README.md transcripts/\n  extract suggest --format json --max 100 transcripts/*.txt\n  extract suggest --out patches --since 2025-01-01 https://example.org/feed.xml",
		Args:    someSource,
		RunE: func(c *cobra.Command, args []string) error {
			return withOutput(c, env, args, func(env Env) error { return runSuggest(c, env, opts, args) })
		},
	}
	flags := c.Flags()
	outputFlags(c, &opts.format, "text", "json", "markdown")
	flags.StringVar(&opts.out, "out", "", "also write patches, one diff of all and an index to `directory`")
	flags.BoolVar(&opts.force, "force", false, "with --out: overwrite files that extract did not write")
	flags.IntVar(&opts.max, "max", 30, "`number` of candidates to check and propose")
	flags.BoolVar(&opts.all, "all", false, "also show off-topic and dismissed projects, and those with low scores (text)")
	flags.BoolVar(&opts.offline, "offline", false, "do not use the network, only cached answers")
	flags.BoolVarP(&opts.verbose, "verbose", "v", false, "log each HTTP request to stderr")
	flags.Int("parallel", 0, "`number` of transcripts to read at the same time (0 = number of CPUs)")
	transcriptFlags(c)
	return c
}

// fewEntries is the number of entries from which a list says what suits it.
const fewEntries = 12

func runSuggest(c *cobra.Command, env Env, opts suggestOptions, args []string) error {
	print, err := formatOf(suggestionFormats, opts.format)
	if err != nil {
		return err
	}
	if opts.max < 0 {
		return exit.Usage(fmt.Errorf("--max is %d, want 0 or more", opts.max))
	}
	screen, err := screenOf(c, env)
	if err != nil {
		return err
	}
	console := consoleOf(c, env)
	cfg, s, err := setUp(c, clients.Access{Offline: opts.offline, Verbose: opts.verbose, Console: console})
	if err != nil {
		return err
	}
	if len(propose.Places(s.list.Parsed)) == 0 {
		return exit.Usage(fmt.Errorf("list: %s: no entry links to a project, so there is nothing to compare projects with", s.list.NameIn("text")))
	}
	s.notices(console, cfg, opts.format)
	if s.Matcher.Fit.Entries() < fewEntries {
		fmt.Fprintf(console, "extract: list: %s has fewer than %d entries to compare projects with: how well they fit is a guess\n", s.list.NameIn("text"), fewEntries)
	}
	defer s.failures.Report(console)
	defer s.records.Close(console)
	archive := &suggest.Archive{}
	finder := &suggester.Suggester{Pipeline: s.Pipeline, Records: s.records, Console: console}
	counts, failed := s.batch(c.Context(), args, cfg.Run.Parallel, console).Run(c.Context(), finder.Read, func(e episode.Episode) error {
		archive.Add(finder.Names(c.Context(), e))
		return nil
	})
	if archive.Episodes == 0 && counts.Old == 0 || c.Context().Err() != nil {
		return failed
	}
	found := finder.Rank(c.Context(), archive, opts.max)
	shown := report.Suggestions{List: s.list.NameIn(opts.format), Episodes: archive.Episodes, Candidates: found.Candidates, OffTopic: found.OffTopic, Dismissed: found.Dismissed,
		Counts: found.Counts, Offline: opts.offline, Detailed: opts.max, All: opts.all, Terminal: screen}
	if opts.out != "" {
		if err := results.WriteSuggestions(outdir.Dir{Path: opts.out, Force: opts.force, Inputs: protected(args, cfg.Inputs()...)}, shown, s.list.List); err != nil {
			return err
		}
	}
	if err := print(env.Out, shown); err != nil {
		return err
	}
	s.records.SaveSuggestions(c.Context(), found.Candidates)
	if err := s.records.Unsaved(); err != nil && failed == nil {
		return exit.Partial(err)
	}
	return failed
}
