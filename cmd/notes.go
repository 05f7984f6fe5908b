package cmd

import (
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"namedrop/internal/clients"
	"namedrop/internal/episode"
	"namedrop/internal/exit"
	"namedrop/internal/report"
)

// noteFormats are the output formats of show notes.
var noteFormats = map[string]func(io.Writer, episode.Episode, report.NotesOptions) error{
	"markdown": report.Notes,
	"html":     report.NotesHTML,
	"json":     report.NotesJSON,
}

func newNotes(env Env) *cobra.Command {
	var format, times string
	c := &cobra.Command{
		Use:   "notes SOURCE…",
		Short: "Print show notes: links and timestamps of the named packages",
		Long: `Print show notes for each transcript: a list of the named packages in Markdown,
HTML or JSON, in the order of their first mention, with their links, descriptions
and the times of their mentions. The times are links if --episode-url or a feed
gives the address of the episode. Packages that are named only in advertisements
are left out. An episode has a heading if its title is known, or if there are
several episodes.

` + inputHelp + `

Nothing else is requested from the network. A list on GitHub must be in the cache,
for example from an earlier "extract run".`,
		Example: "  extract notes transcripts/389.txt\n  extract notes --times first -o notes.md transcripts/389.txt\n  extract notes --episode-url 'https://example.org/{name}' transcripts/389.txt",
		Args:    someSource,
		RunE: func(c *cobra.Command, args []string) error {
			return withOutput(c, env, args, func(env Env) error { return runNotes(c, env, format, times, args) })
		},
	}
	outputFlags(c, &format, "markdown", "html", "json")
	c.Flags().StringVar(&times, "times", "all", "which `times` of each package to print: first, all or a number")
	transcriptFlags(c)
	return c
}

func runNotes(c *cobra.Command, env Env, format, times string, args []string) error {
	print, err := formatOf(noteFormats, format)
	if err != nil {
		return err
	}
	most, err := timesOf(times)
	if err != nil {
		return err
	}
	console := consoleOf(c, env)
	cfg, s, err := setUp(c, clients.Access{Offline: true, Console: console})
	if err != nil {
		return err
	}
	s.set.Web = clients.NewWeb(cfg, clients.Access{Console: console})
	defer s.records.Close(console)
	many, printed := mayBeMany(args), false
	var silent []string // transcripts without packages
	_, err = s.batch(c.Context(), args, cfg.Run.Parallel, console).Run(c.Context(), s.Detect, func(e episode.Episode) error {
		heading := many || e.Title != "" || e.Item.Feed != ""
		if heading && printed && format != "json" {
			fmt.Fprintln(env.Out)
		}
		printed = true
		if len(e.Packages) == 0 {
			silent = append(silent, e.Transcript.Path)
		}
		return print(env.Out, e, report.NotesOptions{Heading: heading, Times: most})
	})
	for _, path := range silent {
		console.Notice("%s: no package is mentioned", path)
	}
	return err
}

// timesOf returns the maximum number of times that --times gives, 0 for all.
func timesOf(text string) (int, error) {
	switch text {
	case "all":
		return 0, nil
	case "first":
		return 1, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 0, exit.Usage(fmt.Errorf("--times is %q, want first, all or a number from 1", text))
	}
	return n, nil
}
