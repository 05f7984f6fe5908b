package extract

import (
	"slices"
	"testing"

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
