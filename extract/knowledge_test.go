package extract

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestLearnt holds that the tables that ship can be read, and hold something.
func TestLearnt(t *testing.T) {
	k := Learnt()
	if len(k.words) < 5000 || len(k.confusions) < 50 || len(k.company) < 50 || len(k.fame) < 100 || len(k.second.roots) < 50 {
		t.Errorf("%d words, %d confusions, %d words beside names, %d names, %d trees: a table is missing",
			len(k.words), len(k.confusions), len(k.company), len(k.fame), len(k.second.roots))
	}
	if the, sphinx := k.rarity("the"), k.rarity("sphinx"); the > 2 || sphinx < 4 || k.rarity("qqqq") != unheard {
		t.Errorf("the is rare by %.1f, sphinx by %.1f", the, sphinx)
	}
}

// TestReadKnowledgeErrors holds that a broken table is named with its line.
func TestReadKnowledgeErrors(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"words.tsv", "the\t1\t2\n", "words.tsv:1: 3 columns, want 4"},
		{"words.tsv", "# head\nthe\tmany\t2\t3\n", `words.tsv:2: "many" is not a count`},
		{"confusions.tsv", "a\tb\t-1\t2\t3\n", `"-1" is not a count`},
		{"weights.tsv", "no such thing\t1\n", `unknown feature "no such thing"`},
		{"weights.tsv", "always\tNaN\n", "is not a number"},
		{"company.tsv", "a\t1\t2\t3\tx\n", `"x" is not a weight`},
		{"fame.tsv", "a\t1\t2\tx\n", `"x" is not a count`},
		{"forest.tsv", "leaf\t\t\t\t1\n", "before the first root"},
		{"forest.tsv", "root\t\t\t\t\ncase\t1\t0\t1\t0\n", "is not one"},
		{"forest.tsv", "root\t\t\t\t\ncase\t1\t5\t6\t0\n", "leads nowhere"},
		{"forest.tsv", "root\t\t\t\t\nno fact\t1\t1\t2\t0\n", `unknown fact "no fact"`},
	} {
		dir := fstest.MapFS{"words.tsv": {}, "confusions.tsv": {}}
		dir[c.file] = &fstest.MapFile{Data: []byte(c.text)}
		if _, err := ReadKnowledge(dir); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %q: error %v, want one with %q", c.file, c.text, err, c.want)
		}
	}
	if _, err := ReadKnowledge(fstest.MapFS{}); err == nil {
		t.Error("knowledge without words was read")
	}
}
