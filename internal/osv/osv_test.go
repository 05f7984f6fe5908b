package osv

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"namedrop/internal/sanitize"
)

// asking queries a server that gives the answers in turn, repeating the last, and
// returns the requests.
func asking(t *testing.T, answers ...string) (ids, questions []string, err error) {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != "POST" || r.URL.Path != "/v1/query" || r.Header.Get("Content-Type") != "application/json" {
			t.Errorf("asked %s %s, %s", r.Method, r.URL, r.Header.Get("Content-Type"))
		}
		q, _ := io.ReadAll(r.Body)
		questions = append(questions, string(q))
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, answers[min(len(questions), len(answers))-1])
	}))
	defer s.Close()
	c := &Client{HTTP: s.Client(), URL: s.URL + "/"}
	ids, err = c.Malware(t.Context(), "some-name")
	return ids, questions, err
}

func TestMalware(t *testing.T) {
	for _, test := range []struct {
		name, answer string
		want         []string
	}{
		{"nothing known", `{}`, nil},
		{"vulnerabilities only", `{"vulns": [{"id": "PYSEC-1", "aliases": ["CVE-1"]}]}`, nil},
		{"malware", `{"vulns": [{"id": "PYSEC-1"}, {"id": "MAL-2024-2"}, {"id": "MAL-2024-1"}]}`, []string{"MAL-2024-1", "MAL-2024-2"}},
		{"by an alias", `{"vulns": [{"id": "GHSA-x", "aliases": ["MAL-2024-1"]}, {"id": "MAL-2024-1", "aliases": ["GHSA-x"]}]}`, []string{"MAL-2024-1"}},
		{"withdrawn", `{"vulns": [{"id": "MAL-2024-1", "withdrawn": "2024-05-01T00:00:00Z"}]}`, nil},
		{"not sanitized", `{"vulns": [{"id": "MAL-\u001b[31m1\n"}]}`, []string{"MAL-[31m1"}},
	} {
		ids, questions, err := asking(t, test.answer)
		if err != nil || !slices.Equal(ids, test.want) {
			t.Errorf("%s: %q, error %v, want %q", test.name, ids, err, test.want)
		}
		if want := []string{`{"package":{"name":"some-name","ecosystem":"PyPI"}}`}; !slices.Equal(questions, want) {
			t.Errorf("%s: asked %q, want %q", test.name, questions, want)
		}
	}
}

func TestPages(t *testing.T) {
	ids, questions, err := asking(t, `{"vulns": [{"id": "MAL-2"}], "next_page_token": "t\"1"}`, `{"vulns": [{"id": "MAL-1"}]}`)
	if err != nil || !slices.Equal(ids, []string{"MAL-1", "MAL-2"}) {
		t.Errorf("%q, error %v, want those of both pages", ids, err)
	}
	want := []string{`{"package":{"name":"some-name","ecosystem":"PyPI"}}`, `{"package":{"name":"some-name","ecosystem":"PyPI"},"page_token":"t\"1"}`}
	if !slices.Equal(questions, want) {
		t.Errorf("asked %q, want %q", questions, want)
	}
	if _, questions, err = asking(t, `{"next_page_token": "again"}`); err == nil || len(questions) != maxPages {
		t.Errorf("error %v after %d pages without end, want one after %d", err, len(questions), maxPages)
	}
}

func TestBadAnswers(t *testing.T) {
	for name, test := range map[string]struct{ kind, body, want string }{
		"page":        {"text/html", `<html>Log in</html>`, `/v1/query: the answer (text/html) is not valid JSON`},
		"half":        {"application/json", `{"vulns": [`, "is not valid JSON"},
		"nothing":     {"application/json", ``, "is not valid JSON"},
		"list":        {"application/json", `[]`, "is not valid JSON"},
		"other types": {"application/json", `{"vulns": [{"id": 1}]}`, "is not valid JSON"},
		"kind":        {"\x1b[31m", `x`, "answer ([31m)"},
	} {
		answers := trip(func(r *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {test.kind}}, Body: io.NopCloser(strings.NewReader(test.body))}, nil
		})
		c := &Client{HTTP: &http.Client{Transport: answers}, URL: "https://osv.example.org"}
		_, err := c.Malware(t.Context(), "some-name")
		if err == nil || !strings.HasPrefix(err.Error(), "osv: some-name: ") || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %s", name, err, test.want)
		}
	}
}

// trip is a transport.
type trip func(*http.Request) (*http.Response, error)

func (f trip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestUnreachable(t *testing.T) {
	s := httptest.NewServer(http.NotFoundHandler())
	c := &Client{HTTP: s.Client(), URL: s.URL}
	if _, err := c.Malware(t.Context(), "x"); err == nil || err.Error() != "osv: x: "+s.URL+"/v1/query answered 404 Not Found" {
		t.Errorf("error %v", err)
	}
	s.Close()
	if _, err := c.Malware(t.Context(), "x"); err == nil || !strings.HasPrefix(err.Error(), "osv: x: ") {
		t.Errorf("error %v", err)
	}
}

func FuzzMalware(f *testing.F) {
	f.Add(`{"vulns": [{"id": "MAL-1\u001b", "aliases": ["MAL-2\n"], "withdrawn": null}], "next_page_token": ""}`)
	f.Add(`{"vulns": [null]}`)
	f.Fuzz(func(t *testing.T, body string) {
		answers := trip(func(r *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader(body))}, nil
		})
		c := &Client{HTTP: &http.Client{Transport: answers}, URL: "https://osv.example.org"}
		ids, err := c.Malware(t.Context(), "x")
		if err != nil && ids != nil {
			t.Errorf("%q and error %v", ids, err)
		}
		for _, id := range ids {
			if !strings.HasPrefix(id, "MAL-") || id != sanitize.Line(id) {
				t.Errorf("id %q", id)
			}
		}
	})
}
