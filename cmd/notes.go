package cmd

import (
	"io"

	"github.com/spf13/cobra"

	"namedrop/internal/episode"
	"namedrop/internal/report"
)

// noteFormats are the ways in which show notes can be printed.
var noteFormats = map[string]func(io.Writer, episode.Episode) error{
	"markdown": report.Notes,
	"html":     report.NotesHTML,
}

func newNotes(env Env) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "notes FILE…",
		Short: "Print show notes: the named packages as links with timestamps",
		Long: `notes prints, for each transcript, the packages that were named, in the
order of their first mention, as a list in Markdown or HTML: a link, and the
times at which each was named, which --episode-url makes links, too. What was
named only in advertising is left out. The network is not used; of a list on
GitHub the copy counts that "extract run" has kept.`,
		Example: "  extract notes transcripts/389.txt\n  extract notes --episode-url 'https://example.org/{name}' transcripts/389.txt",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, files []string) error {
			print, err := formatOf(noteFormats, format)
			if err != nil {
				return err
			}
			console := newConsole(env.Err)
			cfg, s, err := setUp(c, access{offline: true, console: console})
			if err != nil {
				return err
			}
			defer s.records.close(console)
			b := batch{inputs: s.inputs(files), parallel: cfg.Run.Parallel, console: console}
			return b.run(c.Context(), s.Detect, func(e episode.Episode) error { return print(env.Out, e) })
		},
	}
	c.Flags().StringVar(&format, "format", "markdown", "`form` of the notes: markdown or html")
	transcriptFlags(c)
	return c
}
