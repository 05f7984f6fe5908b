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
	"namedrop/internal/jq"
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
// except after a usage error. A file that is also an input, such as the list, is refused. inputs
// are the arguments that name transcripts.
func withOutput(c *cobra.Command, env Env, inputs []string, run func(Env) error) error {
	path, err := c.Flags().GetString("output")
	if err != nil {
		return err
	}
	query, err := queryOf(c)
	if err != nil {
		return err
	}
	to := func(w io.Writer) error { return run(Env{Out: w, Err: env.Err, In: env.In}) }
	if path == "" || path == "-" {
		return query.Apply(c.Context(), env.Out, to)
	}
	if disk.Exists(path) && disk.IsOneOf(path, protected(inputs, configured(c)...)...) {
		return exit.Usage(fmt.Errorf("--output %s would overwrite an input file", path))
	}
	file, err := outdir.Create(path)
	if err != nil {
		return err
	}
	err = query.Apply(c.Context(), file, to)
	if exit.IsUsage(err) {
		return cmp.Or(err, file.Discard())
	}
	return cmp.Or(err, file.Commit())
}

// configured returns the files that the configuration of a command names, such as the list.
// There are none if it is invalid: then the command fails before it writes anything.
func configured(c *cobra.Command) []string {
	s, err := settingsOf(c)
	if err != nil {
		return nil
	}
	cfg, err := s.Config()
	if err != nil {
		return nil
	}
	return cfg.Inputs()
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

// jqFlag adds --jq to a command that prints JSON.
func jqFlag(c *cobra.Command) {
	c.Flags().String("jq", "", "select from the JSON output with a jq `expression`")
}

// queryOf returns the expression of --jq, nil if none is given. It makes JSON the format
// of the command.
func queryOf(c *cobra.Command) (*jq.Query, error) {
	f := c.Flags().Lookup("jq")
	if f == nil || !f.Changed {
		return nil, nil
	}
	format := c.Flags().Lookup("format")
	if format.Changed && format.Value.String() != "json" {
		return nil, exit.Usage(fmt.Errorf("--jq needs --format json, not %s", format.Value))
	}
	q, err := jq.Parse(f.Value.String())
	if err != nil {
		return nil, exit.Usage(err)
	}
	return q, format.Value.Set("json")
}

// orEmpty returns an empty list for nil, which JSON would show as null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
