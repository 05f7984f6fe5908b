package extract

import (
	"math/rand/v2"
	"runtime"
	"testing"

	"namedrop/internal/catalog"
	"namedrop/internal/transcript"
)

// The benchmarks read the whole of episode 389, some 11,000 words. Compare
// figures of one run with each other only: BenchmarkTokenize is the measure
// against which the rest is judged.

const words389 = 11150

func reportWords(b *testing.B) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/words389, "ns/word")
}

func BenchmarkTokenize(b *testing.B) {
	tr := load(b, "../transcripts/389.txt")
	for b.Loop() {
		Learnt().tokenize(tr)
	}
	reportWords(b)
}

func BenchmarkCandidates(b *testing.B) {
	tokens := Learnt().tokenize(load(b, "../transcripts/389.txt"))
	f := New(catalog.Build(catalog.Embedded()), Learnt(), 0.5)
	for b.Loop() {
		f.candidates(tokens, func(*reading) bool { return true })
	}
	reportWords(b)
}

// BenchmarkFind reads the episode as the first one: nothing that it says has
// been searched before.
func BenchmarkFind(b *testing.B) {
	tr := load(b, "../transcripts/389.txt")
	c := catalog.Build(catalog.Embedded())
	for b.Loop() {
		b.StopTimer()
		f := New(c, Learnt(), 0.5)
		runtime.GC()
		b.StartTimer()
		f.Find(tr)
	}
	reportWords(b)
}

// BenchmarkFindAgain reads it as if it had been read before: as fast as a
// transcript of many can be.
func BenchmarkFindAgain(b *testing.B) {
	tr := load(b, "../transcripts/389.txt")
	f := New(catalog.Build(catalog.Embedded()), Learnt(), 0.5)
	for b.Loop() {
		f.Find(tr)
	}
	reportWords(b)
}

// BenchmarkForest asks all trees about one reading.
func BenchmarkForest(b *testing.B) {
	f := &Learnt().second
	random := rand.New(rand.NewPCG(1, 2))
	var all [100]facts
	for i := range all {
		for j := range all[i] {
			all[i][j] = random.Float32()*8 - 4
		}
	}
	for i := 0; b.Loop(); i++ {
		f.score(&all[i%len(all)])
	}
}

// BenchmarkLoad is the start-up: reading the transcript and the catalogue.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := transcript.Load("../transcripts/389.txt"); err != nil {
			b.Fatal(err)
		}
		New(catalog.Build(catalog.Embedded()), Learnt(), 0.5)
	}
}
