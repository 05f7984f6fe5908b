package pullrequest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

func (w *world) getPulls(_ *repo, q *http.Request, _ body) (int, any) {
	state, head := q.URL.Query().Get("state"), q.URL.Query().Get("head")
	all := []*request{}
	for _, p := range w.pulls {
		if (state == "all" || p.State == state) && (head == "" || p.Head["label"] == head) {
			all = append(all, p)
		}
	}
	slices.Reverse(all) // the newest first
	return 200, all
}

func (w *world) postPull(r *repo, _ *http.Request, b body) (int, any) {
	owner, branch, _ := strings.Cut(b.Head, ":")
	from := w.of(owner)
	if from == nil || from.heads[branch] == "" {
		return 422, say("Validation Failed")
	}
	if len(w.ahead(r.heads[b.Base], from.heads[branch])) == 0 {
		return 422, say("No commits between them")
	}
	if slices.ContainsFunc(w.pulls, func(p *request) bool { return p.State == "open" && p.Head["label"] == b.Head }) {
		return 422, say("A pull request already exists for " + b.Head)
	}
	p := w.pull("octocat", b.Head, b.Title, b.Body)
	p.Draft, p.Head["repo"] = b.Draft, map[string]any{"full_name": from.name}
	return 201, p
}

// pull opens a pull request, whether there is a branch or not.
func (w *world) pull(login, head, title, text string) *request {
	n := 100 + len(w.pulls)
	p := &request{
		Number: n, State: "open", Title: title, Body: text, URL: fmt.Sprintf("https://github.example/%s/pull/%d", list, n),
		User: map[string]any{"login": login}, Head: map[string]any{"label": head}, Labels: []any{},
	}
	w.pulls = append(w.pulls, p)
	return p
}

func (w *world) find(q *http.Request) *request {
	for _, p := range w.pulls {
		if fmt.Sprint(p.Number) == q.PathValue("n") {
			return p
		}
	}
	return nil
}

func (w *world) patchPull(_ *repo, q *http.Request, b body) (int, any) {
	p := w.find(q)
	if p == nil {
		return 404, say("Not Found")
	}
	p.Title, p.Body = b.Title, b.Body
	return 200, p
}

func (w *world) getLabel(_ *repo, q *http.Request, _ body) (int, any) {
	if !w.labels[q.PathValue("name")] {
		return 404, say("Not Found")
	}
	return 200, map[string]any{"name": q.PathValue("name")}
}

func (w *world) postLabels(_ *repo, q *http.Request, b body) (int, any) {
	p := w.find(q)
	if p == nil {
		return 404, say("Not Found")
	}
	if !w.triage {
		return 403, say("Must have admin rights to Repository.")
	}
	for _, n := range b.Labels {
		p.Labels = append(p.Labels, map[string]any{"name": n})
	}
	return 200, p.Labels
}

// getSearch finds pull requests by any word of the query in title or text.
func (w *world) getSearch(out http.ResponseWriter, q *http.Request) {
	if !w.search {
		answer(out, 404, say("Not Found"))
		return
	}
	_, word, _ := strings.Cut(strings.ToLower(q.URL.Query().Get("q")), `"`)
	items := []*request{}
	for _, p := range w.pulls {
		if strings.Contains(strings.ToLower(p.Title+p.Body), strings.Trim(word, `"`)) {
			items = append(items, p)
		}
	}
	answer(out, 200, map[string]any{"total_count": len(items), "items": items})
}
