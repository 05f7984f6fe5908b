//go:build unix

package pipeline

import (
	"flag"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/testing/ptest"

	"namedrop/internal/episode"
	"namedrop/internal/report"
)

// What the benchmarks read. The first run in a process fills caches, so compare
// "-bench Plain -benchtime 1x" with "-bench Prism -benchtime 1x".
var (
	benchInputs = flag.String("transcripts", "testdata/episodes/*", "glob of transcripts")
	benchList   = flag.String("list", "testdata/list.md", "list")
)

func benchConfig(b *testing.B) Config {
	b.Helper()
	list, err := os.ReadFile(*benchList)
	if err != nil {
		b.Fatal(err)
	}
	return Config{Inputs: []string{*benchInputs}, Output: b.TempDir(), Shards: 1, Most: 30, Stages: DefaultStages("README.md", string(list))}
}

// BenchmarkPlain takes the transcripts through the stages one after the other, without
// suggestions.
func BenchmarkPlain(b *testing.B) {
	c := benchConfig(b)
	files, err := filepath.Glob(*benchInputs)
	if err != nil {
		b.Fatal(err)
	}
	cpu := seconds(b)
	for b.Loop() {
		o, err := c.Stages.options()
		if err != nil {
			b.Fatal(err)
		}
		stages := episode.New(o)
		for _, file := range files {
			if e, err := stages.Run(b.Context(), episode.File(file, "")); err == nil {
				line(report.NewDocument(e, report.Options{}))
			}
		}
	}
	b.ReportMetric((seconds(b)-cpu)/float64(b.N), "cpu-s/op")
}

// BenchmarkPrism runs the pipeline in this process.
func BenchmarkPrism(b *testing.B) {
	c := benchConfig(b)
	cpu := seconds(b)
	for b.Loop() {
		p, s := beam.NewPipelineWithRoot()
		if err := Build(s, c); err != nil {
			b.Fatal(err)
		}
		if err := ptest.Run(p); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric((seconds(b)-cpu)/float64(b.N), "cpu-s/op")
}

// seconds returns the CPU time of this process.
func seconds(b *testing.B) float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}
