package extract

import (
	"slices"
	"testing"

	"namedrop/extract/candidate"
	"namedrop/extract/token"
	"namedrop/internal/catalog"
	"namedrop/internal/transcript/transcripttest"
)

// TestHyphenated checks that a name that is written with hyphens is the whole name, and
// that other words with hyphens are not names.
func TestHyphenated(t *testing.T) {
	f := New(catalog.Build(catalog.Embedded()).Above(catalog.Top()), DefaultModel(), DefaultThreshold)
	for text, want := range map[string][]string{
		"We use scikit-learn and pydantic-settings for this.":                  {"pydantic-settings", "scikit-learn"},
		"We installed flask-sqlalchemy and pytest-xdist. It is a good choice.": {"flask-sqlalchemy", "pytest-xdist"},
		"It has a Django-based admin, and a Flask-like API.":                   {"django", "flask"},
	} {
		var got []string
		for _, m := range f.Find(transcripttest.Parse(t, text)) {
			got = append(got, m.Name)
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%q: found %q, want %q", text, got, want)
		}
	}
}

// TestOrder checks the order of candidates on which followHeads relies.
func TestOrder(t *testing.T) {
	tr := transcripttest.Load(t, "../transcripts/389.txt")
	f := New(catalog.Build(catalog.Embedded()).Above(catalog.Top()), DefaultModel(), 0)
	first, last := 0, 0
	for _, c := range f.score(tr, token.Tokenize(DefaultModel().vocabulary, tr), nil) {
		if c.First < first {
			t.Fatalf("a candidate begins at token %d after one at %d", c.First, first)
		}
		if c.First > first {
			first, last = c.First, 0
		}
		if c.Source == candidate.BySpelling {
			if c.Last < last {
				t.Errorf("from token %d, a candidate by spelling ends at %d after one that ends at %d", first, c.Last, last)
			}
			last = c.Last
		}
	}
}
