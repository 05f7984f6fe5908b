package pullrequest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strings"
)

func (w *world) getRepo(r *repo, _ *http.Request, _ body) (int, any) {
	v := map[string]any{"full_name": r.name, "default_branch": "main", "fork": r.forkOf != "", "archived": r.gone,
		"permissions": map[string]bool{"push": r.push || r.forkOf != "", "triage": w.triage}}
	if r.forkOf != "" {
		v["parent"] = map[string]any{"full_name": r.forkOf}
	}
	return 200, v
}

// postFork makes a fork or finds it. It gets another name if that is taken.
func (w *world) postFork(r *repo, _ *http.Request, _ body) (int, any) {
	name := fork
	if f := w.repos[fork]; f != nil && f.forkOf != r.name {
		name += "-1"
	}
	if w.repos[name] == nil {
		w.repos[name] = &repo{name: name, forkOf: r.name, heads: map[string]string{"main": w.head()}, wait: w.forking}
	}
	return 202, map[string]any{"full_name": name, "fork": true}
}

func (w *world) postSync(r *repo, _ *http.Request, _ body) (int, any) {
	if len(w.ahead(w.head(), r.heads["main"])) > 0 {
		return 409, say("There are merge conflicts")
	}
	w.move(r, "main", w.head())
	return 200, map[string]any{"merge_type": "fast-forward"}
}

func (w *world) getRef(r *repo, q *http.Request, _ body) (int, any) {
	if r.wait > 0 {
		r.wait--
		return 409, say("Git Repository is empty.")
	}
	branch := strings.TrimPrefix(q.PathValue("ref"), "heads/")
	if r.heads[branch] == "" {
		return 404, say("Not Found")
	}
	return 200, headOf(branch, r.heads[branch])
}

func headOf(branch, sha string) any {
	return map[string]any{"ref": "refs/heads/" + branch, "object": map[string]any{"sha": sha, "type": "commit"}}
}

func (w *world) postRef(r *repo, _ *http.Request, b body) (int, any) {
	branch := strings.TrimPrefix(b.Ref, "refs/heads/")
	if r.heads[branch] != "" {
		return 422, say("Reference already exists")
	}
	return w.setRef(r, branch, b.SHA)
}

func (w *world) patchRef(r *repo, q *http.Request, b body) (int, any) {
	return w.setRef(r, strings.TrimPrefix(q.PathValue("ref"), "heads/"), b.SHA)
}

func (w *world) setRef(r *repo, branch, sha string) (int, any) {
	if w.commits[sha] == nil {
		return 422, say("Object does not exist")
	}
	w.move(r, branch, sha)
	return 201, headOf(branch, sha)
}

func (w *world) getCommit(_ *repo, q *http.Request, _ body) (int, any) {
	c := w.commits[q.PathValue("sha")]
	if c == nil || !w.git {
		return 404, say("Not Found")
	}
	return 200, map[string]any{"sha": c.sha, "tree": map[string]any{"sha": hash("tree", c.sha)}}
}

func (w *world) postTree(_ *repo, _ *http.Request, b body) (int, any) {
	base := w.trees[b.BaseTree]
	if base == nil {
		return 404, say("Not Found")
	}
	var sent struct {
		Tree []struct{ Path, Content string }
	}
	if err := json.Unmarshal(b.raw, &sent); err != nil || len(sent.Tree) != 1 {
		return 422, say("Invalid tree info")
	}
	tree := maps.Clone(base)
	tree[sent.Tree[0].Path] = sent.Tree[0].Content
	sha := hash("tree", fmt.Sprint(tree))
	w.trees[sha] = tree
	return 201, map[string]any{"sha": sha}
}

func (w *world) postCommit(_ *repo, _ *http.Request, b body) (int, any) {
	if w.trees[b.Tree] == nil || len(b.Parents) != 1 {
		return 422, say("Tree SHA does not exist")
	}
	c := &commit{parent: b.Parents[0], message: b.Message, author: "octocat", committer: "octocat", files: w.trees[b.Tree]}
	w.add(c)
	return 201, map[string]any{"sha": c.sha}
}

func (w *world) getFile(r *repo, q *http.Request, _ body) (int, any) {
	path := cmp.Or(q.PathValue("path"), "README.md")
	branch := cmp.Or(strings.TrimPrefix(q.URL.Query().Get("ref"), "refs/heads/"), "main")
	c := w.commits[r.heads[branch]]
	if c == nil || c.files[path] == "" {
		return 404, say("Not Found")
	}
	return 200, map[string]any{"type": "file", "path": path, "sha": hash("blob", c.files[path]), "encoding": "", "content": c.files[path]}
}

func (w *world) putFile(r *repo, q *http.Request, b body) (int, any) {
	c := w.commits[r.heads[b.Branch]]
	if c == nil {
		return 404, say("Branch " + b.Branch + " not found")
	}
	path := q.PathValue("path")
	if b.SHA != hash("blob", c.files[path]) {
		return 409, say(path + " does not match " + b.SHA)
	}
	sha := w.commit(r.name, b.Branch, "octocat", "web-flow", files{path: string(b.Content)})
	w.commits[sha].message = b.Message
	return 200, map[string]any{"commit": map[string]any{"sha": sha}}
}

func (w *world) compare(_ *repo, q *http.Request, _ body) (int, any) {
	base, head, _ := strings.Cut(q.PathValue("span"), "...")
	owner, branch, _ := strings.Cut(head, ":")
	r := w.of(owner)
	if r == nil || !w.git {
		return 404, say("Not Found")
	}
	all := []any{}
	for _, c := range w.ahead(base, r.heads[branch]) {
		all = append(all, map[string]any{"sha": c.sha, "author": user(c.author), "committer": user(c.committer)})
	}
	return 200, map[string]any{"commits": all}
}
