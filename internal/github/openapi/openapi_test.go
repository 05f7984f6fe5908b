package openapi

import (
	"net/http"
	"strings"
	"testing"
)

// TestCheck checks that only requests that the description allows pass.
func TestCheck(t *testing.T) {
	spec, err := description()
	if err != nil {
		t.Skipf(`GitHub's description is not installed, "npm ci" in tools/openapi does it: %v`, err)
	}
	c := checked{t, nil, "/api", spec}
	for _, test := range []struct {
		method, path, body string
		ok                 bool
	}{
		{"GET", "/repos/a/b/contents/docs/README.md?ref=refs/heads/x", "", true},
		{"GET", "/repos/a/b/git/ref/heads/extract/x", "", true},
		{"GET", "/repos/a/b/pulls?state=all&per_page=100", "", true},
		{"GET", "/repos/a/b/pulls?state=ajar", "", false},
		{"GET", "/repos/a/b/pulling", "", false},
		{"POST", "/repos/a/b/git/refs", `{"ref": "refs/heads/x", "sha": "0"}`, true},
		{"POST", "/repos/a/b/git/refs", `{"ref": "refs/heads/x"}`, false},
		{"PUT", "/repos/a/b/git/refs", `{"ref": "refs/heads/x", "sha": "0"}`, false},
		{"POST", "/repos/a/b/pulls", `{"head": "a:x", "base": "main", "title": "t", "draft": "no"}`, false},
	} {
		r, err := http.NewRequest(test.method, "http://api.example/api"+test.path, strings.NewReader(test.body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		if err := c.check(r); (err == nil) != test.ok {
			t.Errorf("%s %s %s: error %v, want ok %v", test.method, test.path, test.body, err, test.ok)
		}
	}
}
