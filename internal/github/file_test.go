package github

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

func TestFile(t *testing.T) {
	coded := base64.StdEncoding.EncodeToString([]byte("# Tenacity\x1b"))
	whole := `{"type": "file", "encoding": "base64", "size": 11, "content": "` + coded[:6] + `\n` + coded[6:] + `\n"}`
	for _, test := range []struct {
		path, asked, want string
		h                 http.HandlerFunc
	}{
		{"", "/api/repos/a/b/readme", "# Tenacity\x1b", says(200, whole)},
		{"docs/x y#.md", "/api/repos/a/b/contents/docs/x%20y%23.md", "# Tenacity\x1b", says(200, whole)},
		{"empty", "/api/repos/a/b/contents/empty", "", says(200, `{"type": "file", "encoding": "base64", "size": 0, "content": ""}`)},
		{"", "/api/repos/a/b/readme", "github: a/b: README: answered 404 Not Found", says(404, `{"message": "Not Found"}`)},
		{"", "/api/repos/a/b/readme", "github: a/b: README: sent the invalid path \"../x\"", says(200, `{"type": "file", "path": "../x", "content": ""}`)},
		{"", "/api/repos/a/b/readme", "github: a/b: README: sent the invalid path \"x\\nb\"", says(200, `{"type": "file", "path": "x\nb", "content": ""}`)},
		{"docs", "/api/repos/a/b/contents/docs", "github: a/b: docs: is not a file", says(200, `[`+whole+`]`)},
		{"link", "/api/repos/a/b/contents/link", "github: a/b: link: is not a file", says(200, `{"type": "submodule"}`)},
		{"null", "/api/repos/a/b/contents/null", "github: a/b: null: is not a file", says(200, `null`)},
		{"bare", "/api/repos/a/b/contents/bare", "github: a/b: bare: sent no content", says(200, `{"type": "file"}`)},
		{"big", "/api/repos/a/b/contents/big", "github: a/b: big: has 2000000 bytes, more than the limit of 1048576", says(200, `{"type": "file", "encoding": "none", "size": 2000000, "content": ""}`)},
		{"liar", "/api/repos/a/b/contents/liar", "github: a/b: liar: has 1048577 bytes, more than the limit of 1048576", says(200, `{"type": "file", "encoding": "", "content": "`+strings.Repeat("x", maxFile+1)+`"}`)},
		{"../b", "", `github: a/b: ../b: "../b" is not a path in a repository`, nil},
		{"/etc", "", `github: a/b: /etc: "/etc" is not a path in a repository`, nil},
	} {
		asked := ""
		c := client(t, func(w http.ResponseWriter, r *http.Request) {
			asked = r.URL.String()
			test.h(w, r)
		})
		f, err := c.File(t.Context(), "a/b", test.path)
		got := string(f.Data)
		if err != nil {
			got = err.Error()
		}
		if got != test.want || asked != test.asked {
			t.Errorf("%q: asked %s, got %.100q, want %s and %q", test.path, asked, got, test.asked, test.want)
		}
	}
}

// TestFilePath checks that the path of a README is returned.
func TestFilePath(t *testing.T) {
	c := client(t, says(200, `{"type": "file", "path": "docs/readme.rst", "content": ""}`))
	if f, err := c.File(t.Context(), "a/b", ""); err != nil || f.Path != "docs/readme.rst" {
		t.Errorf("%q, %v", f.Path, err)
	}
}

// TestHas checks that directories and files that are too large to read count as
// existing.
func TestHas(t *testing.T) {
	for _, test := range []struct {
		path, want string
		h          http.HandlerFunc
	}{
		{"a.md", "true <nil>", says(200, `{"type": "file", "content": ""}`)},
		{"docs", "true <nil>", says(200, `[{"type": "file"}]`)},
		{"big", "true <nil>", says(200, `{"type": "file", "encoding": "none", "size": 2000000, "content": ""}`)},
		{"no.md", "false <nil>", says(404, `{"message": "Not Found"}`)},
		{"x.md", "false github: a/b: x.md: answered 403 Forbidden: no", says(403, `{"message": "no"}`)},
		{"../x", `false github: a/b: ../x: "../x" is not a path in a repository`, nil},
	} {
		has, err := client(t, test.h).Has(t.Context(), "a/b", test.path)
		if got := fmt.Sprint(has, " ", err); got != test.want {
			t.Errorf("%s: %s, want %s", test.path, got, test.want)
		}
	}
}
