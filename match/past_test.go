package match

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"namedrop/internal/github"
)

// TestPast asks a list that removed one project and refused another.
func TestPast(t *testing.T) {
	asked := 0
	old := base64.StdEncoding.EncodeToString([]byte("# Looms\n\n## Hand\n\n- [elm](https://github.com/a/elm) - Weaves.\n"))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		w.Header().Set("Content-Type", "application/json")
		switch {
		case strings.HasSuffix(r.URL.Path, "/commits") && r.URL.Query().Get("until") >= "2021":
			fmt.Fprint(w, `[{"sha": "c0ffee"}]`)
		case strings.HasSuffix(r.URL.Path, "/commits"):
			fmt.Fprint(w, `[]`)
		case strings.HasSuffix(r.URL.Path, "/contents/README.md"):
			fmt.Fprintf(w, `{"type": "file", "encoding": "base64", "content": %q}`, old)
		case strings.Contains(r.URL.Query().Get("q"), `"fir"`):
			fmt.Fprint(w, `{"items": [{"number": 3, "title": "Add firs"}, {"number": 4, "title": "Add fir"}]}`)
		case strings.HasSuffix(r.URL.Query().Get("q"), "is:unmerged"):
			fmt.Fprint(w, `{"items": [{"number": 5, "title": "Add oaks"}, {"number": 6, "title": "Add oak"}]}`)
		default:
			fmt.Fprint(w, `{"items": []}`)
		}
	}))
	defer server.Close()
	hub, err := github.New(server.Client(), server.URL, github.Token{})
	if err != nil {
		t.Fatal(err)
	}
	p := &Past{GitHub: hub, List: "maker/looms", Today: time.Date(2023, 5, 1, 0, 0, 0, 0, time.UTC)}
	for range 2 {
		for name, want := range map[string]string{
			"elm": "the list removed it after 2023-01-01", "fir": "the list closed pull request #4 about it", "ivy": "",
		} {
			if got := p.Said(t.Context(), Package{Name: name, Ecosystem: PyPI}); got != want {
				t.Errorf("%s: %q, want %q", name, got, want)
			}
		}
	}
	if asked != 3*2+1+2 {
		t.Errorf("GitHub was asked %d times, want twice for each of 3 years, once for the year without, and once for each of 2 projects", asked)
	}
	all := &Past{GitHub: hub, List: "maker/looms", Today: p.Today}
	all.ReadPulls(t.Context())
	before := asked
	if got := all.Said(t.Context(), Package{Name: "oak", Ecosystem: PyPI}); got != "the list closed pull request #6 about it" {
		t.Errorf("oak: %q", got)
	}
	if asked-before != 3*2+1 {
		t.Errorf("GitHub was asked %d times, want no search after ReadPulls", asked-before)
	}
	if got := (*Past)(nil).Said(t.Context(), Package{Name: "elm"}); got != "" {
		t.Errorf("no past says %q", got)
	}
}
