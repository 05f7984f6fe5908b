package episode

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"namedrop/extract"
	"namedrop/internal/transcript"
	"namedrop/match"
)

// corpus is a set of transcripts that the benchmarks read.
type corpus struct {
	name  string
	texts []Input
	words int
}

func (c *corpus) add(path string, data []byte) {
	c.words += len(strings.Fields(string(data)))
	c.texts = append(c.texts, Input{Name: path, Open: func(context.Context) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }})
}

// corpora returns episode 389, and ten noisy transcripts if they are beside the checkout.
func corpora(b *testing.B) []corpus {
	episode, ten := corpus{name: "389"}, corpus{name: "noisy"}
	data, err := os.ReadFile("../../transcripts/389.txt")
	if err != nil {
		b.Fatal(err)
	}
	episode.add("389.txt", data)
	noisy, err := filepath.Glob("../../../shared/eval/pairs/*.noisy.txt")
	if err != nil || len(noisy) < 10 {
		b.Log("without the ten noisy transcripts, which are not in ../shared")
		return []corpus{episode}
	}
	for _, path := range noisy[:10] {
		if data, err = os.ReadFile(path); err != nil {
			b.Fatal(err)
		}
		ten.add(path, data)
	}
	return []corpus{episode, ten}
}

// perWords reports the time per 1,000 words of the corpora.
func perWords(b *testing.B, c corpus) {
	b.ReportAllocs()
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(c.words)*1000, "ns/1k-words")
}

// BenchmarkStage measures each stage by itself, and BenchmarkEpisode all of them: the
// start, the first time that a transcript is read, and the second time.
func BenchmarkStage(b *testing.B) {
	for _, c := range corpora(b) {
		p := newPipeline()
		read := make([]*transcript.Transcript, len(c.texts))
		mentions := make([][]extract.Mention, len(c.texts))
		packages := make([][]match.Package, len(c.texts))
		for i, in := range c.texts {
			var err error
			if read[i], err = in.Read(b.Context()); err != nil {
				b.Fatal(err)
			}
			mentions[i] = p.Finder().Find(read[i])
			packages[i] = p.Matcher.Match(read[i], mentions[i])
		}
		for _, stage := range []struct {
			name string
			do   func(i int)
		}{
			{"read", func(i int) { _, _ = c.texts[i].Read(b.Context()) }},
			{"detect", func(i int) { p.Finder().Find(read[i]) }},
			{"match", func(i int) { p.Matcher.Match(read[i], mentions[i]) }},
			{"propose", func(i int) { p.Propose(b.Context(), &Episode{Transcript: read[i], Packages: packages[i]}) }},
		} {
			b.Run(stage.name+"/"+c.name, func(b *testing.B) {
				for b.Loop() {
					for i := range c.texts {
						stage.do(i)
					}
				}
				perWords(b, c)
			})
		}
	}
}

func BenchmarkEpisode(b *testing.B) {
	b.Run("start", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			newPipeline().Finder()
		}
	})
	for _, c := range corpora(b) {
		b.Run("first/"+c.name, func(b *testing.B) {
			for b.Loop() {
				p := newPipeline()
				for _, in := range c.texts {
					_, _ = p.Run(b.Context(), in)
				}
			}
			perWords(b, c)
		})
		b.Run("second/"+c.name, func(b *testing.B) {
			p := newPipeline()
			p.Readings = memory{}
			run := func() {
				for _, in := range c.texts {
					_, _ = p.Run(b.Context(), in)
				}
			}
			run()
			for b.Loop() {
				run()
			}
			perWords(b, c)
		})
	}
}
