package main

import (
	"math"
	"math/rand/v2"
	"os"
	"testing"
	"testing/fstest"

	"namedrop/extract"
	"namedrop/internal/catalog"
	"namedrop/internal/eval"
	"namedrop/internal/forest"
	"namedrop/internal/golden"
	"namedrop/internal/transcript"
)

// TestFit checks that the regression finds the relevant features.
func TestFit(t *testing.T) {
	var examples []example
	for i := range 2000 {
		x := example{weight: 1, positive: i%2 == 0}
		x.Sparse = []uint16{0, uint16(1 + i%2), uint16(3 + i%5)} // 1 is only in positive examples, 2 in negative ones, the others in both
		examples = append(examples, x)
	}
	w := fit(examples, 8)
	if w[1] < 1 || w[2] > -1 || math.Abs(w[4]) > 0.3 {
		t.Errorf("weights %v", w)
	}
}

// exclusiveOr makes examples whose label is the exclusive or of two features,
// which no linear model fits.
func exclusiveOr(n int) []example {
	r := rand.New(rand.NewPCG(1, 2))
	var examples []example
	for range n {
		features := make([]float32, len(extract.DenseFeatures()))
		for i := range features {
			features[i] = float32(r.IntN(10))
		}
		positive := (features[3] < 5) != (features[7] < 5)
		examples = append(examples, example{TrainingExample: extract.TrainingExample{Dense: features}, positive: positive, weight: 1})
	}
	return examples
}

// TestForest checks that the trees learn the exclusive or, and that the detector reads
// the file.
func TestForest(t *testing.T) {
	examples := exclusiveOr(3000)
	small := settings
	small.Trees = 120
	trees := grow(examples, small)
	wrong := 0
	for _, x := range examples {
		if (scoreOf(trees, x.Dense) > 0) != x.positive {
			wrong++
		}
	}
	if wrong > 60 {
		t.Errorf("%d of %d are wrong", wrong, len(examples))
	}
	data, err := forest.Encode(trees, extract.DenseFeatures())
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"words.tsv": {}, "confusions.tsv": {}, "forest.bin": {Data: data}}
	if _, err := extract.ReadModel(files); err != nil {
		t.Error(err)
	}
}

func TestLabel(t *testing.T) {
	e := episode{annotated: []occurrence{{0, 10, 17, "pytest", false}, {0, 30, 34, "rich", true}}}
	for _, c := range []struct {
		x    extract.TrainingExample
		want label
	}{
		{extract.TrainingExample{Lo: 10, Hi: 17, Name: "pytest"}, positive},
		{extract.TrainingExample{Lo: 10, Hi: 18, Name: "pytest"}, positive},
		{extract.TrainingExample{Lo: 5, Hi: 17, Name: "pytest"}, ignored},
		{extract.TrainingExample{Lo: 10, Hi: 17, Name: "pyteal"}, negative},
		{extract.TrainingExample{Lo: 30, Hi: 34, Name: "rich"}, ignored},
		{extract.TrainingExample{Lo: 40, Hi: 44, Name: "rich"}, negative},
		{extract.TrainingExample{Paragraph: 1, Lo: 10, Hi: 17, Name: "pytest"}, negative},
	} {
		if got := e.label(c.x); got != c.want {
			t.Errorf("label(%+v) = %d, want %d", c.x, got, c.want)
		}
	}
}

func TestAnnotatedOccurrences(t *testing.T) {
	tr, err := transcript.Parse("x.txt", []byte("00:00:01 We use UV Acorn and UV Acorn.\n\n00:00:02 UV Acorn again."))
	if err != nil {
		t.Fatal(err)
	}
	var g eval.Gold
	g.Packages = []eval.GoldPackage{{PyPI: "uvicorn", Required: true}}
	g.Packages[0].Mentions = []eval.GoldMention{{Stamp: "00:00:01", Text: "UV Acorn"}}
	got, missing := annotatedOccurrences(g, tr)
	if len(got) != 2 || missing != 0 || got[0] != (occurrence{0, 7, 15, "uvicorn", false}) || got[1].lo != 20 {
		t.Errorf("annotatedOccurrences = %+v", got)
	}
}

// TestLists: the random lists of an episode are always the same.
func TestLists(t *testing.T) {
	e := episode{name: "x", annotated: []occurrence{{0, 1, 2, "pytest", false}}}
	first, again := e.list(), e.list()
	if len(first) < 60 || len(first) != len(again) || first[3].Name != again[3].Name {
		t.Error("two lists of one episode differ")
	}
	if len(catalog.Build(first).Projects()) == 0 {
		t.Error("the list names nothing")
	}
}

// TestSummary: the committed summary describes the committed forest.
func TestSummary(t *testing.T) {
	data, err := os.ReadFile("../../../extract/forest.bin")
	if err != nil {
		t.Fatal(err)
	}
	summary, err := summarize(data)
	if err != nil {
		t.Fatal(err)
	}
	golden.File(t, "../../../extract/forest.txt", string(summary))
}

// TestCalibrate checks that calibration recovers a known distortion of confidences.
func TestCalibrate(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var samples []sample
	for range 4000 {
		x := r.Float64()*8 - 4
		samples = append(samples, sample{x, r.Float64() < sigmoid(0.5*x+1)})
	}
	if slope, intercept := calibrate(samples); math.Abs(slope-0.5) > 0.1 || math.Abs(intercept-1) > 0.15 {
		t.Errorf("slope %.2f, intercept %.2f, want 0.5 and 1", slope, intercept)
	}
}
