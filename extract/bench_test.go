package extract

import (
	"math/rand/v2"
	"runtime"
	"testing"

	"namedrop/extract/candidate"
	"namedrop/extract/token"
	"namedrop/internal/catalog"
	"namedrop/internal/transcript"
	"namedrop/internal/transcript/transcripttest"
)

// The benchmarks process episode 389, about 11,000 words. Compare only figures of
// the same run, relative to BenchmarkTokenize.

const words389 = 11150

func reportWords(b *testing.B) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/words389, "ns/word")
}

func BenchmarkTokenize(b *testing.B) {
	tr := transcripttest.Load(b, "../transcripts/389.txt")
	for b.Loop() {
		token.Tokenize(DefaultModel().vocabulary, tr)
	}
	reportWords(b)
}

func BenchmarkCandidates(b *testing.B) {
	v := DefaultModel().vocabulary
	tokens := token.Tokenize(v, transcripttest.Load(b, "../transcripts/389.txt"))
	g := candidate.New(catalog.Build(catalog.Embedded()), v)
	for b.Loop() {
		g.Candidates(tokens, func(*candidate.Candidate) bool { return true })
	}
	reportWords(b)
}

// BenchmarkFind processes the episode with empty caches.
func BenchmarkFind(b *testing.B) {
	tr := transcripttest.Load(b, "../transcripts/389.txt")
	c := catalog.Build(catalog.Embedded())
	for b.Loop() {
		b.StopTimer()
		f := New(c, DefaultModel(), DefaultThreshold)
		runtime.GC()
		b.StartTimer()
		f.Find(tr)
	}
	reportWords(b)
}

// BenchmarkFindAgain processes it with full caches: the best case for one
// transcript of many.
func BenchmarkFindAgain(b *testing.B) {
	tr := transcripttest.Load(b, "../transcripts/389.txt")
	f := New(catalog.Build(catalog.Embedded()), DefaultModel(), DefaultThreshold)
	for b.Loop() {
		f.Find(tr)
	}
	reportWords(b)
}

// BenchmarkForest scores one candidate with all trees.
func BenchmarkForest(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	var all [100][]float32
	for i := range all {
		for range DenseFeatures() {
			all[i] = append(all[i], random.Float32()*8-4)
		}
	}
	f := &DefaultModel().forest
	for i := 0; b.Loop(); i++ {
		f.Score(all[i%len(all)])
	}
}

// BenchmarkLoad loads a transcript and builds a Finder.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := transcript.Load("../transcripts/389.txt"); err != nil {
			b.Fatal(err)
		}
		New(catalog.Build(catalog.Embedded()), DefaultModel(), DefaultThreshold)
	}
}
