package pypi

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

// fake answers requests from memory.
type fake func(*http.Request) (*http.Response, error)

func (f fake) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func client(f fake) *Client {
	return &Client{HTTP: &http.Client{Transport: f}, URL: "https://pypi.example.org", TopURL: "https://top.example.org/top.json", Pause: time.Microsecond}
}

// TestAnswers runs testdata/answers.txtar, which describes its format.
func TestAnswers(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/answers.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if len(archive.Files) < 2 {
		t.Fatal("no cases")
	}
	for i := 0; i+1 < len(archive.Files); i += 2 {
		question, want := archive.Files[i], archive.Files[i+1]
		name, kind, _ := strings.Cut(question.Name, ".")
		if want.Name != name+".want" {
			t.Fatalf("after %s comes %s, want %s.want", question.Name, want.Name, name)
		}
		t.Run(name, func(t *testing.T) {
			if got := ask(t, kind, string(question.Data)); got != strings.TrimSpace(string(want.Data)) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want.Data)
			}
		})
	}
}

// ask runs one query and prints the result in the format of the cases.
func ask(t *testing.T, kind, wire string) string {
	t.Helper()
	tag := ""
	if rest, ok := strings.CutPrefix(wire, "If-None-Match: "); ok {
		tag, wire, _ = strings.Cut(rest, "\n")
	}
	c := client(func(r *http.Request) (*http.Response, error) {
		if got := r.Header.Get("If-None-Match"); got != tag {
			t.Errorf("asked with If-None-Match %q, want %q", got, tag)
		}
		return response(t, r, wire), nil
	})
	var lines []string
	var etag string
	var unchanged bool
	var err error
	switch kind {
	case "index":
		var names Names
		names, err = c.Index(t.Context(), tag)
		lines, etag, unchanged = names.Names, names.ETag, names.Unchanged
	case "top":
		var top Ranking
		top, err = c.Top(t.Context(), tag)
		for _, row := range top.Rows {
			lines = append(lines, fmt.Sprintf("%s %d", row.Project, row.Downloads))
		}
		etag, unchanged = top.ETag, top.Unchanged
	case "project":
		var p Project
		p, err = c.Project(t.Context(), "Some_Name")
		lines = fields(p)
	default:
		t.Fatalf("no question %q", kind)
	}
	if err != nil {
		return "error: " + err.Error()
	}
	if unchanged {
		lines = []string{"unchanged"}
	}
	if etag != "" {
		lines = append([]string{"etag " + etag}, lines...)
	}
	return strings.Join(lines, "\n")
}

// fields prints the fields of a project that are set, one per line, without its time.
func fields(p Project) []string {
	p.AsOf = time.Time{}
	var lines []string
	v := reflect.ValueOf(p)
	for f, field := range v.Fields() {
		if !field.IsZero() {
			lines = append(lines, fmt.Sprintf("%s %q", f.Name, fmt.Sprint(field)))
		}
	}
	return lines
}

// response parses an answer in wire format.
func response(t *testing.T, r *http.Request, wire string) *http.Response {
	t.Helper()
	answer, err := http.ReadResponse(bufio.NewReader(strings.NewReader(wire)), r)
	if err != nil {
		t.Fatal(err)
	}
	if answer.Header.Get("X-Cut") != "" {
		answer.Body = io.NopCloser(io.MultiReader(answer.Body, broken{}))
	}
	return answer
}

// broken is a connection that was reset.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("connection reset") }

const (
	head  = "HTTP/1.1 200 OK\nContent-Type: application/json\n"
	whole = head + "\n" + `{"projects": [{"name": "a"}, {"name": "b"}]}`
	half  = head + "X-Cut: yes\n\n" + `{"projects": [{"name": "a"}, {"na`
)

func TestAsksAgain(t *testing.T) {
	n := 0
	c := client(func(r *http.Request) (*http.Response, error) {
		if anew := r.Header.Get("Cache-Control") == "no-cache"; anew != (n > 0) {
			t.Errorf("try %d: asked past the cache: %v", n+1, anew)
		}
		if n++; n < tries {
			return response(t, r, half), nil
		}
		return response(t, r, whole), nil
	})
	names, err := c.Index(t.Context(), "")
	if err != nil || len(names.Names) != 2 {
		t.Errorf("%d names, error %v, want 2: the half answers must not count", len(names.Names), err)
	}
}

func TestAskHeaders(t *testing.T) {
	c := client(func(r *http.Request) (*http.Response, error) {
		if r.Method != "GET" || r.URL.String() != "https://pypi.example.org/simple/" || r.Header.Get("Accept") != simpleJSON {
			t.Errorf("asked %s %s, Accept %q", r.Method, r.URL, r.Header.Get("Accept"))
		}
		return response(t, r, whole), nil
	})
	c.URL += "//"
	var bytes int64
	c.Progress = func(n int64) { bytes = n }
	if _, err := c.Index(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	if bytes != 44 {
		t.Errorf("progress ended at %d bytes, want 44", bytes)
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c := client(func(r *http.Request) (*http.Response, error) {
		cancel()
		return response(t, r, half), nil
	})
	c.Pause = time.Hour
	if _, err := c.Index(ctx, ""); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

// TestTooLong: an endless answer is abandoned.
func TestTooLong(t *testing.T) {
	c := client(func(r *http.Request) (*http.Response, error) {
		answer := response(t, r, head+"\n")
		answer.Body = io.NopCloser(io.MultiReader(strings.NewReader(`{"x": 1`), spaces{}))
		return answer, nil
	})
	c.limit = 100_000
	_, err := c.Index(t.Context(), "")
	if err == nil || !strings.Contains(err.Error(), "more than 100000 bytes") {
		t.Errorf("error %v, want that it is too long", err)
	}
}

// spaces is endless white space.
type spaces struct{}

func (spaces) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestPasswordsAreNotShown(t *testing.T) {
	c := client(func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 403, Status: "403 Forbidden", Body: http.NoBody}, nil
	})
	c.URL = "https://user:secret@pypi.example.org"
	_, err := c.Index(t.Context(), "")
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("error %v, want one without the password", err)
	}
}

func FuzzNames(f *testing.F) {
	f.Add(`{"meta": {"api-version": "1.0"}, "projects": [{"name": "a"}]}`)
	f.Add(`{"projects": [{"name": "a"}, {"name": "b`)
	f.Add(`<html>`)
	f.Fuzz(func(t *testing.T, text string) {
		names, err := decodeNames(strings.NewReader(text))
		if err == nil && len(names) == 0 {
			t.Error("neither names nor an error")
		}
	})
}

func FuzzRows(f *testing.F) {
	f.Add(`{"rows": [{"project": "a", "download_count": 1}]}`)
	f.Add(`{"rows": [{"project": "a", "download_count": 1e400}]`)
	f.Fuzz(func(t *testing.T, text string) {
		rows, err := decodeRows(strings.NewReader(text))
		if err == nil && len(rows) == 0 {
			t.Error("neither rows nor an error")
		}
	})
}
