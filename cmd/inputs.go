package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"namedrop/internal/batch"
	"namedrop/internal/clients"
	"namedrop/internal/config"
	"namedrop/internal/console"
	"namedrop/internal/episode"
	"namedrop/internal/exit"
	"namedrop/internal/report"
	"namedrop/internal/source"
	"namedrop/internal/store"
)

// inputHelp describes the sources of transcripts, for the help of all commands that
// read them.
const inputHelp = `Each argument is a file, a folder, a pattern like "talks/**/*.vtt", a .zip or .gz
file, "-" for standard input, or the http or https address of a transcript or a
podcast feed.`

// inputFlags adds the flags of the commands that read transcripts, besides those of
// [transcriptFlags].
func inputFlags(c *cobra.Command) {
	c.Flags().String("since", "", "leave out episodes before `date` (YYYY-MM-DD); those without a date are read")
	c.Flags().Bool("private", false, "also read addresses on this machine and in private networks (see config.yaml)")
}

// checkInput returns an error if both the list and a transcript are standard input.
func checkInput(list string, args []string) error {
	if list == config.StandardInput && slices.Contains(args, source.StandardInput) {
		return exit.Usage(errors.New("both the list and a transcript are standard input (\"-\"); name a file for one of them"))
	}
	return nil
}

// dateFlag returns the date that a flag gives, zero if it is not set.
func dateFlag(c *cobra.Command, name string) (time.Time, error) {
	text, err := c.Flags().GetString(name)
	if err != nil || text == "" {
		return time.Time{}, err
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return day, exit.Usage(fmt.Errorf("--%s is %q, want a date such as 2025-01-31", name, text))
	}
	return day, nil
}

// newSet returns the sources that the arguments of a command may name.
func newSet(cfg config.Config, a clients.Access, since time.Time) *source.Set {
	return &source.Set{
		Address: cfg.Episode.URL, Since: since, Stdin: os.Stdin, Web: clients.NewWeb(cfg, a),
		Notice: func(text string) { a.Console.Notice("%s", text) },
	}
}

// batch returns the batch that processes the transcripts of the arguments.
func (s *stages) batch(ctx context.Context, args []string, parallel int, console *console.Console) batch.Batch {
	return batch.Batch{
		Inputs: s.set.Inputs(ctx, args), Parallel: parallel, Console: console,
		Total: func() int {
			silent := &source.Set{Since: s.set.Since, Web: s.set.Web}
			n := 0
			for range silent.Inputs(ctx, args) {
				n++
			}
			return n
		},
	}
}

// mayBeMany reports whether arguments may name more than one transcript.
func mayBeMany(args []string) bool { return len(args) != 1 || !source.IsSingle(args[0]) }

// checkShared returns an error if several transcripts would share one address.
func checkShared(address episode.Address, args []string) error {
	if len(args) > 0 && mayBeMany(args) && address.Shared() {
		return exit.Usage(errors.New("episode.url is the same for all transcripts; add {name}, which is replaced by the name of each file"))
	}
	return nil
}

// protected returns the files that results must not overwrite: transcripts, and others.
// It is called only if there is something to overwrite.
func protected(args []string, others ...string) []string {
	return slices.Concat(slices.Collect(source.Local(args)), others)
}

// reopened returns the input of an earlier run, with what its report knows of the episode.
func (s *stages) reopened(ctx context.Context, run store.Run) (episode.Input, error) {
	in, err := s.set.Open(ctx, run.Path)
	if err != nil {
		return in, err
	}
	d, err := report.Read(run.Report)
	if err != nil {
		return in, nil // in an older format
	}
	in.Title, in.Duration = d.Transcript.Title, time.Duration(d.Transcript.Duration)*time.Second
	if in.Address == "" {
		in.Address = episode.Page(d.Transcript.URL)
	}
	if d.Transcript.Feed != "" {
		in.Date, _ = time.Parse(time.DateOnly, d.Transcript.Recorded)
	}
	return in, nil
}
