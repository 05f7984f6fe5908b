package phonetic

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"namedrop/internal/catalog"
	"namedrop/internal/phonetic/pronounce"
)

func TestTables(t *testing.T) {
	name := func(phoneme byte) string { return pronounce.Phones{phoneme}.String() }
	for a := byte(1); a < pronounce.Count; a++ {
		if costs.deletion[a] == 0 || costs.deletion[edge|a] == 0 || costs.deletion[edge|a] > costs.deletion[a] {
			t.Errorf("losing %s costs %d, at the edge %d", name(a), costs.deletion[a], costs.deletion[edge|a])
		}
		if classesOf.inventory[a] == 0 {
			t.Errorf("%s is in no stock", name(a))
		}
		for b := byte(1); b < pronounce.Count; b++ {
			if costs.substitution[a][b] != costs.substitution[b][a] || (costs.substitution[a][b] == 0) != (a == b) {
				t.Errorf("%s for %s costs %d, back %d", name(a), name(b), costs.substitution[a][b], costs.substitution[b][a])
			}
		}
	}
	room := 0
	for _, s := range inventoryClasses {
		room += s.max
	}
	if room > 64 {
		t.Errorf("the inventory needs %d bits", room)
	}
}

// related reports whether Search must find a pronunciation, without an index.
func related(query, q pronounce.Phones, bound float64) bool {
	a, v := summarize(query)
	b, w := summarize(q)
	if a.n == 0 || inventoryDistance(v, w) > inventoryBound(totalCost(query), bound) {
		return false
	}
	other := b.keys(nil)
	return slices.ContainsFunc(a.keys(nil), func(k uint64) bool { return slices.Contains(other, k) })
}

// bruteSearch is Search without an index.
func bruteSearch(names [][]pronounce.Phones, p pronounce.Phones, n int) []Match {
	var all []Match
	for i, pronunciations := range names {
		best := Match{i, 2}
		for _, q := range pronunciations {
			if related(p, q, Bound) {
				best.Distance = min(best.Distance, Distance(q, p))
			}
		}
		if best.Distance <= Bound {
			all = append(all, best)
		}
	}
	slices.SortFunc(all, func(a, b Match) int {
		if a.before(b) {
			return -1
		}
		return 1
	})
	return all[:min(n, len(all))]
}

// TestSearchIsBruteForce compares Search with a linear search of made-up names,
// searched for by themselves with an accident or two. Most of them differ by
// little, so that there are ties.
func TestSearchIsBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 6))
	for range 100 {
		vocabulary := make([]string, 60)
		for i := range vocabulary {
			vocabulary[i] = madeUp(r)
		}
		x, names := Build(vocabulary), pronounceAll(vocabulary)
		var s Scratch
		for range 60 {
			p := accident(r, pronounce.Name(vocabulary[r.IntN(len(vocabulary))])[0])
			n := 1 + r.IntN(8)
			have, want := x.Search(p, n, Bound, &s), bruteSearch(names, p, n)
			if !slices.Equal(have, want) {
				t.Fatalf("Search(%v, %d) = %v, want %v", p, n, have, want)
			}
		}
	}
}

// TestSearchOfTalk does so with names that exist and windows of talk.
func TestSearchOfTalk(t *testing.T) {
	text, err := os.ReadFile("../../transcripts/389.txt")
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Fields(string(text))
	vocabulary := embedded()
	x, names := Build(vocabulary), pronounceAll(vocabulary)
	var s Scratch
	for i := 0; i+3 < len(words); i += 97 {
		p := Words(words[i : i+1+i%3])
		if len(p) == 0 {
			continue
		}
		have, want := x.Search(p[0], 5, Bound, &s), bruteSearch(names, p[0], 5)
		if !slices.Equal(have, want) {
			t.Fatalf("Search(%v) for %q = %v, want %v", p[0], words[i:i+1+i%3], have, want)
		}
	}
}

func embedded() []string {
	var all []string
	for _, p := range catalog.Embedded() {
		all = append(all, p.Name)
	}
	return all
}

func pronounceAll(names []string) [][]pronounce.Phones {
	all := make([][]pronounce.Phones, len(names))
	for i, name := range names {
		all[i] = pronounce.Name(name)
	}
	return all
}

func madeUp(r *rand.Rand) string {
	parts := strings.Fields("py sql test lab core ba ko ti mu ra flask io db x sta")
	name := ""
	for range 1 + r.IntN(3) {
		name += parts[r.IntN(len(parts))]
	}
	return name
}

func accident(r *rand.Rand, p pronounce.Phones) pronounce.Phones {
	p = slices.Clone(p)
	for range r.IntN(3) {
		i := r.IntN(len(p) + 1)
		if r.IntN(2) == 0 && len(p) > 1 && i < len(p) {
			p = slices.Delete(p, i, i+1)
		} else {
			p = slices.Insert(p, i, byte(1+r.IntN(int(pronounce.Count)-1)))
		}
	}
	return p
}

// BenchmarkSearch looks windows of one to four words of everyday talk up, of
// which few are names.
func BenchmarkSearch(b *testing.B) {
	words := strings.Fields(`So one of the things that we really wanted to do was to make the web server faster and
		then somebody said why do you not just run it with UV Acorn behind engine X and pie test it on your laptop first
		because the Jupiter lab extension already talks to a database through sequel alchemy anyway`)
	var windows []pronounce.Phones
	for i := range words {
		for n := 1; n <= 4 && i+n <= len(words); n++ {
			windows = append(windows, Words(words[i : i+n])[0])
		}
	}
	x := Build(embedded())
	var s Scratch
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		x.search(windows[i%len(windows)], 10, Bound, &s)
	}
}
