package github

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// TestForms fetches the forms, but neither the configuration nor other templates.
func TestForms(t *testing.T) {
	c := writer(t, func(w http.ResponseWriter, r *http.Request) {
		switch path := strings.TrimPrefix(r.URL.Path, "/api/repos/a/b/"); path {
		case "git/trees/HEAD":
			says(200, `{"tree": [{"type": "blob", "path": ".github/ISSUE_TEMPLATE/add.yml"}, {"type": "blob", "path": ".github/ISSUE_TEMPLATE/config.yml"}, {"type": "blob", "path": ".github/ISSUE_TEMPLATE/old/bug.md"}]}`)(w, r)
		case "contents/.github/ISSUE_TEMPLATE/add.yml":
			says(200, `{"type": "file", "path": ".github/ISSUE_TEMPLATE/add.yml", "content": "body: []"}`)(w, r)
		default:
			t.Errorf("asked %s", path)
		}
	})
	got, err := c.Forms(t.Context(), "a/b")
	if err != nil || len(got) != 1 || string(got[0].Data) != "body: []" {
		t.Errorf("%+v, error %v", got, err)
	}
}

// TestTemplates puts the template for a new entry first.
func TestTemplates(t *testing.T) {
	for in, want := range map[string]string{
		".github/PULL_REQUEST_TEMPLATE/bugfix.md .github/PULL_REQUEST_TEMPLATE/new_entry.md":      ".github/PULL_REQUEST_TEMPLATE/new_entry.md",
		".github/PULL_REQUEST_TEMPLATE/add.md docs/pull_request_template.md":                      "docs/pull_request_template.md",
		"pull_request_template/change.md pull_request_template/loom.md":                           "pull_request_template/loom.md",
		".github/PULL_REQUEST_TEMPLATE/remove-project.md .github/PULL_REQUEST_TEMPLATE/x/add.md":  ".github/PULL_REQUEST_TEMPLATE/remove-project.md",
		".github/PULL_REQUEST_TEMPLATE/add.yml .github/ISSUE_TEMPLATE/add.md pull_request_add.md": "",
	} {
		got := ""
		if all := Templates(strings.Fields(in)); len(all) > 0 {
			got = all[0]
		}
		if got != want {
			t.Errorf("of %s: %q, want %q", in, got, want)
		}
	}
}

// TestUsualPaths finds the files on a server that does not list whole repositories.
func TestUsualPaths(t *testing.T) {
	files := map[string]string{".github/Pull_Request_Template.md": "form", "contributing.md": "guide"}
	c := writer(t, func(w http.ResponseWriter, r *http.Request) {
		path := strings.TrimPrefix(r.URL.Path, "/api/repos/a/b/contents/")
		switch text, ok := files[path]; {
		case ok:
			says(200, fmt.Sprintf(`{"type": "file", "path": %q, "content": %q}`, path, text))(w, r)
		case path == ".github":
			says(200, `[{"type": "file", "path": ".github/Pull_Request_Template.md"}]`)(w, r)
		default:
			says(404, `{"message": "Not Found"}`)(w, r)
		}
	})
	template, err := c.Template(t.Context(), "a/b")
	if template != "form" || err != nil {
		t.Errorf("template %q, error %v", template, err)
	}
	guide, err := c.Guide(t.Context(), "a/b")
	if guide != "guide" || err != nil {
		t.Errorf("guide %q, error %v", guide, err)
	}
	forms, err := c.Forms(t.Context(), "a/b")
	if len(forms) != 0 || err != nil {
		t.Errorf("forms %+v, error %v", forms, err)
	}
}
