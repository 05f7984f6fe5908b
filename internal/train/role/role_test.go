package main

import (
	"os"
	"path/filepath"
	"testing"

	"namedrop/internal/train/boost"
)

// TestTarget checks the probability and weight of each label for each aim.
func TestTarget(t *testing.T) {
	e := &episode{labels: map[string][]string{
		"headlined": {"headline"}, "other": {"other"}, "pick": {"pick"}, "used": {"used"}, "subject": {"subject"}, "aside": {"aside"}, "*": nil,
	}}
	for _, c := range []struct {
		name           string
		what           aim
		target, weight float64
	}{
		{"headlined", headline, 1, 1}, {"other", headline, 0, 1}, {"headlined", conversation, 0, 0}, {"headlined", worth, 1, 1}, {"other", worth, 0, 1}, {"pick", worth, 1, 1}, {"used", worth, 0, 1},
		{"headlined", recommended, 0, 0}, {"other", recommended, 0, othersWeight}, {"pick", recommended, 1, 1}, {"used", recommended, 0, 1},
		{"used", used, 1, 1}, {"pick", used, 0, 1},
		{"subject", headline, 1, 1}, {"subject", recommended, 0, 0}, {"aside", worth, 0, 1}, {"aside", used, 0, othersWeight},
		{"unlabelled", worth, 0, 0}, {"unlabelled", recommended, 0, othersWeight}, // the picks of the episode are known
	} {
		if target, weight := e.target(c.name, c.what); target != c.target || weight != c.weight {
			t.Errorf("%s, aim %d: target %v weight %v, want %v and %v", c.name, c.what, target, weight, c.target, c.weight)
		}
	}
}

// TestSplitFolds checks that all transcripts of an episode are in the same part, and that
// the parts are complete.
func TestSplitFolds(t *testing.T) {
	var all []*episode
	for n := range 10 {
		all = append(all, &episode{number: n}, &episode{number: n, corrected: true})
	}
	seen := map[*episode]bool{}
	for part := range 3 {
		in, out := splitFolds(all, 3, part)
		if len(in)+len(out) != len(all) {
			t.Errorf("part %d: %d and %d episodes, want %d", part, len(in), len(out), len(all))
		}
		for _, e := range in {
			if e.number%3 != part || seen[e] {
				t.Errorf("episode %d is in part %d", e.number, part)
			}
			seen[e] = true
		}
	}
	if len(seen) != len(all) {
		t.Errorf("the parts have %d episodes, want %d", len(seen), len(all))
	}
}

// TestEachLine checks that marks are required and comments are skipped.
func TestEachLine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lines.txt")
	for text, ok := range map[string]bool{"# comment\n+ one two\n- three\n* four\n": true, "five six\n": false, "+\n": false} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		err := eachLine(path, func(mark, text string) { got[mark] = text })
		if (err == nil) != ok || ok && (got["+"] != "one two" || got["-"] != "three" || got["*"] != "four" || len(got) != 3) {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
}

// TestFitLinear checks that the regression finds the feature that matters, and its sign.
func TestFitLinear(t *testing.T) {
	var examples []boost.Example
	for i := range 200 {
		positive := i%4 == 0
		examples = append(examples, boost.Example{Features: []float32{float32(i % 7), float32(-3 * indicator(positive)), 1}, Target: indicator(positive), Weight: 1})
	}
	means, scales := spread(examples)
	w := fitLinear(examples, means, scales)
	if w[1] > -0.5 || w[0]*w[0] > 0.01 || w[2] != 0 || w[3] > -0.5 {
		t.Errorf("weights %.2f: want a low one for the second feature and for the intercept, and none for the others", w)
	}
}
