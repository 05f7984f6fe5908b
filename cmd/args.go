package cmd

import (
	"fmt"

	"github.com/spf13/cobra"

	"namedrop/internal/exit"
)

// someSource accepts one or more sources of transcripts.
func someSource(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return nil
	}
	return exit.Usage(fmt.Errorf("no transcript is given; name a file, a folder, a pattern or an address, as %q explains", c.CommandPath()+" --help"))
}

// oneList accepts at most one list.
func oneList(c *cobra.Command, args []string) error {
	if len(args) < 2 {
		return nil
	}
	return exit.Usage(fmt.Errorf("%q checks one list at a time, and %d are given", c.CommandPath(), len(args)))
}

// nothing accepts no argument.
func nothing(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if c.HasSubCommands() {
		return noCommand(c, args)
	}
	return exit.Usage(fmt.Errorf("%q takes no arguments, and %q is given; list its flags with %q", c.CommandPath(), args[0], c.CommandPath()+" --help"))
}
