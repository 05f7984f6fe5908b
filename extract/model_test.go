package extract

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestDefaultModel: the tables that ship can be read and are not empty.
func TestDefaultModel(t *testing.T) {
	m := DefaultModel()
	if m.forest.Trees() < 50 {
		t.Errorf("%d trees: a table is missing", m.forest.Trees())
	}
	if weights := slices.DeleteFunc(slices.Clone(m.logistic), func(w float64) bool { return w == 0 }); len(weights) < 100 {
		t.Errorf("%d weights: a table is missing", len(weights))
	}
}

// TestReadModelErrors: an error names the table and line.
func TestReadModelErrors(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"words.tsv", "# head\nthe\tmany\t2\t3\n", `words.tsv:2: "many" is not a number`},
		{"confusions.tsv", "a\tb\t-1\t2\t3\n", `"-1" is not a count`},
		{"weights.tsv", "no such feature\t1\n", `weights.tsv:1: unknown feature "no such feature"`},
		{"weights.tsv", "bias\tNaN\n", "is not a number"},
		{"collocations.tsv", "a\t1\t2\t3\tx\n", `"x" is not a number`},
		{"prior.tsv", "a\t1\t2\tx\n", `"x" is not a count`},
		{"calibration.tsv", "other\tx\t1\n", `"x" and "1" are not two numbers`},
		{"calibration.tsv", "shape\t1\t0\n", `"shape" is neither spelling nor other`},
		{"forest.bin", "PNG\n\n", "forest.bin: not a file of boosted trees"},
	} {
		dir := fstest.MapFS{"words.tsv": {}, "confusions.tsv": {}}
		dir[c.file] = &fstest.MapFile{Data: []byte(c.text)}
		if _, err := ReadModel(dir); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %q: error %v, want one with %q", c.file, c.text, err, c.want)
		}
	}
	if _, err := ReadModel(fstest.MapFS{}); err == nil {
		t.Error("a model without words was read")
	}
}
