package cmd

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"namedrop/internal/disk"
	"namedrop/internal/exit"
	"namedrop/internal/outdir"
)

// output is a writer that keeps its first error.
type output struct {
	io.Writer
	err error
}

func (o *output) Write(data []byte) (int, error) {
	n, err := o.Writer.Write(data)
	o.err = cmp.Or(o.err, err)
	return n, err
}

// outputFlags adds the flags of a command that prints a result.
func outputFlags(c *cobra.Command, format *string, formats ...string) {
	c.Flags().StringVarP(format, "format", "f", formats[0], "output `format`: "+strings.Join(formats, ", "))
	c.Flags().StringP("output", "o", "", "write the output to `file` instead of standard output (\"-\")")
	c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
	if slices.Contains(formats, "json") {
		jqFlag(c)
	}
}

// withOutput runs a command and writes its output, or what --jq selects from it, to the
// file given with --output. The file appears in one step when the command has ended,
// except after a usage error. A file that is also an input is refused. inputs are the
// arguments that name transcripts.
func withOutput(c *cobra.Command, env Env, inputs []string, run func(Env) error) error {
	path, err := c.Flags().GetString("output")
	if err != nil {
		return err
	}
	query, err := queryOf(c)
	if err != nil {
		return err
	}
	if path == "" || path == "-" {
		return query.apply(c.Context(), env, run)
	}
	if disk.Exists(path) && disk.IsOneOf(path, protected(inputs)...) {
		return exit.Usage(fmt.Errorf("--output %s would overwrite an input file", path))
	}
	file, err := outdir.Create(path)
	if err != nil {
		return err
	}
	err = query.apply(c.Context(), Env{Out: file, Err: env.Err, In: env.In}, run)
	if exit.IsUsage(err) {
		return cmp.Or(err, file.Discard())
	}
	return cmp.Or(err, file.Commit())
}

// formatOf finds a format by its name.
func formatOf[F any](formats map[string]F, name string) (F, error) {
	print, ok := formats[name]
	if ok {
		return print, nil
	}
	names := slices.Sorted(maps.Keys(formats))
	return print, exit.Usage(fmt.Errorf("unknown format %q; %s", name, suggestion(name, names, "", "the formats are "+strings.Join(names, ", "))))
}
