package github

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"namedrop/internal/github/openapi"
	"namedrop/internal/sanitize"
)

// writer asks a server with that handler through a check of what GitHub's
// description allows.
func writer(t *testing.T, h http.HandlerFunc) *Client {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	c, err := New(&http.Client{Transport: openapi.Checked(t, s.Client().Transport, "/api")}, s.URL+"/api", NewToken(secret))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// step is one call of a client, and the request that it makes.
type step struct {
	name string
	call func(context.Context, *Client) error
	want string // method, path and body; of several requests the last
	code int    // that is answered
}

const sha = "0123456789012345678901234567890123456789"

var writes = []step{
	{"fork", func(ctx context.Context, c *Client) error { _, err := c.Fork(ctx, "a/b", "me"); return err },
		`POST /repos/a/b/forks {"default_branch_only":true}`, 202},
	{"sync", func(ctx context.Context, c *Client) error { return c.Sync(ctx, "a/b", "main") },
		`POST /repos/a/b/merge-upstream {"branch":"main"}`, 200},
	{"create branch", func(ctx context.Context, c *Client) error { return c.CreateBranch(ctx, "a/b", "extract/x", sha) },
		`POST /repos/a/b/git/refs {"ref":"refs/heads/extract/x","sha":"` + sha + `"}`, 201},
	{"move branch", func(ctx context.Context, c *Client) error { return c.MoveBranch(ctx, "a/b", "extract/x", sha) },
		`PATCH /repos/a/b/git/refs/heads/extract/x {"sha":"` + sha + `","force":true}`, 200},
	{"put file", func(ctx context.Context, c *Client) error {
		return c.PutFile(ctx, "a/b", "extract/x", "Add x", Blob{"docs/x y#?.md", []byte("list"), sha})
	}, `PUT /repos/a/b/contents/docs/x%20y%23%3F.md {"message":"Add x","content":"bGlzdA==","sha":"` + sha + `","branch":"extract/x"}`, 200},
	{"tree", func(ctx context.Context, c *Client) error {
		_, err := c.Tree(ctx, "a/b", sha, "x.md", "list")
		return err
	},
		`POST /repos/a/b/git/trees {"base_tree":"` + sha + `","tree":[{"path":"x.md","mode":"100644","type":"blob","content":"list"}]}`, 201},
	{"commit", func(ctx context.Context, c *Client) error {
		_, err := c.Commit(ctx, "a/b", sha, sha, "Add x")
		return err
	},
		`POST /repos/a/b/git/commits {"message":"Add x","tree":"` + sha + `","parents":["` + sha + `"]}`, 201},
	{"create pull", func(ctx context.Context, c *Client) error {
		_, err := c.CreatePull(ctx, "a/b", NewPull{"me:extract/x", "main", "Add x", "<b>", true})
		return err
	}, `POST /repos/a/b/pulls {"title":"Add x","head":"me:extract/x","base":"main","body":"<b>","maintainer_can_modify":true,"draft":true}`, 201},
	{"update pull", func(ctx context.Context, c *Client) error { return c.UpdatePull(ctx, "a/b", 7, "Add x", "y") },
		`PATCH /repos/a/b/pulls/7 {"title":"Add x","body":"y"}`, 200},
	{"create issue", func(ctx context.Context, c *Client) error {
		_, err := c.CreateIssue(ctx, "a/b", "Waiting", "<b>")
		return err
	}, `POST /repos/a/b/issues {"title":"Waiting","body":"<b>"}`, 201},
	{"close issue", func(ctx context.Context, c *Client) error {
		return c.UpdateIssue(ctx, "a/b", Issue{Number: 7, Title: "Waiting", Body: "x"}, false)
	}, `PATCH /repos/a/b/issues/7 {"title":"Waiting","body":"x","state":"closed"}`, 200},
	{"labels", func(ctx context.Context, c *Client) error {
		return c.AddLabels(ctx, "a/b", 7, []string{"please vote"})
	}, `POST /repos/a/b/issues/7/labels {"labels":["please vote"]}`, 200},
}

// TestWrites checks that each write is one request, and that a recording client records
// it instead of sending it.
func TestWrites(t *testing.T) {
	for _, test := range writes {
		got := ""
		c := writer(t, func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				t.Error(err)
			}
			if r.Method == http.MethodGet { // of the commit whose tree is changed
				says(200, `{"tree": {"sha": "`+sha+`"}}`)(w, r)
				return
			}
			got = strings.TrimSpace(r.Method + " " + strings.TrimPrefix(r.URL.EscapedPath(), "/api") + " " + string(body))
			says(test.code, `{}`)(w, r)
		})
		if err := test.call(t.Context(), c); err != nil || got != test.want {
			t.Errorf("%s: error %v, sent\n%s, want\n%s", test.name, err, got, test.want)
		}
		var calls []Call
		got = ""
		if err := test.call(t.Context(), c.Recording(&calls)); err != nil || got != "" || len(calls) != 1 {
			t.Fatalf("%s: error %v, sent %q, noted %v", test.name, err, got, calls)
		}
		if noted := fmt.Sprintf("%s %s %s", calls[0].Method, calls[0].Path, calls[0].Body); noted != test.want || strings.Contains(noted, secret) {
			t.Errorf("%s: noted %s, want %s", test.name, noted, test.want)
		}
	}
}

