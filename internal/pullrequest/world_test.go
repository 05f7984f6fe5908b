package pullrequest

import (
	"crypto/sha1"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// world is a GitHub in memory, as far as pull requests need it: it keeps
// repositories with branches of real commits, forks, pull requests and labels,
// and does to them what GitHub does. Who asks is always "octocat".
type world struct {
	mux     *http.ServeMux
	repos   map[string]*repo
	commits map[string]*commit
	trees   map[string]files
	pulls   []*request
	labels  map[string]bool

	reads, writes []string // every request that was answered

	search    bool   // finds pull requests; otherwise there is no such thing
	git       bool   // makes trees, commits and comparisons
	triage    bool   // lets octocat set labels
	app       string // whose token it is, "" for that of octocat
	installed []any  // repositories of the app
	forking   int    // how often a fork is asked for in vain before it is there
}

type files map[string]string

type commit struct {
	sha, parent, message, author, committer string
	files                                   files
}

type repo struct {
	name, forkOf string
	heads        map[string]string
	push, gone   bool
	wait         int
}

type request struct {
	Number int            `json:"number"`
	State  string         `json:"state"`
	Title  string         `json:"title"`
	Body   string         `json:"body"`
	Draft  bool           `json:"draft"`
	URL    string         `json:"html_url"`
	User   map[string]any `json:"user"`
	Head   map[string]any `json:"head"`
	Labels []any          `json:"labels"`
}

const (
	list   = "maker/awesome"
	fork   = "octocat/awesome"
	readme = "# Awesome\n\n## Misc\n\n* [anyio](https://github.com/agronholm/anyio) - Both worlds.\n"
)

func newWorld() *world {
	w := &world{
		mux: http.NewServeMux(), repos: map[string]*repo{}, commits: map[string]*commit{}, trees: map[string]files{},
		labels: map[string]bool{"please vote": true}, search: true, git: true, triage: true,
	}
	w.repos[list] = &repo{name: list, heads: map[string]string{}}
	w.commit(list, "main", "maker", "maker", files{"README.md": readme, "LICENSE": "free"})
	w.routes()
	return w
}

func (w *world) routes() {
	for pattern, h := range map[string]func(*repo, *http.Request, body) (int, any){
		"GET /repos/{o}/{r}":                     w.getRepo,
		"POST /repos/{o}/{r}/forks":              w.postFork,
		"POST /repos/{o}/{r}/merge-upstream":     w.postSync,
		"GET /repos/{o}/{r}/git/ref/{ref...}":    w.getRef,
		"POST /repos/{o}/{r}/git/refs":           w.postRef,
		"PATCH /repos/{o}/{r}/git/refs/{ref...}": w.patchRef,
		"GET /repos/{o}/{r}/git/commits/{sha}":   w.getCommit,
		"POST /repos/{o}/{r}/git/trees":          w.postTree,
		"POST /repos/{o}/{r}/git/commits":        w.postCommit,
		"GET /repos/{o}/{r}/readme":              w.getFile,
		"GET /repos/{o}/{r}/contents/{path...}":  w.getFile,
		"PUT /repos/{o}/{r}/contents/{path...}":  w.putFile,
		"GET /repos/{o}/{r}/compare/{span...}":   w.compare,
		"GET /repos/{o}/{r}/pulls":               w.getPulls,
		"POST /repos/{o}/{r}/pulls":              w.postPull,
		"PATCH /repos/{o}/{r}/pulls/{n}":         w.patchPull,
		"GET /repos/{o}/{r}/labels/{name}":       w.getLabel,
		"POST /repos/{o}/{r}/issues/{n}/labels":  w.postLabels,
	} {
		w.mux.HandleFunc(pattern, func(out http.ResponseWriter, r *http.Request) {
			re := w.repos[strings.ToLower(r.PathValue("o")+"/"+r.PathValue("r"))]
			if re == nil {
				answer(out, 404, say("Not Found"))
				return
			}
			var b body
			b.raw, _ = io.ReadAll(r.Body)
			json.Unmarshal(b.raw, &b) // what is of another type is read from raw
			code, v := h(re, r, b)
			answer(out, code, v)
		})
	}
	w.mux.HandleFunc("GET /user", func(out http.ResponseWriter, _ *http.Request) {
		if w.app != "" {
			answer(out, 403, say("Resource not accessible by integration"))
			return
		}
		answer(out, 200, user("octocat"))
	})
	w.mux.HandleFunc("POST /graphql", func(out http.ResponseWriter, _ *http.Request) {
		answer(out, 200, map[string]any{"data": map[string]any{"viewer": user(w.app)}})
	})
	w.mux.HandleFunc("GET /installation/repositories", func(out http.ResponseWriter, _ *http.Request) {
		answer(out, 200, map[string]any{"repositories": w.installed})
	})
	w.mux.HandleFunc("GET /search/issues", w.getSearch)
}

// body is what any of the requests may send.
type body struct {
	Ref, SHA, Message, Branch, Title, Head, Base, Body, Tree string
	Draft                                                    bool
	BaseTree                                                 string `json:"base_tree"`
	Content                                                  []byte
	Parents, Labels                                          []string
	raw                                                      []byte
}

func (w *world) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	line := r.Method + " " + r.URL.EscapedPath()
	if r.Method == "GET" {
		w.reads = append(w.reads, line)
	} else {
		w.writes = append(w.writes, line)
	}
	w.mux.ServeHTTP(out, r)
}

