// Command manual writes the man pages and the shell completions of extract below a
// directory, for packages: man/extract-run.1 and completions/extract.bash, for example.
//
// The pages are the help of the commands. Their date is that of SOURCE_DATE_EPOCH, in
// seconds since 1970, so that a build can be repeated; without it the day of the call.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"namedrop/cmd"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: manual DIRECTORY")
		os.Exit(2)
	}
	if err := write(cmd.Root(), os.Args[1]); err != nil {
		fmt.Fprintf(os.Stderr, "manual: %v\n", err)
		os.Exit(1)
	}
}

// write writes the pages and completions of a command. Existing files are replaced.
func write(root *cobra.Command, dir string) error {
	man, completions := filepath.Join(dir, "man"), filepath.Join(dir, "completions")
	if err := errors.Join(os.MkdirAll(man, 0o755), os.MkdirAll(completions, 0o755)); err != nil {
		return err
	}
	root.DisableAutoGenTag = true
	return errors.Join(
		doc.GenManTree(root, &doc.GenManHeader{Section: "1", Source: "extract", Manual: "extract"}, man),
		root.GenBashCompletionFileV2(filepath.Join(completions, "extract.bash"), true),
		root.GenZshCompletionFile(filepath.Join(completions, "_extract")),
		root.GenFishCompletionFile(filepath.Join(completions, "extract.fish"), true),
		root.GenPowerShellCompletionFileWithDesc(filepath.Join(completions, "extract.ps1")),
	)
}
