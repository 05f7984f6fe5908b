package extract

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestDefaultModel: the tables that ship can be read and are not empty.
func TestDefaultModel(t *testing.T) {
	m := DefaultModel()
	if m.words.Len() < 5000 || len(m.confusions) < 50 || m.collocations.Len() < 50 || len(m.priors) < 100 || m.forest.Trees() < 50 {
		t.Errorf("%d words, %d confusions, %d collocations, %d priors, %d trees: a table is missing",
			m.words.Len(), len(m.confusions), m.collocations.Len(), len(m.priors), m.forest.Trees())
	}
	if the, sphinx := m.rarity("the"), m.rarity("sphinx"); the > 2 || sphinx < 4 || m.rarity("qqqq") != unseenRarity {
		t.Errorf("rarity of the: %.1f, of sphinx: %.1f", the, sphinx)
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

// TestSparseNumbering checks that features are numbered consecutively and have unique
// names.
func TestSparseNumbering(t *testing.T) {
	if len(sparse.numbers) != len(sparse.names) {
		t.Errorf("%d names for %d features", len(sparse.numbers), len(sparse.names))
	}
	if last := sparse.priorShare; int(last.value(last.size)) != len(sparse.names) || sparse.bias.first != 0 {
		t.Errorf("the last template ends at %d, there are %d features", last.value(last.size), len(sparse.names))
	}
}
