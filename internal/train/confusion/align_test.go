package confusion

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"namedrop/internal/golden"
)

func TestAlign(t *testing.T) {
	golden.Run(t, "testdata/align.txtar", func(t *testing.T, _, in string) string {
		a, b := pairOf(t, in)
		noisy, clean := Words(a), Words(b)
		var out strings.Builder
		for _, s := range Align(noisy, clean) {
			fmt.Fprintf(&out, "%s | %s\n", keys(noisy[s.NoisyLo:s.NoisyHi]), keys(clean[s.CleanLo:s.CleanHi]))
		}
		return out.String()
	})
}

// checkAlign checks what Align promises: between the segments the words are
// the same, so that segments and the words between cover both texts in order.
func checkAlign(t *testing.T, noisy, clean []Word) {
	t.Helper()
	i, j := 0, 0
	segments := Align(noisy, clean)
	for n, s := range append(segments, Segment{len(noisy), len(noisy), len(clean), len(clean)}) {
		if s.NoisyLo-i != s.CleanLo-j || s.NoisyLo < i || n < len(segments) && s.NoisyHi-s.NoisyLo+s.CleanHi-s.CleanLo <= 0 {
			t.Fatalf("segment %+v after words %d and %d", s, i, j)
		}
		for ; i < s.NoisyLo; i, j = i+1, j+1 {
			if noisy[i].Key != clean[j].Key {
				t.Fatalf("words %d and %d are not in a segment and differ: %q, %q", i, j, noisy[i].Key, clean[j].Key)
			}
		}
		i, j = s.NoisyHi, s.CleanHi
	}
	if again := Align(noisy, clean); !slices.Equal(again, segments) {
		t.Fatal("aligned twice, with different results")
	}
}

// talk makes n words, the common ones of which come often.
func talk(r *rand.Rand, n int) []Word {
	words := make([]Word, n)
	for i := range words {
		words[i].Key = fmt.Sprintf("w%d", int(r.ExpFloat64()*40))
	}
	return words
}

// mishear drops, adds and changes some of the words.
func mishear(r *rand.Rand, words []Word, share float64) []Word {
	var out []Word
	for _, w := range words {
		switch {
		case r.Float64() >= share:
			out = append(out, w)
		case r.IntN(3) == 0:
			out = append(out, talk(r, 2)...)
		case r.IntN(2) == 0:
			out = append(out, w, talk(r, 1)[0])
		}
	}
	return out
}

func TestAlignProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		clean := talk(r, r.IntN(120))
		noisy := mishear(r, clean, r.Float64())
		checkAlign(t, noisy, clean)
		checkAlign(t, clean, noisy)
		if s := Align(clean, slices.Clone(clean)); len(s) != 0 {
			t.Fatalf("a text differs from itself: %v", s)
		}
	}
}

// TestAlignFindsTheCourse checks that what was not misheard is found again: the
// words in common are all but as many as were kept.
func TestAlignFindsTheCourse(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	clean := talk(r, 5000)
	noisy := mishear(r, clean, 0.1)
	differ := 0
	for _, s := range Align(noisy, clean) {
		differ += s.CleanHi - s.CleanLo
	}
	if differ > 600 {
		t.Errorf("%d of 5,000 words differ; 10 in 100 were misheard", differ)
	}
}

func FuzzAlign(f *testing.F) {
	for _, in := range golden.Inputs(f, "testdata/align.txtar") {
		noisy, clean, _ := strings.Cut(in, "\n--\n")
		f.Add(noisy, clean)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		noisy, clean := appendWords(nil, 0, a), appendWords(nil, 0, b)
		for _, w := range noisy {
			if w.Key == "" || a[w.Lo:w.Hi] != w.Spelled {
				t.Fatalf("word %+v of %q", w, a)
			}
		}
		if len(noisy) < 1000 && len(clean) < 1000 {
			checkAlign(t, noisy, clean)
		}
	})
}

func TestWords(t *testing.T) {
	golden.Run(t, "testdata/words.txtar", func(t *testing.T, _, in string) string {
		var out strings.Builder
		for _, w := range Words(parse(t, in)) {
			mark := ""
			if w.Opens {
				mark = " ^"
			}
			fmt.Fprintf(&out, "%d %s%s %s\n", w.Paragraph, w.Key, mark, w.Glue)
		}
		return strings.ReplaceAll(out.String(), " \n", "\n")
	})
}

func TestSpelling(t *testing.T) {
	for _, c := range []struct {
		text                    string
		camel, shouted, capital bool
	}{
		{"x SQLAlchemy", true, false, true}, {"x FastAPI", true, false, true}, {"x fastAPI", true, false, false},
		{"x API", false, true, true}, {"x flask", false, false, false}, {"x Flask", false, false, true},
		{"x I", false, false, false}, {"x. Then", false, false, false}, {"x H2O", false, true, true},
	} {
		words := appendWords(nil, 0, c.text)
		w := words[len(words)-1]
		if w.mixedCase() != c.camel || w.allCapitals() != c.shouted || w.capital() != c.capital {
			t.Errorf("%q: camel %v, shouted %v, capital %v", w.Spelled, w.mixedCase(), w.allCapitals(), w.capital())
		}
	}
}

func BenchmarkAlign(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 6))
	clean := talk(r, 10_000)
	noisy := mishear(r, clean, 0.1)
	for b.Loop() {
		Align(noisy, clean)
	}
}
