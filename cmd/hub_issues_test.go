package cmd

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// hubIssues fakes the issues of maker/awesome and what only apps are told.
type hubIssues struct {
	app      bool // the token is that of GitHub Actions, not that of octocat
	all      []map[string]any
	edits    map[int][]map[string]any // of each issue, the newest first
	comments []map[string]any
}

// hubMay says who may do what in maker/awesome. Others may read.
var hubMay = map[string]string{"maker": "admin", "helper": "write"}

// serveUser answers what depends on whose token it is.
func (h *hubIssues) serveUser(out http.ResponseWriter, r *http.Request) int {
	switch {
	case r.URL.Path == "/github/user" && h.app:
		return reply(out, 403, map[string]any{"message": "Resource not accessible by integration"})
	case r.URL.Path == "/github/installation/repositories":
		return reply(out, 200, map[string]any{"repositories": []any{map[string]any{"full_name": "maker/awesome"}}})
	case r.URL.Path == "/github/graphql":
		return reply(out, 200, map[string]any{"data": h.query(r)})
	}
	return 0
}

func (h *hubIssues) query(r *http.Request) any {
	var q struct {
		Query     string
		Variables struct{ Number int }
	}
	json.NewDecoder(r.Body).Decode(&q)
	if strings.Contains(q.Query, "viewer") {
		return map[string]any{"viewer": map[string]any{"login": "github-actions[bot]"}}
	}
	n := q.Variables.Number
	return map[string]any{"repository": map[string]any{"issue": map[string]any{
		"body": h.all[n-1]["body"], "lastEditedAt": time.Now(), "userContentEdits": map[string]any{"totalCount": len(h.edits[n]), "nodes": h.edits[n]},
	}}}
}

func (h *hubIssues) me() string {
	if h.app {
		return "github-actions[bot]"
	}
	return "octocat"
}

// serve answers requests about issues, 0 for other requests.
func (h *hubIssues) serve(out http.ResponseWriter, r *http.Request, path string, body map[string]any) int {
	var n int
	var login string
	switch {
	case path == "/issues" && r.Method == http.MethodGet:
		found := []map[string]any{}
		for _, i := range slices.Backward(h.all) {
			if i["state"] == "open" && i["user"].(map[string]any)["login"] == r.URL.Query().Get("creator") {
				found = append(found, i)
			}
		}
		return reply(out, 200, found)
	case path == "/issues":
		return reply(out, 201, h.open(h.me(), body["title"], body["body"]))
	case scan(path, "/issues/%d/comments", &n):
		return reply(out, 200, h.comments)
	case scan(path, "/issues/%d", &n) && r.Method == http.MethodPatch:
		for key, value := range body {
			h.all[n-1][key] = value
		}
		h.edit(n, h.me())
		return reply(out, 200, h.all[n-1])
	case strings.HasPrefix(path, "/collaborators/"):
		login, _ = strings.CutSuffix(strings.TrimPrefix(path, "/collaborators/"), "/permission")
		level, ok := hubMay[login]
		if !ok {
			level = "read"
		}
		return reply(out, 200, map[string]any{"permission": level})
	}
	return 0
}

func scan(path, format string, n *int) bool {
	got, err := fmt.Sscanf(path, format, n)
	return err == nil && got == 1 && fmt.Sprintf(format, *n) == path
}

func (h *hubIssues) open(login string, title, body any) map[string]any {
	n := len(h.all) + 1
	h.all = append(h.all, map[string]any{"number": n, "state": "open", "title": title, "body": body, "html_url": fmt.Sprintf("https://github.com/maker/awesome/issues/%d", n), "user": map[string]any{"login": login}})
	return h.all[n-1]
}

// edit notes that somebody has edited an issue.
func (h *hubIssues) edit(n int, login string) {
	name, isApp := strings.CutSuffix(login, "[bot]")
	kind := map[bool]string{true: "Bot", false: "User"}[isApp]
	if h.edits == nil {
		h.edits = map[int][]map[string]any{}
	}
	e := map[string]any{"editedAt": time.Unix(int64(len(h.edits[n])), 0), "editor": map[string]any{"__typename": kind, "login": name}}
	h.edits[n] = append([]map[string]any{e}, h.edits[n]...)
}

// githubCmd is "github": it changes the issues of maker/awesome as people do:
//
//	github app                         the token is that of GitHub Actions
//	github tick LOGIN NAME             ticks the box of a project in issue 1
//	github comment LOGIN VERB NAME …   comments "VERB ID …"
//	github forge LOGIN                 opens an issue with the text of issue 1
//	github issue N FILE                writes the state and the text of an issue to a file
func githubCmd(ts *testscript.TestScript, neg bool, args []string) {
	s := ts.Value(serverKey{}).(*server)
	s.mu.Lock()
	defer s.mu.Unlock()
	h := &s.hub.issues
	switch {
	case len(args) == 1 && args[0] == "app":
		h.app = true
	case len(args) == 3 && args[0] == "tick":
		box := regexp.MustCompile(`- \[ \] (\*\*` + regexp.QuoteMeta(args[2]) + `\*\*)`)
		before := h.all[0]["body"].(string)
		h.all[0]["body"] = box.ReplaceAllString(before, "- [x] $1")
		if h.all[0]["body"] == before {
			ts.Fatalf("no box of %s in:\n%s", args[2], before)
		}
		h.edit(1, args[1])
	case len(args) > 3 && args[0] == "comment":
		id := regexp.MustCompile(`\*\*` + regexp.QuoteMeta(args[3]) + `\*\*.*<!-- extract ([0-9a-f]+) -->`).FindStringSubmatch(h.all[0]["body"].(string))
		if id == nil {
			ts.Fatalf("no %s in:\n%s", args[3], h.all[0]["body"])
		}
		text := strings.Join(append([]string{args[2], id[1]}, args[4:]...), " ")
		h.comments = append(h.comments, map[string]any{"user": map[string]any{"login": args[1]}, "body": text})
	case len(args) == 2 && args[0] == "forge":
		h.open(args[1], h.all[0]["title"], strings.ReplaceAll(h.all[0]["body"].(string), "[ ]", "[x]"))
	case len(args) == 3 && args[0] == "issue":
		var n int
		fmt.Sscan(args[1], &n)
		ts.Check(os.WriteFile(ts.MkAbs(args[2]), fmt.Appendf(nil, "%s\n%s\n%s\n", h.all[n-1]["state"], h.all[n-1]["title"], h.all[n-1]["body"]), 0o666))
	default:
		ts.Fatalf("unknown: github %q", args)
	}
}
