package cmd

import (
	"io"

	"github.com/spf13/cobra"

	"namedrop/internal/episode"
	"namedrop/internal/report"
)

// noteFormats are the output formats of show notes.
var noteFormats = map[string]func(io.Writer, episode.Episode) error{
	"markdown": report.Notes,
	"html":     report.NotesHTML,
}

func newNotes(env Env) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "notes FILE…",
		Short: "Print show notes: links and timestamps of the named packages",
		Long: `Print show notes for each transcript: a Markdown or HTML list of the named
packages with their links and the times of their mentions, in the order of the
first mention. With --episode-url the times are links, too. Packages that are
named only in advertising are left out.

The network is not used. A list on GitHub must have been read before, for
example by "extract run".`,
		Example: "  extract notes transcripts/389.txt\n  extract notes --episode-url 'https://example.org/{name}' transcripts/389.txt",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, files []string) error {
			return withOutput(c, env, files, func(env Env) error { return runNotes(c, env, format, files) })
		},
	}
	outputFlags(c, &format, "markdown", "html")
	transcriptFlags(c)
	return c
}

func runNotes(c *cobra.Command, env Env, format string, files []string) error {
	print, err := formatOf(noteFormats, format)
	if err != nil {
		return err
	}
	console := consoleOf(c, env)
	cfg, s, err := setUp(c, access{offline: true, console: console})
	if err != nil {
		return err
	}
	defer s.records.close(console)
	b := batch{inputs: s.inputs(files), parallel: cfg.Run.Parallel, console: console}
	return b.run(c.Context(), s.Detect, func(e episode.Episode) error { return print(env.Out, e) })
}
