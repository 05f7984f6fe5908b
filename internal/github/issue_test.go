package github

import (
	"net/http"
	"reflect"
	"slices"
	"testing"
)

func TestIssues(t *testing.T) {
	got, err := writer(t, func(out http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		if q.Get("creator") != "github-actions[bot]" || q.Get("state") != "open" {
			t.Errorf("asked %s", r.URL)
		}
		if q.Get("page") != "2" {
			out.Header().Set("Link", `<http://`+r.Host+r.URL.Path+`?page=2>; rel="next"`)
			says(200, `[{"number": 8, "pull_request": {"url": "x"}}]`)(out, r)
			return
		}
		says(200, `[{"number": 7, "title": "T", "body": "B", "html_url": "javascript:x", "user": {"login": "github-actions[bot]"}}]`)(out, r)
	}).Issues(t.Context(), "a/b", "github-actions[bot]")
	if want := []Issue{{7, "", "T", "B", "github-actions[bot]"}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestHistory(t *testing.T) {
	edits := func(more string) string {
		return `{"data": {"repository": {"issue": {"body": "B", "lastEditedAt": "2026-11-30T10:00:00Z", "userContentEdits": ` + more + `}}}}`
	}
	const first, last = `{"editedAt": "2026-11-29T10:00:00Z", "editor": {"__typename": "Bot", "login": "github-actions"}}`, `{"editedAt": "2026-11-30T10:00:00Z", "editor": {"__typename": "User", "login": "maker"}}`
	for body, want := range map[string]History{
		edits(`{"totalCount": 0, "nodes": []}`):                            {"B", nil, true},
		edits(`{"totalCount": 2, "nodes": [` + first + `, ` + last + `]}`): {"B", []string{"maker", "github-actions[bot]"}, true},
		edits(`{"totalCount": 101, "nodes": [` + last + `]}`):              {"B", []string{"maker"}, true},
		edits(`{"totalCount": 101, "nodes": [` + first + `]}`):             {"B", []string{"github-actions[bot]"}, false}, // the newest may be missing
		edits(`{"totalCount": 1, "nodes": [{"editor": null}]}`):            {"B", []string{""}, true},
		edits(`null`): {"B", nil, false},
	} {
		got, err := writer(t, says(200, body)).History(t.Context(), "a/b", 7)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v; want %+v", body, got, err, want)
		}
	}
	for body, want := range map[string]string{
		`{"data": {"repository": {"issue": null}}}`: "github: a/b: edits of issue 7: answered 404 Not Found",
		`{"errors": [{"message": "no"}]}`:           "github: a/b: edits of issue 7: answered: no",
	} {
		if _, err := writer(t, says(200, body)).History(t.Context(), "a/b", 7); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", body, err, want)
		}
	}
}

func TestMayWrite(t *testing.T) {
	for body, want := range map[string]bool{
		`{"permission": "admin"}`: true, `{"permission": "write"}`: true, `{"permission": "read"}`: false, `{"permission": "none"}`: false, `{}`: false,
	} {
		if got, err := writer(t, says(200, body)).MayWrite(t.Context(), "a/b", "maker"); err != nil || got != want {
			t.Errorf("%s: %v, %v", body, got, err)
		}
	}
	nobody := writer(t, func(http.ResponseWriter, *http.Request) { t.Error("asked about an app") })
	for _, login := range []string{"", "github-actions[bot]", "../x"} {
		if got, err := nobody.MayWrite(t.Context(), "a/b", login); err != nil || got {
			t.Errorf("%q: %v, %v", login, got, err)
		}
	}
	if got, err := writer(t, says(404, `{}`)).MayWrite(t.Context(), "a/b", "gone"); err != nil || got {
		t.Errorf("an unknown user: %v, %v", got, err)
	}
}

func TestComments(t *testing.T) {
	got, err := writer(t, says(200, `[{"body": "/accept x", "user": {"login": "maker"}}, {"body": "", "user": null}]`)).Comments(t.Context(), "a/b", 7)
	if want := []Comment{{"maker", "/accept x"}, {}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestQueryURL(t *testing.T) {
	for api, want := range map[string]string{
		"https://api.github.com":       "https://api.github.com/graphql",
		"https://x.test/api/v3/":       "https://x.test/api/graphql",
		"http://127.0.0.1:8000/github": "http://127.0.0.1:8000/github/graphql",
	} {
		if got := QueryURL(api); got != want {
			t.Errorf("%s: %s", api, got)
		}
	}
}
