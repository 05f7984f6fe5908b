package catalog

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
)

// A world of the size of PyPI: names of syllables, 12 letters in the mean.
const worldSize = 700_000

func worldNames(n int) ([]string, map[string]int) {
	rng := rand.New(rand.NewPCG(3, 8))
	syllables := []string{"py", "data", "lib", "net", "flow", "ser", "ion", "web", "ta", "lo", "mic", "ro", "an", "kit", "x2", "aio", "do", "be", "ru", "stan"}
	names, downloads := make([]string, n), map[string]int{}
	for i := range names {
		for k := range 3 + rng.IntN(3) {
			if k > 0 && rng.IntN(4) == 0 {
				names[i] += "-"
			}
			names[i] += syllables[rng.IntN(len(syllables))]
		}
		names[i] += fmt.Sprint(i % 1000)
		if i%47 == 0 {
			downloads[names[i]] = 1000 + rng.IntN(1e6)
		}
	}
	return names, downloads
}

func BenchmarkEncode(b *testing.B) {
	names, downloads := worldNames(worldSize)
	b.ReportAllocs()
	for b.Loop() {
		data, err := Encode(Origin{}, names, downloads)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(data)), "file-bytes")
	}
}

func BenchmarkIndex(b *testing.B) {
	names, downloads := worldNames(worldSize)
	data, err := Encode(Origin{}, names, downloads)
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "index")
	if err := Save(path, data); err != nil {
		b.Fatal(err)
	}
	b.Run("Open", func(b *testing.B) {
		for b.Loop() {
			ix, err := Open(path)
			if err != nil {
				b.Fatal(err)
			}
			ix.Close()
		}
	})
	ix, err := Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer ix.Close()
	b.Run("Ranked", func(b *testing.B) {
		for b.Loop() {
			ix.Ranked()
		}
	})
	upper := Build(Embedded())
	b.Run("Above", func(b *testing.B) {
		for b.Loop() {
			upper.Above(ix)
		}
	})
	c := upper.Above(ix)
	var hits, misses [1 << 14][]byte
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range hits {
		hits[i] = []byte(Letters(names[rng.IntN(len(names))]))
		misses[i] = []byte(Letters(names[rng.IntN(len(names))]) + "q")
	}
	for name, keys := range map[string]*[1 << 14][]byte{"hit": &hits, "miss": &misses} {
		b.Run("AppendLookup/"+name, func(b *testing.B) {
			b.ReportAllocs()
			var found []*Project
			for i := 0; b.Loop(); i++ {
				key := keys[i&(1<<14-1)]
				if found = c.AppendLookup(found[:0], key); len(found) > 0 != (name == "hit") {
					b.Fatalf("%s is no %s", key, name)
				}
			}
		})
		b.Run("Lookup/"+name, func(b *testing.B) {
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				c.Lookup(string(keys[i&(1<<14-1)]))
				i++
			}
		})
	}
}
