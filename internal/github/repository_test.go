package github

import (
	"encoding/json"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"namedrop/internal/sanitize"
)

func TestRepository(t *testing.T) {
	c := client(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method != "GET" || r.URL.String() != "/api/repos/jd/tenacity" || r.Header.Get("Authorization") != "Bearer "+secret {
			t.Errorf("asked %s %s as %q", r.Method, r.URL, r.Header.Get("Authorization"))
		}
		says(200, `{"full_name": "jd/tenacity", "stargazers_count": 4242, "forks_count": 0, "archived": false, "disabled": null, "fork": true,
			"created_at": "2016-08-11T07:57:20Z", "pushed_at": "2022-11-01T12:00:00Z", "license": {"spdx_id": "Apache-2.0"},
			"description": " Retrying\n\u001b[31mlibrary\u202e ", "homepage": "http://tenacity.readthedocs.io", "topics": ["retry", "x\u0007"],
			"default_branch": "main"}`)(w, r)
	})
	before := time.Now()
	got, err := c.Repository(t.Context(), "jd/tenacity")
	if err != nil {
		t.Fatal(err)
	}
	if got.AsOf.Before(before) || got.AsOf.After(time.Now()) {
		t.Errorf("as of %v, want now", got.AsOf)
	}
	stars, forks, archived, fork := 4242, 0, false, true
	want := Repository{Name: "jd/tenacity", Stars: &stars, Forks: &forks, Archived: &archived, Fork: &fork,
		Created: time.Date(2016, 8, 11, 7, 57, 20, 0, time.UTC), Pushed: time.Date(2022, 11, 1, 12, 0, 0, 0, time.UTC),
		License: "Apache-2.0", Description: "Retrying [31mlibrary", Homepage: "http://tenacity.readthedocs.io",
		Topics: []string{"retry", "x"}, DefaultBranch: "main", AsOf: got.AsOf}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v, want\n%+v", got, want)
	}
}

// TestUnsaid checks that values missing from an answer are unknown, not zero.
func TestUnsaid(t *testing.T) {
	c := client(t, says(200, `{"full_name": "a/b", "stargazers_count": null, "license": {"spdx_id": "NOASSERTION"},
		"homepage": "javascript:alert(1)", "pushed_at": -9000000000000000000}`))
	got, err := c.Repository(t.Context(), "a/b")
	if err != nil {
		t.Fatal(err)
	}
	if got.AsOf = (time.Time{}); !reflect.DeepEqual(got, Repository{Name: "a/b"}) {
		t.Errorf("got %+v, want nothing but the name", got)
	}
}

func TestRenamed(t *testing.T) {
	for location, renamed := range map[string]bool{"/api/repositories/1": true, "/api/repos/Old/Name": false} {
		c := client(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/api/repos/old/name" {
				says(301, `{"message": "Moved Permanently"}`, "Location: "+location)(w, r)
				return
			}
			name := map[bool]string{true: "new/name", false: "Old/Name"}[renamed]
			says(200, `{"full_name": "`+name+`"}`)(w, r)
		})
		got, err := c.Repository(t.Context(), "old/name")
		if err != nil || got.Renamed != renamed {
			t.Errorf("%+v, error %v, want renamed %v: case is no other name", got, err, renamed)
		}
	}
}

func TestSearch(t *testing.T) {
	items := strings.Repeat(`{"full_name": "a/b", "stargazers_count": 7},`, 9)
	c := client(t, func(w http.ResponseWriter, r *http.Request) {
		if got := r.URL.String(); got != "/api/search/repositories?per_page=5&q=python-rtmidi+in%3Aname" {
			t.Errorf("asked %s", got)
		}
		says(200, `{"items": [`+strings.TrimRight(items, ",")+`]}`)(w, r)
	})
	found, err := c.Search(t.Context(), "python-rtmidi")
	if err != nil || len(found) != 5 || found[4].Name != "a/b" || *found[4].Stars != 7 || found[4].AsOf.IsZero() {
		t.Errorf("found %+v, error %v, want five", found, err)
	}
	if found, err := client(t, says(200, `{"total_count": 0, "items": []}`)).Search(t.Context(), "x"); err != nil || len(found) != 0 {
		t.Errorf("found %+v, error %v, want none and no error", found, err)
	}
}

// FuzzRepository checks that results are safe to display whatever a server sends.
func FuzzRepository(f *testing.F) {
	f.Add(200, `{"full_name": "a/b", "description": "x\u001b[31m", "topics": ["y\n"], "license": {"spdx_id": "MIT"}, "pushed_at": 1}`)
	f.Add(200, `{"full_name": 1}`)
	f.Add(403, `{"message": "no\u0007", "block": {"reason": "x"}}`)
	f.Fuzz(func(t *testing.T, code int, body string) {
		answers := trip(func(r *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: code, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
		})
		c, err := New(&http.Client{Transport: answers}, "https://api.example.org", NewToken(secret))
		if err != nil {
			t.Fatal(err)
		}
		r, err := c.Repository(t.Context(), "a/b")
		if err != nil {
			if err.Error() != sanitize.Line(err.Error()) {
				t.Errorf("error %q", err)
			}
			return
		}
		if _, err := json.Marshal(r); err != nil {
			t.Error(err)
		}
		for _, s := range append(r.Topics, r.Name, r.License, r.Description, r.Homepage, r.DefaultBranch) {
			if s != sanitize.Line(s) && s != sanitize.URL(s) {
				t.Errorf("%q is not sanitized", s)
			}
		}
	})
}
