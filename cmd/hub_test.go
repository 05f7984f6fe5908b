package cmd

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// hub fakes the repository maker/awesome, as far as a user with write access needs it
// to open pull requests; package pullrequest tests the rest. The zero hub has a list
// and no pull requests.
type hub struct {
	branches map[string]string // the list on each
	pulls    []map[string]any
	files    map[string]string // other files of the repository, by path
	issues   hubIssues
}

const (
	hubRepo = "/github/repos/maker/awesome"
	hubList = "# Awesome\n\n## Misc\n\n* [anyio](https://github.com/agronholm/anyio) - Both worlds.\n"
)

// serve answers requests about the repository or the user, and returns the status, 0
// for other requests.
func (h *hub) serve(out http.ResponseWriter, r *http.Request) int {
	path, ours := strings.CutPrefix(r.URL.Path, hubRepo)
	if status := h.issues.serveUser(out, r); status > 0 {
		return status
	}
	if !ours && r.URL.Path != "/github/user" {
		return 0
	}
	if h.branches == nil {
		h.branches = map[string]string{"main": hubList}
	}
	if !ours {
		return reply(out, 200, map[string]any{"login": "octocat", "type": "User"})
	}
	var body map[string]any
	json.NewDecoder(r.Body).Decode(&body)
	if r.Method != http.MethodGet && r.Header.Get("Authorization") == "" {
		return reply(out, 401, nil)
	}
	return h.about(out, r, path, body)
}

func (h *hub) about(out http.ResponseWriter, r *http.Request, path string, body map[string]any) int {
	text := func(key string) string { s, _ := body[key].(string); return s }
	branch, isRef := strings.CutPrefix(path, "/git/ref/heads/")
	list, known := h.branches[branch]
	if status := h.issues.serve(out, r, path, body); status > 0 {
		return status
	}
	switch {
	case path == "":
		return reply(out, 200, map[string]any{"full_name": "maker/awesome", "default_branch": "main", "permissions": map[string]bool{"push": !h.issues.app}})
	case isRef && known:
		return reply(out, 200, map[string]any{"ref": "refs/heads/" + branch, "object": map[string]any{"sha": sha(branch, list)}})
	case path == "/readme" || path == "/contents/README.md" && r.Method == http.MethodGet:
		list, known = h.branches[cmp.Or(strings.TrimPrefix(r.URL.Query().Get("ref"), "refs/heads/"), "main")]
		if !known {
			return reply(out, 404, nil)
		}
		return reply(out, 200, map[string]any{"type": "file", "path": "README.md", "encoding": "base64", "size": len(list), "sha": sha("", list), "content": base64.StdEncoding.EncodeToString([]byte(list))})
	case path == "/git/trees/HEAD":
		return reply(out, 200, map[string]any{"sha": sha("", "tree"), "tree": h.tree()})
	case h.files[strings.TrimPrefix(path, "/contents/")] != "":
		path = strings.TrimPrefix(path, "/contents/")
		return reply(out, 200, map[string]any{"type": "file", "path": path, "encoding": "base64", "size": len(h.files[path]), "content": base64.StdEncoding.EncodeToString([]byte(h.files[path]))})
	case path == "/git/refs":
		name := strings.TrimPrefix(text("ref"), "refs/heads/")
		h.branches[name] = h.branches["main"]
		return reply(out, 201, map[string]any{"ref": text("ref"), "object": map[string]any{"sha": text("sha")}})
	case path == "/contents/README.md":
		data, _ := base64.StdEncoding.DecodeString(text("content"))
		h.branches[text("branch")] = string(data)
		return reply(out, 200, map[string]any{"commit": map[string]any{"sha": sha(text("branch"), string(data))}})
	case path == "/pulls" && r.Method == http.MethodPost:
		n := len(h.pulls) + 1
		h.pulls = append(h.pulls, map[string]any{
			"number": n, "state": "open", "title": text("title"), "body": text("body"), "html_url": fmt.Sprintf("https://github.com/maker/awesome/pull/%d", n),
			"user": map[string]any{"login": "octocat"}, "head": map[string]any{"label": "maker:" + text("head"), "ref": text("head"), "repo": map[string]any{"full_name": "maker/awesome"}},
		})
		return reply(out, 201, h.pulls[n-1])
	case strings.HasPrefix(path, "/pulls/") && r.Method == http.MethodPatch:
		n, _ := strconv.Atoi(strings.TrimPrefix(path, "/pulls/"))
		if n < 1 || n > len(h.pulls) {
			return reply(out, 404, nil)
		}
		for key, value := range body {
			h.pulls[n-1][key] = value
		}
		return reply(out, 200, h.pulls[n-1])
	case path == "/pulls":
		return reply(out, 200, h.find(r.URL.Query().Get("state"), r.URL.Query().Get("head")))
	}
	return reply(out, 404, nil)
}

// tree lists the files of the repository.
func (h *hub) tree() []map[string]any {
	all := []map[string]any{}
	for _, path := range slices.Sorted(maps.Keys(h.files)) {
		all = append(all, map[string]any{"path": path, "type": "blob"})
	}
	return all
}

func (h *hub) find(state, head string) []map[string]any {
	found := []map[string]any{}
	for _, p := range h.pulls {
		label := p["head"].(map[string]any)["label"].(string)
		label = "maker:" + label[strings.LastIndexByte(label, ':')+1:]
		if (state == "all" || state == p["state"]) && (head == "" || head == label) {
			found = append([]map[string]any{p}, found...)
		}
	}
	return found
}

// sha returns the commit of a branch.
func sha(branch, list string) string {
	return fmt.Sprintf("%040x", []byte(fmt.Sprint(len(list), branch)))[:40]
}

func reply(out http.ResponseWriter, status int, body any) int {
	out.Header().Set("Content-Type", "application/json")
	out.WriteHeader(status)
	json.NewEncoder(out).Encode(body)
	return status
}

// closeCmd is "close": it closes all pull requests of maker/awesome.
func closeCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: close")
	}
	s := ts.Value(serverKey{}).(*server)
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.hub.pulls {
		p["state"] = "closed"
	}
}

// templateCmd is "template FILE [PATH]": it gives maker/awesome a file at a path, by
// default a pull request template.
func templateCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: template FILE [PATH]")
	}
	path := ".github/pull_request_template.md"
	if len(args) == 2 {
		path = args[1]
	}
	s := ts.Value(serverKey{}).(*server)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.hub.files == nil {
		s.hub.files = map[string]string{}
	}
	s.hub.files[path] = ts.ReadFile(args[0])
}

// sentCmd is "sent FILE": it writes the texts of the pull requests to maker/awesome.
func sentCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: sent FILE")
	}
	s := ts.Value(serverKey{}).(*server)
	s.mu.Lock()
	defer s.mu.Unlock()
	var text strings.Builder
	for _, p := range s.hub.pulls {
		fmt.Fprintf(&text, "%s\n\n%s\n", p["title"], p["body"])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text.String()), 0o666))
}
