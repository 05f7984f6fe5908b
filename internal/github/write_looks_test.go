package github

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestLogin(t *testing.T) {
	for body, want := range map[string]string{
		`{"login": "me"}`:          "me",
		`{"login": "me\u001b[3m"}`: `github: owner of the token: sent the invalid user name "me\x1b[3m"`,
		`{}`:                       `github: owner of the token: sent the invalid user name ""`,
	} {
		got, err := writer(t, says(200, body)).Login(t.Context())
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}

func TestAccess(t *testing.T) {
	for _, test := range []struct {
		body string
		want Access
		err  string
	}{
		{`{"full_name": "c/b", "default_branch": "main", "permissions": {"push": true, "triage": true}}`,
			Access{Name: "c/b", DefaultBranch: "main", Push: true, Label: true}, ""},
		{`{"full_name": "a/b", "default_branch": "x/y", "fork": true, "parent": {"full_name": "o/b"}, "archived": true, "permissions": {"triage": false}}`,
			Access{Name: "a/b", DefaultBranch: "x/y", Fork: true, ForkOf: "o/b", Archived: true}, ""},
		{`{"full_name": "a/b", "default_branch": "main"}`, Access{Name: "a/b", DefaultBranch: "main", Label: true}, ""},
		{`{"full_name": "../b", "default_branch": "main"}`, Access{}, `sent the invalid repository name "../b"`},
		{`{"full_name": "a/b", "default_branch": "../x"}`, Access{}, `sent the invalid branch name "../x"`},
		{`{"full_name": "a/b"}`, Access{}, `sent the invalid branch name ""`},
	} {
		got, err := writer(t, says(200, test.body)).Access(t.Context(), "a/b")
		if got != test.want || (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) {
			t.Errorf("%s: %+v, error %v; want %+v, %s", test.body, got, err, test.want, test.err)
		}
	}
}

// TestLoginOfApp checks that the login of an app is queried with GraphQL, the only API
// that returns it.
func TestLoginOfApp(t *testing.T) {
	for body, want := range map[string]string{
		`{"data": {"viewer": {"login": "github-actions[bot]"}}}`: "github-actions[bot]",
		`{"data": {"viewer": {"login": "a/b[bot]"}}}`:            `github: owner of the token: sent the invalid user name "a/b[bot]"`,
		`{"errors": [{"message": "no\u001b[3m"}]}`:               `github: owner of the token: answered: no[3m`,
	} {
		var calls []Call
		got, err := writer(t, func(out http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/api/user" {
				says(403, `{"message": "Resource not accessible by integration"}`)(out, r)
				return
			}
			if r.Method != http.MethodPost || r.URL.Path != "/api/graphql" {
				t.Errorf("asked %s %s", r.Method, r.URL)
			}
			says(200, body)(out, r)
		}).Recording(&calls).Login(t.Context())
		if err != nil {
			got = err.Error()
		}
		if got != want || IsApp(got) != strings.HasPrefix(want, "github-a") || len(calls) > 0 {
			t.Errorf("%s: %q, recorded %v; want %q", body, got, calls, want)
		}
	}
}

