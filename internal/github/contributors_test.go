package github

import (
	"fmt"
	"net/http"
	"testing"
)

func TestContributors(t *testing.T) {
	const one, link = `[{"login": "a", "contributions": 3}]`, `Link: <https://x.example/c?per_page=1&page=2>; rel="next", <https://x.example/c?per_page=1&page=%s>; rel="%s"`
	for _, test := range []struct {
		name, want string
		h          http.HandlerFunc
	}{
		{"many", "37", says(200, one, fmt.Sprintf(link, "37", "last"))},
		{"one", "1", says(200, one)},
		{"empty list", "0", says(200, `[]`)},
		{"empty repository", "0", says(204, ``)},
		{"thirty a page", "github: a/b: contributors: 2 on the first page, but no total", says(200, `[{}, {}]`, fmt.Sprintf(link, "2", "last"))},
		{"no last page", "github: a/b: contributors: 1 on the first page, but no total", says(200, one, fmt.Sprintf(link, "3", "first"))},
		{"page below zero", "github: a/b: contributors: 1 on the first page, but no total", says(200, one, fmt.Sprintf(link, "-3", "last"))},
		{"nothing", "github: a/b: contributors: 0 on the first page, but no total", says(200, ``)},
		{"null", "github: a/b: contributors: 0 on the first page, but no total", says(200, `null`)},
		{"too large", "github: a/b: contributors: answered 403 Forbidden: The history or contributor list is too large to list contributors for this repository via the API.",
			says(403, `{"message": "The history or contributor list is too large to list contributors for this repository via the API."}`, "X-RateLimit-Remaining: 4000")},
		{"gone", "github: a/b: contributors: answered 404 Not Found", says(404, `{"message": "Not Found"}`)},
	} {
		c := client(t, func(w http.ResponseWriter, r *http.Request) {
			if got := r.URL.String(); got != "/api/repos/a/b/contributors?anon=true&per_page=1" {
				t.Errorf("%s: asked %s", test.name, got)
			}
			test.h(w, r)
		})
		n, err := c.Contributors(t.Context(), "a/b")
		got := fmt.Sprint(n.N)
		if err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}
