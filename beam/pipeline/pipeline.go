// Package pipeline detects packages in many transcripts with Apache Beam.
//
// [Build] adds the steps to a Beam pipeline: list the files that the globs match, read
// and judge one episode per element, and write three results below the output directory:
//
//   - episodes-00000-of-0000N.jsonl: the report of each episode, one JSON object a line,
//     as "extract run --format json" prints it;
//   - suggestions.json: what all episodes suggest for the list, as
//     "extract suggest --format json" prints it;
//   - failures.jsonl: the path and the error of each file that could not be read, only
//     if there are any.
//
// Everything that is found comes from internal/episode; this package only distributes
// it. Nothing is asked on the network: candidates have no evidence and are not vetted.
// Files are opened by Beam's file systems, of which the program chooses the ones that
// are registered. The store is not used.
package pipeline

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/textio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/transforms/stats"

	"namedrop/extract"
	"namedrop/internal/episode"
)

// Config is what [Build] needs. Output must be set, and there must be an input.
type Config struct {
	Inputs []string // globs of transcripts, as Beam's file systems match them
	Output string   // the directory of the results
	Shards int      // files over which the reports are spread; at least 1
	Most   int      // candidates for which suggestions.json has an entry and a patch
	Stages Stages
}

// Stages is what the workers build their stages from. It is sent to them once, as part
// of the pipeline, so the list and the extra projects travel as text, and the index of
// names as a path, from which each worker process fetches it once.
type Stages struct {
	ListName  string  // the path that patches name
	List      string  // the Markdown of the list
	Extra     string  // the user's own projects, in the form of catalog.extra; "" for none
	Index     string  // path of a synced index, which all workers can read; "" for none
	Threshold float64 // confidence from which a mention is reported
	Address   episode.Address
}

// DefaultStages returns stages with the default threshold for a list.
func DefaultStages(name, list string) Stages {
	return Stages{ListName: name, List: list, Threshold: extract.DefaultThreshold}
}

// Register tells Beam the functions that workers run. It must be called once, before
// beam.Init.
func Register() {
	register.DoFn3x1[context.Context, string, func(string), error](&listFn{})
	register.DoFn5x0[context.Context, string, func(string), func(string, string), func(string)](&detectFn{})
	register.DoFn4x1[context.Context, string, func(*string) bool, func(string), error](&highlightedFn{})
	register.DoFn5x1[context.Context, []byte, func(*string) bool, func(*int) bool, func(string), error](&rankFn{})
	register.DoFn1x2[string, int, string](&shardFn{})
	register.DoFn3x1[context.Context, int, func(*string) bool, error](&writeFn{})
	register.Emitter1[string]()
	register.Emitter2[string, string]()
	register.Iter1[string]()
	register.Iter1[int]()
}

// Build adds all steps to a pipeline.
func Build(s beam.Scope, c Config) error {
	if err := c.check(); err != nil {
		return err
	}
	files := beam.Reshuffle(s, beam.ParDo(s.Scope("List"), &listFn{}, beam.CreateList(s, c.Inputs)))
	reports, named, failures := beam.ParDo3(s.Scope("Detect"), &detectFn{Stages: c.Stages}, files)
	writeShards(s.Scope("Reports"), c, reports)
	textio.Write(s.Scope("Failures"), c.path("failures.jsonl"), failures)
	textio.Write(s.Scope("Suggestions"), c.path("suggestions.json"), suggestions(s.Scope("Suggest"), c, named, stats.CountElms(s, reports)))
	return nil
}

func (c Config) check() error {
	switch {
	case len(c.Inputs) == 0:
		return errors.New("no input: name the transcripts with --input")
	case c.Output == "":
		return errors.New("no output: name a directory with --output")
	case c.Shards < 1:
		return fmt.Errorf("%d shards: want 1 or more", c.Shards)
	case !utf8.ValidString(c.Stages.List): // it is sent to the workers as JSON
		return errors.New("the list is not UTF-8; convert it first")
	}
	_, err := c.Stages.options()
	return err
}

// path returns the path of a file of the results.
func (c Config) path(name string) string { return strings.TrimRight(c.Output, "/") + "/" + name }

// suggestions ranks what all episodes suggest. Projects are judged one by one, in
// parallel, so that a single worker ranks only those that are highlighted.
func suggestions(s beam.Scope, c Config, named, episodes beam.PCollection) beam.PCollection {
	highlighted := beam.ParDo(s, &highlightedFn{Stages: c.Stages}, beam.GroupByKey(s, named))
	return beam.ParDo(s, &rankFn{Stages: c.Stages, Most: c.Most}, beam.Impulse(s), beam.SideInput{Input: highlighted}, beam.SideInput{Input: episodes})
}
