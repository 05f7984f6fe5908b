// Package cmd is the command line of extract: one file a command, all of them
// built on cobra.
//
// [Main] runs one invocation and returns its exit code, so that a whole
// command runs inside a test. A few files hold what the commands share: those
// called config read the configuration and alone import viper; sources.go
// builds the clients over one transport, and wire.go the catalogues, lists and
// stages; console.go is standard error; exit.go says which error ends with which
// code. Nothing below this package knows that a configuration file, an
// environment or a terminal exists.
//
// What goes where: results go to standard output and nowhere else. Messages go
// to standard error, begin with "extract: ", name the file, and end without a
// full stop.
package cmd

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"namedrop/internal/sanitize"
)

// Env is where one invocation writes. The environment variables are those of
// the process: EXTRACT_LIST_SOURCE is list.source of the configuration.
type Env struct {
	Out, Err io.Writer
}

// Main runs extract with the arguments after the command's name and returns
// its exit code: 0 done, 1 some input failed and the others were done, 2 usage
// or configuration, 3 nothing could be done. It returns early, with what was
// begun undone, when the context ends.
func Main(ctx context.Context, args []string, env Env) int {
	root := newRoot(env)
	root.SetArgs(args)
	root.SetOut(env.Out)
	root.SetErr(env.Err)
	err := root.ExecuteContext(ctx)
	if err != nil {
		fmt.Fprintf(env.Err, "extract: %s\n", sanitize.Lines(err.Error()))
	}
	return exitCode(err)
}

func newRoot(env Env) *cobra.Command {
	root := &cobra.Command{
		Use:   "extract",
		Short: "Find the packages that a podcast names, and propose the new ones to an awesome list",
		Long: `extract reads the transcript of a podcast episode, finds the software packages
that were named in it, however speech recognition spelled them, and proposes
the ones that are new as a change to an awesome list: a diff to review, or a
pull request that a person approved. It also looks after the list itself.`,
		Example:       "  extract run transcripts/389.txt\n  extract run --list README.md --out proposals transcripts/389.txt\n  extract review transcripts/389.txt\n  extract propose\n  extract audit README.md\n  extract notes transcripts/389.txt",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.PersistentFlags().String("config", "", "configuration `file` to use in place of your own and of config.yaml here")
	root.SetHelpFunc(help)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usageError{fmt.Errorf("%v\nrun %q for the flags", err, c.CommandPath()+" --help")}
	})
	root.AddCommand(newRun(env), newPropose(env), newReview(env), newAudit(env), newNotes(env), newCatalog(env), newConfig(env))
	return root
}
