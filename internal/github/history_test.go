package github

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestRefused(t *testing.T) {
	c := client(t, func(w http.ResponseWriter, r *http.Request) {
		if got := r.URL.Query().Get("q"); got != `repo:a/b is:pr is:closed is:unmerged in:title "x-y"` {
			t.Errorf("asked for %s", got)
		}
		says(200, `{"items": [{"number": 5, "title": "Add x-y", "html_url": "javascript:x"}]}`)(w, r)
	})
	got, err := c.Refused(t.Context(), "a/b", "x-y")
	if err != nil || len(got) != 1 || got[0].Number != 5 || got[0].Title != "Add x-y" || got[0].URL != "" {
		t.Errorf("%+v, error %v", got, err)
	}
	for _, name := range []string{"", `x" is:open "y`, "a:b"} {
		if _, err := c.Refused(t.Context(), "a/b", name); err == nil {
			t.Errorf("searched for %q", name)
		}
	}
}

// TestAllRefused checks that all pages are read.
func TestAllRefused(t *testing.T) {
	c := client(t, func(w http.ResponseWriter, r *http.Request) {
		if got := r.URL.Query().Get("q"); got != "repo:a/b is:pr is:closed is:unmerged" {
			t.Errorf("asked for %s", got)
		}
		page := r.URL.Query().Get("page")
		if page == "1" {
			w.Header().Set("Link", `<https://api.github.com/search/issues?page=2>; rel="next"`)
		}
		says(200, `{"items": [{"number": `+page+`, "title": "Add x"}]}`)(w, r)
	})
	got, err := c.AllRefused(t.Context(), "a/b")
	if err != nil || len(got) != 2 || got[0].Number != 1 || got[1].Number != 2 {
		t.Errorf("%+v, error %v", got, err)
	}
	if _, err := c.AllRefused(t.Context(), "b"); err == nil {
		t.Error("searched without a repository")
	}
}

func TestFileAt(t *testing.T) {
	at := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)
	commits := `[{"sha": "c0ffee"}]`
	c := client(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/repos/a/b/commits") && r.URL.Query().Get("until") == "2021-01-01T00:00:00Z" && r.URL.Query().Get("path") == "README.md":
			says(200, commits)(w, r)
		case strings.HasSuffix(r.URL.Path, "/contents/README.md") && r.URL.Query().Get("ref") == "c0ffee":
			says(200, `{"type": "file", "encoding": "base64", "content": "eA=="}`)(w, r)
		default:
			t.Errorf("asked %s", r.URL)
		}
	})
	if f, err := c.FileAt(t.Context(), "a/b", "README.md", at); err != nil || string(f.Data) != "x" {
		t.Errorf("got %q, error %v", f.Data, err)
	}
	commits = `[]`
	if _, err := c.FileAt(t.Context(), "a/b", "README.md", at); !errors.Is(err, ErrNotFound) {
		t.Errorf("before the first commit: error %v", err)
	}
}
