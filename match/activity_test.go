package match

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"namedrop/internal/pypi"
)

// TestActivity asks about a repository, as of the first of January 2000, and looks
// at what was asked and what ages are counted to.
func TestActivity(t *testing.T) {
	const (
		fresh  = `repos/jo/aiofoo {"full_name":"jo/aiofoo","pushed_at":"1999-12-27T00:00:00Z"}`
		silent = `repos/jo/aiofoo {"full_name":"jo/aiofoo","pushed_at":"1996-01-01T00:00:00Z"}`
		moved  = `repos/jo/aiofoo {"full_name":"newer/aiofoo","pushed_at":"1999-12-27T00:00:00Z"}`
		theirs = `pypi/aiofoo/json {"info":{"name":"aiofoo","project_urls":{"Source":"https://github.com/jo/aiofoo"}},"releases":{"1":[{"upload_time_iso_8601":"1997-01-01T00:00:00Z"}]}}`
		other  = `pypi/aiofoo/json {"info":{"name":"aiofoo","project_urls":{"Source":"https://github.com/jo/other"}}}`
		second = `pypi/foo/json {"info":{"name":"foo","home_page":"https://github.com/newer/aiofoo"}}`
		live   = `repos/python/cpython {"full_name":"python/cpython","pushed_at":"1999-12-31T00:00:00Z"}`
		frozen = `repos/python/cpython {"full_name":"python/cpython","pushed_at":"1998-06-01T00:00:00Z"}`
	)
	for _, test := range []struct {
		name, want string
		world      []string
	}{
		{"alive", "aiofoo, 1997-01-01, present 2000-01-01; asked repos/jo/aiofoo pypi/aiofoo/json", []string{fresh, theirs}},
		{"silent", "aiofoo, 1997-01-01, present 2000-01-01; asked repos/jo/aiofoo pypi/aiofoo/json repos/python/cpython", []string{silent, theirs, live}},
		{"frozen", "aiofoo, 1997-01-01, present 1998-06-01, copy of 1998-06-01; asked repos/jo/aiofoo pypi/aiofoo/json repos/python/cpython", []string{silent, theirs, frozen}},
		{"of another", "not on PyPI, present 2000-01-01; asked repos/jo/aiofoo pypi/aiofoo/json pypi/foo/json", []string{fresh, other}},
		{"by its second name", "foo, none, present 2000-01-01; asked repos/jo/aiofoo pypi/aiofoo/json pypi/foo/json", []string{moved, other, second}},
		{"gone", "no repository, not asked, present unknown; asked repos/jo/aiofoo repos/python/cpython", []string{live}},
		{"gone from a copy", "no repository, not asked, present unknown, copy of 1998-06-01; asked repos/jo/aiofoo repos/python/cpython", []string{frozen}},
		{"down", "no answer, not asked, present unknown; asked repos/jo/aiofoo", []string{"repos/jo/aiofoo down"}},
		{"without PyPI", "no release known, present 2000-01-01; asked repos/jo/aiofoo pypi/aiofoo/json pypi/foo/json", []string{fresh, "pypi/aiofoo/json down", "pypi/foo/json down"}},
		{"PyPI knows one name and says nothing of the other", "no release known, present 2000-01-01; asked repos/jo/aiofoo pypi/aiofoo/json pypi/foo/json", []string{fresh, "pypi/aiofoo/json down", "pypi/foo/json {\"info\":{\"name\":\"foo\"}}"}},
		{"PyPI has not one name and says nothing of the other", "no release known, present 2000-01-01; asked repos/jo/aiofoo pypi/aiofoo/json pypi/foo/json", []string{fresh, other, "pypi/foo/json down"}},
		{"found after a fault", "foo, none, present 2000-01-01; asked repos/jo/aiofoo pypi/aiofoo/json pypi/foo/json", []string{moved, "pypi/aiofoo/json down", second}},
		{"nobody says what never rests", "not on PyPI, present unknown; asked repos/jo/aiofoo pypi/aiofoo/json pypi/foo/json repos/python/cpython", []string{silent, "repos/python/cpython down"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				v, w, _ := vetter(t, "aiofoo\n"+strings.Join(test.world, "\n"))
				p := v.Gatherer.Activity(t.Context(), "jo/aiofoo", "aiofoo", "foo")
				if got := told(p) + "; asked " + strings.Join(w.asked, " "); got != test.want {
					t.Errorf("got  %s\nwant %s", got, test.want)
				}
			})
		})
	}
}

// told prints an activity on one line.
func told(p Activity) string {
	var said []string
	switch {
	case IsGone(p.Fault):
		said = append(said, "no repository")
	case p.Fault != nil:
		said = append(said, "no answer")
	}
	switch {
	case p.Silent == nil && p.Project.Last.IsZero():
		said = append(said, p.Project.Name+", none")
	case p.Silent == nil:
		said = append(said, p.Project.Name+", "+p.Project.Last.Format(time.DateOnly))
	case IsGone(p.Silent):
		said = append(said, "not on PyPI")
	case p.Silent == errNotAsked:
		said = append(said, "not asked")
	default:
		said = append(said, "no release known")
	}
	present := "unknown"
	if p.Reference.Known {
		present = p.Reference.Value.Format(time.DateOnly)
	}
	said = append(said, "present "+present)
	if !p.Copy.IsZero() {
		said = append(said, fmt.Sprintf("copy of %s", p.Copy.Format(time.DateOnly)))
	}
	return strings.Join(said, ", ")
}

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
		"Deprecated decorator for functions":                        "",
		"Obsolete file formats, read and written":                   "",
		"Renamed files are found again":                             "",
		"Calls old functions (deprecated ones too)":                 "",
		"** DEPRECATED ** Please use new-name.":                     "new-name",
		"Moved to new-name":                                         "new-name",
		"Moves files that were renamed to other places":             "",
		"": "",
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
