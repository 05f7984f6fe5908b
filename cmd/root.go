// Package cmd is the command line of extract: one file per command, all of them built
// on cobra.
//
// [Main] runs one invocation and returns its exit code, so that a test can run a whole
// command. Some files contain what the commands share: flags.go reads the configuration
// of a command (package config), inputs.go its arguments, output.go is for its results, and
// wire.go builds the pipeline. No package below this one parses command line flags.
//
// Only results go to standard output. Messages go to standard error, start with
// "extract: ", name the file, and have no full stop.
package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"namedrop/internal/buildinfo"
	"namedrop/internal/config"
	"namedrop/internal/exit"
	"namedrop/internal/sanitize"
	"namedrop/internal/terminal"
)

// Env holds the streams of one invocation. Environment variables are those of the
// process: EXTRACT_LIST_SOURCE sets list.source of the configuration.
type Env struct {
	Out, Err io.Writer
	In       io.Reader // answers to questions; nil for none
}

// Main runs extract with the arguments after the command's name and returns its exit
// code; see exitHelp. It returns early when the context ends.
func Main(ctx context.Context, args []string, env Env) int {
	root := newRoot(env)
	root.SetArgs(args)
	helped := &output{Writer: env.Out}
	root.SetOut(helped)
	root.SetErr(env.Err)
	err := root.ExecuteContext(ctx)
	if err == nil {
		err = helped.err
	}
	if err != nil {
		fmt.Fprintf(env.Err, "extract: %s\n", sanitize.Lines(exit.Message(err)))
	}
	code := exit.Code(err)
	if code != exit.CodeDone && code != exit.CodeUsage && ctx.Err() != nil {
		return exit.CodeInterrupted
	}
	return code
}

// Root returns the command with all of its subcommands, for manuals and completions. It
// writes nowhere and must not be run.
func Root() *cobra.Command { return newRoot(Env{Out: io.Discard, Err: io.Discard}) }

// Groups of commands in the help.
const (
	groupRead   = "read"
	groupDecide = "decide"
	groupList   = "list"
	groupSetup  = "setup"
)

func newRoot(env Env) *cobra.Command {
	root := &cobra.Command{
		Use:   "extract",
		Short: "From podcast to pull request",
		Long: `Find the software packages that are named in podcast transcripts, however speech
recognition spelled them, and propose the new ones to an awesome list: as a diff,
or as a pull request after a person has approved it.

` + exit.Help,
		Example:       "  extract run transcripts/389.txt\n  extract run --list README.md --out proposals transcripts/389.txt\n  extract review transcripts/389.txt\n  extract propose\n  extract audit README.md\n  extract notes transcripts/389.txt",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noCommand,
		RunE: func(c *cobra.Command, _ []string) error {
			if asked, _ := c.Flags().GetBool("version"); asked {
				_, err := fmt.Fprintln(env.Out, buildinfo.Text())
				return err
			}
			return c.Help()
		},
	}
	root.Flags().Bool("version", false, "print the version")
	root.PersistentFlags().String("config", "", "configuration `file` to use instead of your own and config.yaml here")
	root.PersistentFlags().String("color", string(terminal.Auto), "`when` to use colours: auto, always or never")
	root.PersistentFlags().BoolP("quiet", "q", false, "print errors only, no notices and no progress")
	root.SetHelpFunc(help)
	root.SetFlagErrorFunc(flagError)
	root.AddGroup(&cobra.Group{ID: groupRead, Title: "Read transcripts:"}, &cobra.Group{ID: groupDecide, Title: "Decide and send:"},
		&cobra.Group{ID: groupList, Title: "Maintain a list:"}, &cobra.Group{ID: groupSetup, Title: "Set up:"})
	for group, commands := range map[string][]*cobra.Command{
		groupDecide: {newReview(env), newPropose(env), newInbox(env)},
		groupRead:   {newRun(env), newSuggest(env), newNotes(env), newFind(env), newWatch(env)},
		groupList:   {newAudit(env)},
		groupSetup:  {newCatalog(env), newStore(env), newConfig(env)},
	} {
		for _, c := range commands {
			c.GroupID = group
			root.AddCommand(c)
		}
	}
	root.SetHelpCommandGroupID(groupSetup)
	root.SetCompletionCommandGroupID(groupSetup)
	return root
}

// noCommand rejects an unknown command, and suggests another.
func noCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			names = append(names, sub.Name())
		}
	}
	return exit.Usage(fmt.Errorf("unknown command %q; %s with %q", args[0], suggestion(args[0], names, "", "list the commands"), c.CommandPath()+" --help"))
}

// plainValue returns the text of a flag error, with the errors of package strconv reworded.
func plainValue(err error) string {
	var bad *pflag.InvalidValueError
	if !errors.As(err, &bad) {
		return err.Error()
	}
	flag := bad.GetFlag()
	want := map[string]string{"int": "a whole number", "bool": "true or false", "duration": "a time such as 6h"}[flag.Value.Type()]
	if want == "" {
		return err.Error()
	}
	return fmt.Sprintf("--%s is %q, want %s", flag.Name, bad.GetValue(), want)
}

// flagError explains a wrong flag, and suggests another one.
func flagError(c *cobra.Command, err error) error {
	text := plainValue(err) + "; list the flags"
	if name, ok := strings.CutPrefix(err.Error(), "unknown flag: --"); ok {
		var names []string
		c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		text = "unknown flag --" + name + "; " + suggestion(name, names, "--", "list the flags")
	}
	return exit.Usage(fmt.Errorf("%s with %q", text, c.CommandPath()+" --help"))
}

// suggestion continues a message about a misspelt name: with a question for the names that
// it may stand for, if there are any, and an instruction that starts in lowercase.
func suggestion(name string, names []string, prefix, otherwise string) string {
	near := config.Similar(name, names)
	if len(near) == 0 {
		return otherwise
	}
	return "did you mean " + prefix + strings.Join(near, " or "+prefix) + "? " + strings.ToUpper(otherwise[:1]) + otherwise[1:]
}

// screenOf returns the properties of standard output.
func screenOf(c *cobra.Command, env Env) (terminal.Options, error) {
	color, err := c.Flags().GetString("color")
	if err != nil {
		return terminal.Options{}, err
	}
	switch color := terminal.Color(color); color {
	case terminal.Auto, terminal.Always, terminal.Never:
		return terminal.Detect(env.Out, color), nil
	}
	return terminal.Options{}, exit.Usage(fmt.Errorf("--color is %q, want auto, always or never", color))
}

// help prints cobra's help of a command, wrapped to the width of a terminal.
func help(c *cobra.Command, _ []string) {
	text := terminal.Reflow(strings.TrimSpace(cmp.Or(c.Long, c.Short))) + "\n\n" + strings.TrimRight(c.UsageString(), "\n")
	for l := range strings.SplitSeq(text, "\n") {
		fmt.Fprintln(c.OutOrStdout(), terminal.Fold(l))
	}
}
