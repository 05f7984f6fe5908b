package phonetic_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"namedrop/internal/catalog"
	"namedrop/internal/golden"
	"namedrop/internal/phonetic"
	"namedrop/internal/phonetic/pronounce"
)

// vocabulary is what testdata/nearest.txtar searches.
var vocabulary = strings.Fields(`uvicorn quart jupyterlab pytest sqlalchemy scikit-learn cupy starlette
	django flask fastapi pydantic numpy pandas requests httpx aiohttp celery tox black`)

func TestNearest(t *testing.T) {
	x := phonetic.Build(vocabulary)
	golden.Run(t, "testdata/nearest.txtar", func(t *testing.T, _, in string) string {
		return golden.EachLine(in, func(window string) string {
			var s phonetic.Scratch
			var out []string
			for _, p := range phonetic.Words(strings.Fields(window)) {
				for _, m := range x.Search(p, 3, phonetic.Bound, &s) {
					if hit := fmt.Sprintf("%s %.2f", vocabulary[m.Name], m.Distance); !slices.Contains(out, hit) {
						out = append(out, hit)
					}
				}
			}
			return strings.Join(out, ", ")
		})
	})
}

// TestWordsJoinsReadings checks that the pronunciations of a window are those of its
// words.
func TestWordsJoinsReadings(t *testing.T) {
	words := strings.Fields("we use PI test and SQL Alchemy")
	var first, last pronounce.Phones
	for _, w := range words {
		r := pronounce.Pronunciations(w)
		first, last = append(first, r[0]...), append(last, r[len(r)-1]...)
	}
	all := phonetic.Words(words)
	if len(all) > 3 || !slices.Equal(all[0], first) || !slices.Equal(all[1], last) {
		t.Errorf("Words(%q) = %v, want first %v, then %v", words, all, first, last)
	}
	if !slices.Equal(pronounce.Word("SQL"), pronounce.Pronunciations("SQL")[0]) {
		t.Error("Word is not the first of Pronunciations")
	}
}

// random returns a pronunciation of up to 12 phonemes.
func random(r *rand.Rand) pronounce.Phones {
	all := pronounce.Name("abcdefghijklmnopqrstuvwxyz")[0]
	p := make(pronounce.Phones, r.IntN(12))
	for i := range p {
		p[i] = all[r.IntN(len(all))]
	}
	return p
}

func TestDistanceProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		a, b := random(r), random(r)
		d := phonetic.Distance(a, b)
		if d < 0 || d > 1 || d != phonetic.Distance(b, a) {
			t.Fatalf("Distance(%v, %v) = %v, back %v", a, b, d, phonetic.Distance(b, a))
		}
		if (d == 0) != slices.Equal(a, b) {
			t.Fatalf("Distance(%v, %v) = %v", a, b, d)
		}
		if (len(a) == 0) != (len(b) == 0) && d != 1 {
			t.Fatalf("Distance(%v, %v) = %v, want 1", a, b, d)
		}
	}
}

// TestDistanceOrder: the first pair of each row is nearer than the second.
func TestDistanceOrder(t *testing.T) {
	for _, c := range []struct{ from, near, far string }{
		{"P AY T EH S T", "P AY D EH S T", "P AY M EH S T"},         // voice, another sound
		{"P AY T EH S T", "P AY T AH S T", "P AY T S T"},            // a vowel changed, lost
		{"P AY T EH S T", "P AY T EH S", "P AY EH S T"},             // T lost at the end, inside
		{"K W AO R T", "K AO R T", "K W AO T"},                      // a glide lost, a liquid
		{"S AY K IH T L ER N", "S AY K IH K L ER N", "S AY K IH N"}, // a stop for another
		{"L IH B S", "L IH B B S", "L IH B K S"},                    // a doubled sound, a new one
	} {
		near, far := distance(t, c.from, c.near), distance(t, c.from, c.far)
		if near >= far {
			t.Errorf("%s: %s is at %.3f, %s at %.3f; want the first nearer", c.from, c.near, near, c.far, far)
		}
	}
}

func distance(t *testing.T, a, b string) float64 {
	t.Helper()
	p, err1 := pronounce.ParsePhones(a)
	q, err2 := pronounce.ParsePhones(b)
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	return phonetic.Distance(p, q)
}

// names are those of the embedded catalog.
func names() []string {
	var all []string
	for _, p := range catalog.Embedded() {
		all = append(all, p.Name)
	}
	return all
}

// TestSearchFindsEveryName: every pronunciation of a name is found at distance
// 0, unless it has no consonants.
func TestSearchFindsEveryName(t *testing.T) {
	all := names()
	x := phonetic.Build(all)
	var s phonetic.Scratch
	for i, name := range all {
		for _, p := range pronounce.Name(name) {
			if strings.Trim(p.String(), "AEIOUHWY ") == "" {
				continue
			}
			found := x.Search(p, 20, phonetic.Bound, &s)
			at := slices.IndexFunc(found, func(m phonetic.Match) bool { return m.Name == i })
			if at < 0 || found[at].Distance != 0 {
				t.Errorf("%s, pronounced %v, is not found", name, p)
			}
		}
	}
}

func TestSearchLimits(t *testing.T) {
	x := phonetic.Build(vocabulary)
	var s phonetic.Scratch
	p := pronounce.Word("pytest")
	if n := len(x.Search(p, 0, phonetic.Bound, &s)); n != 0 {
		t.Errorf("asked for none, got %d", n)
	}
	if n := len(x.Search(nil, 5, phonetic.Bound, &s)); n != 0 {
		t.Errorf("silence sounds like %d names", n)
	}
	if n := len(phonetic.Build(nil).Search(p, 5, phonetic.Bound, &s)); n != 0 {
		t.Errorf("an empty index finds %d names", n)
	}
}

// TestSearchTogether runs searches of one index at once, for the race detector.
func TestSearchTogether(t *testing.T) {
	x := phonetic.Build(vocabulary)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			var s phonetic.Scratch
			for _, w := range vocabulary {
				x.Search(pronounce.Word(w), 5, phonetic.Bound, &s)
			}
		})
	}
	wg.Wait()
}

func fuzzSeeds(f *testing.F) {
	for _, in := range golden.Inputs(f, "testdata/nearest.txtar") {
		for line := range strings.Lines(in) {
			f.Add(strings.TrimSpace(line))
		}
	}
	f.Add(strings.Repeat("ab", 100) + "\xff\x00 ÷Ünïcode9999")
}

func FuzzWords(f *testing.F) {
	fuzzSeeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		if all := phonetic.Words(strings.Fields(text)); len(all) > 3 {
			t.Errorf("%d pronunciations of %q", len(all), text)
		}
		if n := len(pronounce.Pronunciations(text)); n > 2 {
			t.Errorf("%d pronunciations of %q", n, text)
		}
	})
}

func BenchmarkDistance(b *testing.B) {
	p, q := pronounce.Word("uvicorn"), phonetic.Words([]string{"UV", "Acorn"})[0]
	for b.Loop() {
		phonetic.Distance(p, q)
	}
}

func BenchmarkBuild(b *testing.B) {
	all := names()
	for b.Loop() {
		phonetic.Build(all)
	}
}
