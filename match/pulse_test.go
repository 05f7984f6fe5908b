package match

import (
	"testing"

	"namedrop/internal/pypi"
)

func TestRetired(t *testing.T) {
	for summary, want := range map[string]string{
		"Deprecated in favour of newname.":                          "newname",
		"DEPRECATED: use `new-name` instead":                        "new-name",
		"This package has been renamed to new_name":                 "new_name",
		"[DEPRECATED] A client for a thing, see new.name":           "new.name",
		"A client for a thing (deprecated)":                         "?",
		"This project is unmaintained":                              "?",
		"Superseded by old, which is itself.":                       "?",
		"A library to mark things as deprecated, use it everywhere": "",
		"Finds what is deprecated in favour of something":           "",
		"Replaces urllib in old code":                               "",
		"asyncio (PEP 3156) Redis support":                          "",
		"Moves files that were renamed to other places":             "",
		"":                                                          "",
	} {
		said, instead := Retired(pypi.Project{Name: "old", Summary: summary})
		got := instead
		if said != "" && instead == "" {
			got = "?"
		}
		if got != want {
			t.Errorf("%q: %q instead, want %q", summary, got, want)
		}
	}
	if said, _ := Retired(pypi.Project{Classifiers: []string{"Development Status :: 7 - Inactive"}}); said == "" {
		t.Error("the classifier is not seen")
	}
}

func FuzzRetired(f *testing.F) {
	f.Add("Deprecated in favour of newname.")
	f.Fuzz(func(t *testing.T, summary string) {
		if said, instead := Retired(pypi.Project{Name: "old", Summary: summary}); said == "" && instead != "" {
			t.Errorf("%q names %q and says nothing", summary, instead)
		}
	})
}