// TestWritesRefused checks that GitHub's reason for refusing a write is reported in one
// line.
func TestWritesRefused(t *testing.T) {
	for _, answer := range []struct {
		code int
		body string
		is   error
		want string
	}{
		{422, `{"message": "Validation Failed", "errors": [{"field": "head", "code": "custom", "message": "A pull request\n\u001b[31m exists ` + secret + `"}]}`,
			ErrConflict, "answered 422 Unprocessable Entity: Validation Failed; head custom A pull request [31m exists [token]"},
		{409, `{"message": "does not match"}`, ErrConflict, "answered 409 Conflict: does not match"},
		{404, `{"message": "Not Found"}`, ErrNotFound, "answered 404 Not Found"},
		{502, ``, ErrUnanswered, "answered 502 Bad Gateway"},
	} {
		for _, test := range writes {
			err := test.call(t.Context(), writer(t, func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodGet {
					says(200, `{"tree": {"sha": "`+sha+`"}}`)(w, r)
					return
				}
				says(answer.code, answer.body)(w, r)
			}))
			if err == nil || answer.is != nil && !errors.Is(err, answer.is) || !strings.HasPrefix(err.Error(), "github: a/b: ") ||
				!strings.Contains(err.Error(), answer.want) || err.Error() != sanitize.Line(err.Error()) {
				t.Errorf("%s: error %v, want %s", test.name, err, answer.want)
			}
		}
	}
	labels := writes[len(writes)-1]
	if err := labels.call(t.Context(), writer(t, says(403, `{"message": "Must have admin rights"}`))); !errors.Is(err, ErrForbidden) {
		t.Errorf("error %v, want %v", err, ErrForbidden)
	}
}

// TestWritesNames checks that nothing is written to invalid repository names.
func TestWritesNames(t *testing.T) {
	c := writer(t, func(w http.ResponseWriter, r *http.Request) { t.Errorf("asked %s", r.URL) })
	for _, name := range []string{"", "a", "a/../b", "a/b?x"} {
		_, err1 := c.Fork(t.Context(), name, "me")
		_, err2 := c.CreatePull(t.Context(), name, NewPull{})
		_, err3 := c.Pulls(t.Context(), name, "all", "")
		if err1 == nil || err2 == nil || err3 == nil || c.MoveBranch(t.Context(), name, "x", sha) == nil {
			t.Errorf("%q is taken", name)
		}
	}
}
