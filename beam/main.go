// Extract-beam finds the packages that are named in transcripts, like "extract run" and
// "extract suggest", on the engines that run Apache Beam: Prism (on this machine), Flink,
// Spark and Dataflow.
//
// It takes globs of transcripts and a list, builds the pipeline of package pipeline, and
// runs it on the engine of --runner. Results are files below --output; standard error
// has the progress and, where the engine counts, the totals. See README.md for the
// command for each engine. Exit codes: 0 done, 1 some transcripts failed, 2 usage, 3 the
// job failed.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/s3" // s3://; beamx has gs:// and local paths
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"namedrop/beam/pipeline"
	"namedrop/extract"
	"namedrop/internal/episode"
)

// options are the flags of the program; those of the engine are Beam's own.
type options struct {
	input, output, list, name, catalog, index, address string
	threshold                                          float64
	shards, most                                       int
}

func flags(set *flag.FlagSet) *options {
	var o options
	set.StringVar(&o.input, "input", "", "comma-separated `globs` of transcripts: local, gs:// or s3://")
	set.StringVar(&o.output, "output", "", "`directory` for the results: local, gs:// or s3://")
	set.StringVar(&o.list, "list", "", "Markdown `file` of the awesome list")
	set.StringVar(&o.name, "list-name", "README.md", "`path` of the list in its repository, which patches name")
	set.StringVar(&o.catalog, "catalog", "", "`file` with additional projects")
	set.StringVar(&o.index, "index", "", "`file` with the names of PyPI (pypi.index of the data directory), which all workers can read")
	set.StringVar(&o.address, "episode-url", "", "`URL` of the episodes, with {name} and {seconds}")
	set.Float64Var(&o.threshold, "threshold", extract.DefaultThreshold, "`confidence` from which a mention is reported, 0 to 1")
	set.IntVar(&o.shards, "shards", 1, "`number` of files with reports")
	set.IntVar(&o.most, "max", 30, "`number` of candidates with an entry and a patch")
	return &o
}

func main() {
	o := flags(flag.CommandLine)
	pipeline.Register()
	flag.Parse()
	beam.Init() // does not return in a worker
	failed, err := run(context.Background(), *o)
	switch {
	case err != nil:
		fmt.Fprintf(os.Stderr, "extract-beam: %v\n", err)
		os.Exit(3)
	case failed > 0:
		fmt.Fprintf(os.Stderr, "extract-beam: %d transcripts failed; see failures.jsonl in %s\n", failed, o.output)
		os.Exit(1)
	}
}

// run builds and runs the pipeline and returns the number of transcripts that failed, 0
// if the engine does not count.
func run(ctx context.Context, o options) (failed int64, err error) {
	c, err := o.config(ctx)
	if err != nil {
		return 0, err
	}
	p, s := beam.NewPipelineWithRoot()
	if err := pipeline.Build(s, c); err != nil {
		return 0, err
	}
	result, err := beamx.RunWithMetrics(ctx, p)
	if err != nil || result == nil {
		return 0, err
	}
	totals := pipeline.Totals(result)
	fmt.Fprintf(os.Stderr, "extract-beam: %d episodes, %d packages, %d mentions, %d failures\n", totals.Episodes, totals.Packages, totals.Mentions, totals.Failures)
	return totals.Failures, nil
}

// config reads the files that the workers do not read themselves.
func (o options) config(ctx context.Context) (c pipeline.Config, err error) {
	c = pipeline.Config{Inputs: strings.FieldsFunc(o.input, func(r rune) bool { return r == ',' }), Output: o.output, Shards: o.shards, Most: o.most}
	c.Stages = pipeline.Stages{ListName: o.name, Index: o.index, Threshold: o.threshold, Address: episode.Address(o.address)}
	if o.list == "" {
		return c, fmt.Errorf("no list: name its Markdown file with --list")
	}
	if c.Stages.List, err = pipeline.ReadFile(ctx, o.list); err != nil {
		return c, fmt.Errorf("--list: %w", err)
	}
	if o.catalog != "" {
		if c.Stages.Extra, err = pipeline.ReadFile(ctx, o.catalog); err != nil {
			return c, fmt.Errorf("--catalog: %w", err)
		}
	}
	return c, nil
}
