package replay

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

func TestReplay(t *testing.T) {
	transport, err := Load("testdata/example.txtar")
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Transport: transport}
	for _, step := range []struct{ method, url, body, want string }{
		{"GET", "https://api.example.org/repos/jd/tenacity", "", `200 application/json {"full_name": "jd/tenacity"}`},
		{"GET", "https://api.example.org/busy", "", `429`},
		{"GET", "https://api.example.org/busy", "", `200  calm`},
		{"GET", "https://api.example.org/busy", "", `200  calm`},
		{"GET", "https://api.example.org/broken", "", `unexpected EOF`},
		{"POST", "https://osv.example.org/v1/query", "{\"package\": {\"name\": \"x\"}}\n", `200  {"vulns": []}`},
		{"POST", "https://osv.example.org/v1/query", "{}", `example.txtar: no answer to POST https://osv.example.org/v1/query {}`},
		{"HEAD", "https://api.example.org/busy", "", `no answer to HEAD https://api.example.org/busy`},
		{"GET", "https://user:hush@api.example.org/", "", `no answer to GET https://user:xxxxx@api.example.org/`},
	} {
		if got := ask(t, client, step.method, step.url, step.body); !strings.HasSuffix(got, step.want) {
			t.Errorf("%s %s: %q, want %q", step.method, step.url, got, step.want)
		}
	}
}

// ask returns status, type and body of an answer, or an error.
func ask(t *testing.T, client *http.Client, method, url, body string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	answer, err := client.Do(r)
	if err != nil {
		return err.Error()
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		return err.Error()
	}
	return strings.TrimSpace(answer.Status[:3] + " " + answer.Header.Get("Content-Type") + " " + string(data))
}

func TestBadRecordings(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", "x.txtar: contains no answers"},
		{"-- GET /a --\n<html>\n", "x.txtar: answer to GET /a: malformed HTTP response"},
		{"-- GET /a --\n", "x.txtar: answer to GET /a: unexpected EOF"},
	} {
		if _, err := New("x.txtar", txtar.Parse([]byte(test.text))); err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%q: error %v, want %s", test.text, err, test.want)
		}
	}
	if _, err := Load("testdata/missing.txtar"); err == nil {
		t.Error("a file that is not there was read")
	}
}