func answer(out http.ResponseWriter, code int, v any) {
	out.Header().Set("Content-Type", "application/json")
	out.WriteHeader(code)
	json.NewEncoder(out).Encode(v)
}

func say(message string) any        { return map[string]any{"message": message} }
func user(login string) any         { return map[string]any{"login": login} }
func hash(kind, text string) string { return fmt.Sprintf("%x", sha1.Sum([]byte(kind+"\x00"+text))) }

// commit puts changed files on a branch and returns the commit.
func (w *world) commit(name, branch, author, committer string, changed files) string {
	r := w.repos[name]
	c := &commit{parent: r.heads[branch], author: author, committer: committer, files: files{}}
	if p := w.commits[c.parent]; p != nil {
		maps.Copy(c.files, p.files)
	}
	maps.Copy(c.files, changed)
	w.add(c)
	w.move(r, branch, c.sha)
	return c.sha
}

func (w *world) add(c *commit) {
	c.sha = hash("commit", fmt.Sprint(len(w.commits), *c))
	w.commits[c.sha] = c
	w.trees[hash("tree", c.sha)] = c.files
}

// of returns the list's repository or fork that somebody has.
func (w *world) of(owner string) *repo {
	for name, r := range w.repos {
		if strings.HasPrefix(name, owner+"/") && (name == list || r.forkOf == list) {
			return r
		}
	}
	return nil
}

// move points a branch at a commit. A pull request that has nothing to merge
// then is closed, as GitHub does.
func (w *world) move(r *repo, branch, sha string) {
	r.heads[branch] = sha
	for _, p := range w.pulls {
		if w.git && p.State == "open" && p.Head["label"] == label(r, branch) && len(w.ahead(w.head(), sha)) == 0 {
			p.State = "closed"
		}
	}
}

func label(r *repo, branch string) string { return strings.Split(r.name, "/")[0] + ":" + branch }

func (w *world) head() string { return w.repos[list].heads["main"] }

// ahead returns the commits of a head that a base does not have, oldest first.
func (w *world) ahead(base, head string) []*commit {
	have := map[string]bool{}
	for c := w.commits[base]; c != nil; c = w.commits[c.parent] {
		have[c.sha] = true
	}
	var all []*commit
	for c := w.commits[head]; c != nil && !have[c.sha]; c = w.commits[c.parent] {
		all = append(all, c)
	}
	slices.Reverse(all)
	return all
}