func TestInstalled(t *testing.T) {
	c := writer(t, says(200, `{"total_count": 1, "repositories": [{"full_name": "A/b"}]}`))
	for name, want := range map[string]bool{"a/b": true, "a/c": false} {
		if got, err := c.Installed(t.Context(), name); got != want || err != nil {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

func TestForkNames(t *testing.T) {
	for body, want := range map[string]string{
		`{"full_name": "me/b-1"}`:  "me/b-1",
		`{"full_name": "me/../x"}`: `github: a/b: fork: sent the invalid repository name "me/../x"`,
		`{}`:                       "me/b",
	} {
		got, err := writer(t, says(202, body)).Fork(t.Context(), "a/b", "me")
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}

func TestHead(t *testing.T) {
	for code, want := range map[int]string{200: sha, 404: "", 409: ""} {
		c := writer(t, says(code, `{"ref": "refs/heads/extract/x", "object": {"sha": "`+sha+`"}}`))
		if got, err := c.Head(t.Context(), "a/b", "extract/x"); got != want || err != nil {
			t.Errorf("%d: %q, error %v; want %q", code, got, err, want)
		}
	}
	if _, err := writer(t, says(502, ``)).Head(t.Context(), "a/b", "x"); err == nil {
		t.Error("a fault is taken for no branch")
	}
}

func TestAhead(t *testing.T) {
	c := writer(t, func(w http.ResponseWriter, r *http.Request) {
		if got := r.URL.Path; got != "/api/repos/a/b/compare/"+sha+"...me:extract/x" {
			t.Errorf("asked %s", got)
		}
		says(200, `{"commits": [{"author": {"login": "me"}, "committer": {"login": "web-flow"}}, {"author": null}]}`)(w, r)
	})
	got, err := c.Ahead(t.Context(), "a/b", sha, "me:extract/x")
	if want := []Maker{{"me", "web-flow"}, {"", ""}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, error %v; want %v", got, err, want)
	}
}

func TestBlob(t *testing.T) {
	for _, test := range []struct{ path, asked, body, want string }{
		{"", "/api/repos/a/b/readme?ref=refs%2Fheads%2Fx", `{"type": "file", "path": "README.md", "sha": "1", "content": "list"}`, "README.md 1 list"},
		{"l.md", "/api/repos/a/b/contents/l.md?ref=refs%2Fheads%2Fx", `{"type": "file", "path": "l.md", "sha": "1", "content": "list"}`, "l.md 1 list"},
		{"l.md", "/api/repos/a/b/contents/l.md?ref=refs%2Fheads%2Fx", `{"type": "file", "path": "l.md", "content": "list"}`, "github: a/b: l.md of branch x: sent no SHA or no path"},
	} {
		asked := ""
		c := writer(t, func(w http.ResponseWriter, r *http.Request) { asked = r.URL.String(); says(200, test.body)(w, r) })
		b, err := c.Blob(t.Context(), "a/b", test.path, "x")
		got := fmt.Sprintf("%s %s %s", b.Path, b.SHA, b.Data)
		if err != nil {
			got = err.Error()
		}
		if got != test.want || asked != test.asked {
			t.Errorf("asked %s, got %q; want %s and %q", asked, got, test.asked, test.want)
		}
	}
}

// TestPulls reads pages until there are no more, or too many.
func TestPulls(t *testing.T) {
	for _, last := range []int{1, 3, 1000} {
		asked := 0
		c := writer(t, func(w http.ResponseWriter, r *http.Request) {
			asked++
			link := fmt.Sprintf(`Link: <http://x/?page=%d>; rel="next"`, asked+1)
			if asked >= last {
				link = "X: y"
			}
			says(200, fmt.Sprintf(`[{"number": %d, "state": "closed", "html_url": "javascript:x", "head": {"label": "me:x", "repo": {"full_name": "../x"}}, "user": null}]`, asked), link)(w, r)
		})
		got, err := c.Pulls(t.Context(), "a/b", "all", "me:x")
		if err != nil || asked != min(last, maxPulls) || len(got) != asked || got[0].Number != 1 || got[0].URL+got[0].Repo+got[0].Author != "" || got[0].Head != "me:x" {
			t.Errorf("%d pages: asked %d times, error %v, %+v", last, asked, err, got)
		}
	}
}

func TestSearchPulls(t *testing.T) {
	c := writer(t, func(w http.ResponseWriter, r *http.Request) {
		if got := r.URL.Query().Get("q"); got != `repo:a/b is:pr "Add x"` {
			t.Errorf("asked for %s", got)
		}
		says(200, `{"items": [{"number": 5, "title": "Add x", "state": "open", "user": {"login": "eve"}, "labels": [{"name": "l"}]}]}`)(w, r)
	})
	got, err := c.SearchPulls(t.Context(), "a/b", "Add x")
	if err != nil || len(got) != 1 || got[0].Number != 5 || got[0].Author != "eve" || !got[0].Open || got[0].Labels[0] != "l" {
		t.Errorf("%+v, error %v", got, err)
	}
	for _, name := range []string{"", `x" user:y`, "a:b", " a"} {
		if _, err := c.SearchPulls(t.Context(), "a/b", name); err == nil {
			t.Errorf("searched for %q", name)
		}
	}
}

func TestHasLabel(t *testing.T) {
	for code, want := range map[int]bool{200: true, 404: false} {
		c := writer(t, func(w http.ResponseWriter, r *http.Request) {
			if got := r.URL.EscapedPath(); got != "/api/repos/a/b/labels/a%2Fb%20%3F" {
				t.Errorf("asked %s", got)
			}
			says(code, `{}`)(w, r)
		})
		if got, err := c.HasLabel(t.Context(), "a/b", "a/b ?"); got != want || err != nil {
			t.Errorf("%d: %v, error %v", code, got, err)
		}
	}
}

// TestTreeless checks that a commit is based on the existing tree; otherwise it would
// delete all other files.
func TestTreeless(t *testing.T) {
	_, err := writer(t, says(200, `{}`)).Tree(t.Context(), "a/b", sha, "x.md", "list")
	if err == nil || err.Error() != "github: a/b: tree: sent a commit without a tree" {
		t.Errorf("error %v", err)
	}
}

// TestTemplate looks in the places that GitHub knows, in any case.
func TestTemplate(t *testing.T) {
	for path, want := range map[string]string{
		".github/PULL_REQUEST_TEMPLATE.md":  "form",
		"pull_request_template.txt":         "form",
		"docs/Pull_Request_Template":        "form",
		"docs/pull_request_template_old.md": "",
		"other/pull_request_template.md":    "",
		"../pull_request_template.md":       "",
	} {
		c := writer(t, func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/api/repos/a/b/git/trees/HEAD":
				says(200, `{"tree": [{"type": "tree", "path": "pull_request_template"}, {"type": "blob", "path": "`+path+`"}]}`)(w, r)
			case "/api/repos/a/b/contents/" + path:
				says(200, `{"type": "file", "content": "form"}`)(w, r)
			default:
				t.Errorf("asked %s", r.URL)
			}
		})
		if got, err := c.Template(t.Context(), "a/b"); got != want || err != nil {
			t.Errorf("%s: %q, error %v; want %q", path, got, err, want)
		}
	}
	if got, err := writer(t, says(404, `{"message": "Not Found"}`)).Template(t.Context(), "a/b"); got != "" || err != nil {
		t.Errorf("%q, error %v", got, err)
	}
}
