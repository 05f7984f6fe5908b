package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"namedrop/internal/episode"
	"namedrop/internal/report"
	"namedrop/internal/sanitize"
	"namedrop/internal/suggest"
)

// listFn lists the files that a glob matches. It asks for nothing but their names: the
// size and date of a file in a bucket would cost a request each.
type listFn struct{}

// ProcessElement emits the path of each file. A glob without a match is an error, for
// it is most likely mistyped.
func (*listFn) ProcessElement(ctx context.Context, glob string, emit func(string)) error {
	fs, err := filesystem.New(ctx, glob)
	if err != nil {
		return err
	}
	defer fs.Close()
	files, err := fs.List(ctx, glob)
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%s: no file matches", glob)
	}
	for _, file := range files {
		emit(file)
	}
	return err
}

// detectFn takes one transcript through all stages.
type detectFn struct {
	Stages Stages

	stages                                 *episode.Pipeline
	episodes, failures, packages, mentions beam.Counter
}

// Setup gets the stages of this process.
func (fn *detectFn) Setup(ctx context.Context) (err error) {
	fn.episodes = beam.NewCounter(counters, "episodes")
	fn.failures = beam.NewCounter(counters, "failures")
	fn.packages = beam.NewCounter(counters, "packages")
	fn.mentions = beam.NewCounter(counters, "mentions")
	fn.stages, err = load(ctx, fn.Stages)
	return err
}

// counters is the namespace of the pipeline's counters.
const counters = "extract"

// ProcessElement emits the report of a transcript, each project that it names with what
// it says of it, and, instead of both, the failure if it cannot be read.
func (fn *detectFn) ProcessElement(ctx context.Context, file string, reported func(string), named func(string, string), failed func(string)) {
	e, err := fn.run(ctx, file)
	if err != nil {
		fn.failures.Inc(ctx, 1)
		failed(line(Failure{file, err.Error()}))
		return
	}
	fn.episodes.Inc(ctx, 1)
	fn.packages.Inc(ctx, int64(len(e.Packages)))
	for _, p := range e.Packages {
		fn.mentions.Inc(ctx, int64(len(p.Mentions)))
	}
	document := report.NewDocument(e, report.Options{})
	reported(line(document))
	names := document.Names(e.Transcript.Digest)
	for _, n := range names.Named {
		one := names
		one.Named = []suggest.Named{n}
		named(n.Name, line(one))
	}
}

// Failure is a line of failures.jsonl.
type Failure struct {
	Path  string `json:"path"`
	Error string `json:"error"`
}

// run takes a transcript through the stages. A panic is an error, too: Beam would repeat
// the element a few times and then end the whole job.
func (fn *detectFn) run(ctx context.Context, file string) (e episode.Episode, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%s: cannot be processed: %v", file, fault)
		}
	}()
	in := episode.File(file, fn.Stages.Address)
	in.Open = func(ctx context.Context) (io.ReadCloser, error) { return open(ctx, file) }
	return fn.stages.Run(ctx, in)
}

// open opens a file of any file system that is registered with Beam.
func open(ctx context.Context, file string) (io.ReadCloser, error) {
	fs, err := filesystem.New(ctx, file)
	if err != nil {
		return nil, err
	}
	r, err := fs.OpenRead(ctx, file)
	if err != nil {
		fs.Close()
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return opened{r, fs}, nil
}

// opened closes the file system with its file.
type opened struct {
	io.ReadCloser
	fs filesystem.Interface
}

func (o opened) Close() error {
	defer o.fs.Close()
	return o.ReadCloser.Close()
}

// line encodes a value as one line of JSON without its end, in the way in which package
// report prints it. The values of this package can always be encoded.
func line(v any) string {
	var b bytes.Buffer
	enc := json.NewEncoder(sanitize.JSONTo(&b))
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err)
	}
	return string(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}
