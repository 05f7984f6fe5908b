package fetch

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"strings"
	"testing"

	"namedrop/internal/audit"
	"namedrop/internal/linkcheck"
	"namedrop/internal/transport"
	"namedrop/match"
)

// fine answers everything.
type fine struct{}

func (fine) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Status: "200 OK", Body: io.NopCloser(strings.NewReader("")), Request: r, Header: http.Header{}}, nil
}

func newFetcher() *Fetcher {
	return &Fetcher{
		Links:    linkcheck.Checker{HTTP: transport.Client(fine{}, transport.Options{Heads: true})},
		Gatherer: &match.Gatherer{},
		File: func(_ context.Context, path string) error {
			if path == "missing.md" {
				return fs.ErrNotExist
			}
			return nil
		},
	}
}

func TestFetch(t *testing.T) {
	f := newFetcher()
	var progress []string
	f.Progress = func(done, all int) { progress = append(progress, fmt.Sprintf("%d/%d", done, all)) }
	q := audit.Questions{Links: []string{"https://a.example/", "https://b.example/"}, Projects: []string{"x"}, Files: []string{"missing.md", "here.md"}}
	a := f.Fetch(t.Context(), q)
	if len(a.Links) != 2 || a.Links["https://a.example/"].Verdict != linkcheck.Alive {
		t.Errorf("links %+v", a.Links)
	}
	if a.Files["missing.md"] != fs.ErrNotExist || a.Files["here.md"] != nil || len(a.Files) != 2 {
		t.Errorf("files %v", a.Files)
	}
	if a.Projects["x"].Err == nil {
		t.Error("a project was found without a client")
	}
	if len(progress) != 5 || progress[4] != "5/5" {
		t.Errorf("progress %v", progress)
	}
}

// TestInterrupted checks that questions without an answer in time are left out and are
// not errors.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	a := newFetcher().Fetch(ctx, audit.Questions{Links: []string{"https://a.example/"}, Projects: []string{"x"}, Files: []string{"here.md"}})
	if len(a.Links)+len(a.Projects)+len(a.Files) > 0 {
		t.Errorf("answers after the end: %+v", a)
	}
}

// TestAny checks that a missing host counts as an answer.
func TestAny(t *testing.T) {
	for want, answer := range map[bool]linkcheck.Answer{
		true:  {Verdict: linkcheck.Dead, Cause: "there is no host a.example"},
		false: {Verdict: linkcheck.Unknown, Cause: "it does not answer in time"},
	} {
		if got := Any(audit.Answers{Links: map[string]linkcheck.Answer{"https://a.example/": answer}}); got != want {
			t.Errorf("%s: %v", answer.Cause, got)
		}
	}
}
