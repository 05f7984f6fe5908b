package main

import (
	"math"
	"math/rand/v2"
	"testing"
	"testing/fstest"

	"namedrop/extract"
	"namedrop/internal/catalog"
	"namedrop/internal/eval"
	"namedrop/internal/transcript"
)

// TestFit holds that the regression finds which feature matters.
func TestFit(t *testing.T) {
	var examples []example
	for i := range 2000 {
		x := example{weight: 1, right: i%2 == 0}
		x.Features = []int{0, 1 + i%2, 3 + i%5} // 1 says right, 2 says wrong, the others say nothing
		examples = append(examples, x)
	}
	w := fit(examples, 8)
	if w[1] < 1 || w[2] > -1 || math.Abs(w[4]) > 0.3 {
		t.Errorf("weights %v", w)
	}
}

// table makes examples whose answer depends on two facts together, which no
// sum of weights could say.
func table(n int) []example {
	r := rand.New(rand.NewPCG(1, 2))
	var examples []example
	for range n {
		facts := make([]float32, len(extract.Facts()))
		for i := range facts {
			facts[i] = float32(r.IntN(10))
		}
		right := (facts[3] < 5) != (facts[7] < 5)
		examples = append(examples, example{Example: extract.Example{Facts: facts}, right: right, weight: 1})
	}
	return examples
}

// TestForest holds that the trees learn it, and that the detector reads what
// is printed.
func TestForest(t *testing.T) {
	examples := table(3000)
	g := newGrower(examples)
	for range 120 {
		g.grow()
	}
	wrong := 0
	for _, x := range examples {
		if (g.predict(x.Facts) > 0) != x.right {
			wrong++
		}
	}
	if wrong > 60 {
		t.Errorf("%d of %d are wrong", wrong, len(examples))
	}
	files := fstest.MapFS{"words.tsv": {}, "confusions.tsv": {}, "forest.tsv": {Data: g.print()}}
	if _, err := extract.ReadKnowledge(files); err != nil {
		t.Error(err)
	}
}

func TestBounds(t *testing.T) {
	if b := boundsOf([]float32{1, 1, 1}); len(b) != 0 {
		t.Errorf("bounds of a constant are %v", b)
	}
	if b := boundsOf([]float32{3, 1, 2, 2}); len(b) != 2 || b[0] != 1.5 || b[1] != 2.5 {
		t.Errorf("bounds of 1, 2, 3 are %v", b)
	}
	many := make([]float32, 10000)
	for i := range many {
		many[i] = float32(i % 1000)
	}
	if b := boundsOf(many); len(b) == 0 || len(b) >= bins {
		t.Errorf("%d bounds of a thousand values, want fewer than %d", len(b), bins)
	}
}

func TestAnswer(t *testing.T) {
	e := episode{truths: []truth{{0, 10, 17, "pytest", false}, {0, 30, 34, "rich", true}}}
	for _, c := range []struct {
		x    extract.Example
		want answer
	}{
		{extract.Example{Lo: 10, Hi: 17, Name: "pytest"}, right},
		{extract.Example{Lo: 10, Hi: 18, Name: "pytest"}, right},
		{extract.Example{Lo: 5, Hi: 17, Name: "pytest"}, passed},
		{extract.Example{Lo: 10, Hi: 17, Name: "pyteal"}, wrong},
		{extract.Example{Lo: 30, Hi: 34, Name: "rich"}, passed},
		{extract.Example{Lo: 40, Hi: 44, Name: "rich"}, wrong},
		{extract.Example{Paragraph: 1, Lo: 10, Hi: 17, Name: "pytest"}, wrong},
	} {
		if got := e.answer(c.x); got != c.want {
			t.Errorf("answer(%+v) = %d, want %d", c.x, got, c.want)
		}
	}
}

func TestGoldTruths(t *testing.T) {
	tr, err := transcript.Parse("x.txt", []byte("00:00:01 We use UV Acorn and UV Acorn.\n\n00:00:02 UV Acorn again."))
	if err != nil {
		t.Fatal(err)
	}
	var g eval.Gold
	g.Packages = []eval.GoldPackage{{PyPI: "uvicorn", Required: true}}
	g.Packages[0].Mentions = []eval.GoldMention{{Stamp: "00:00:01", Text: "UV Acorn"}}
	got := goldTruths(g, tr)
	if len(got) != 2 || got[0] != (truth{0, 7, 15, "uvicorn", false}) || got[1].lo != 20 {
		t.Errorf("goldTruths = %+v", got)
	}
}

// TestLists holds that the lists of training are the same every time.
func TestLists(t *testing.T) {
	e := episode{name: "x", truths: []truth{{0, 1, 2, "pytest", false}}}
	first, again := e.list(), e.list()
	if len(first) < 60 || len(first) != len(again) || first[3].Name != again[3].Name {
		t.Error("two lists of one episode differ")
	}
	if len(catalog.Build(first).Projects()) == 0 {
		t.Error("the list names nothing")
	}
}
