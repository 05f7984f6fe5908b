package cmd

import (
	"github.com/spf13/cobra"

	"namedrop/internal/report"
)

func newNotes(env Env) *cobra.Command {
	c := &cobra.Command{
		Use:   "notes FILE…",
		Short: "Print show notes: the named packages as links with timestamps",
		Long: `notes prints, for each transcript, the packages that were named as a Markdown
list: a link, and the times at which each was named. What was named only in
advertising is left out. The network is not used; of a list on GitHub the copy
counts that "extract run" has kept.`,
		Example: "  extract notes transcripts/389.txt",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, files []string) error {
			console := newConsole(env.Err)
			cfg, s, err := setUp(c, access{offline: true, console: console})
			if err != nil {
				return err
			}
			defer s.records.close(console)
			b := batch{files: files, parallel: cfg.Run.Parallel, console: console}
			return b.run(c.Context(), s.named, func(e report.Episode) error { return report.Notes(env.Out, e) })
		},
	}
	transcriptFlags(c)
	return c
}
