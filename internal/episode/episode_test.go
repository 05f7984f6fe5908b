package episode

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"namedrop/extract"
	"namedrop/internal/catalog"
	"namedrop/internal/markdown"
	"namedrop/internal/transcript"
	"namedrop/match"
)

const list = "# Awesome\n\n## Servers\n\n- [uvicorn](https://github.com/encode/uvicorn) - Runs applications.\n\n## Tools\n\n- [tool](https://github.com/o/tool) - Does things.\n"

const talk = "00:00:01 Today we run everything with uvicorn, the server.\n\n00:00:09 And tenacity, the library that repeats failed calls, should be on the list. I use tenacity daily.\n"

func newPipeline() *Pipeline {
	return New(Options{List: List{Name: "README.md", Source: []byte(list), Parsed: markdown.Read([]byte(list))}, Threshold: extract.DefaultThreshold})
}

// text is an input that is no file.
func text(s string) Input {
	return Input{Name: "talk", Open: func(context.Context) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(s)), nil }}
}

func TestRun(t *testing.T) {
	in := text(talk)
	in.Title, in.Date, in.Address = "On servers", time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC), "https://x.test/1"
	e, err := newPipeline().Run(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	if e.Title != in.Title || !e.Recorded.Equal(in.Date) || e.Transcript.Path != "talk" {
		t.Errorf("title %q, recorded %v, path %q", e.Title, e.Recorded, e.Transcript.Path)
	}
	status := map[string]match.Status{}
	for _, p := range e.Packages {
		status[p.Name] = p.Status
	}
	if len(status) != 2 || status["uvicorn"] != match.Listed || status["tenacity"] != match.Candidate {
		t.Fatalf("found %v", status)
	}
	tenacity := e.Packages[1]
	if got := e.URL(e.At(tenacity.Mentions[1])); got != "https://x.test/1#t=9" {
		t.Errorf("the second mention is at %q", got)
	}
	if got := e.Spellings(tenacity); !slices.Equal(got, []string{"tenacity"}) {
		t.Errorf("spellings %q", got)
	}
	q, ok := e.ProposalFor(tenacity)
	if !ok || !strings.Contains(q.Patch, "\n+- [tenacity]") || e.Diff != q.Patch {
		t.Errorf("proposal %v, patch %q, diff %q", ok, q.Patch, e.Diff)
	}
	if _, ok := e.ProposalFor(e.Packages[0]); ok {
		t.Error("a proposal for a listed package")
	}
}

// TestCorrections checks that corrections take precedence over detection.
func TestCorrections(t *testing.T) {
	p := newPipeline()
	at := strings.Index(talk, "uvicorn")
	p.Corrections = func(_ context.Context, tr *transcript.Transcript) []extract.Correction {
		if tr.Digest == "" {
			t.Error("asked for the corrections of no digest")
		}
		return []extract.Correction{{Start: at, End: at + len("uvicorn"), Name: "quart"}}
	}
	e, err := p.Detect(t.Context(), text(talk))
	if err != nil || e.Packages[0].Name != "quart" || e.Proposals != nil {
		t.Errorf("%v: %+v", err, e.Packages)
	}
}

// TestPossible checks that possible packages are no packages, and no candidates.
func TestPossible(t *testing.T) {
	p := New(Options{List: List{Parsed: markdown.Read(nil)}, Threshold: 1}) // nothing is that certain
	e, err := p.Detect(t.Context(), text(talk))
	if err != nil || len(e.Packages) > 0 || e.Possible != nil {
		t.Fatalf("%v: %v, %v", err, e.Packages, e.Possible)
	}
	p.Possible = true
	if e, err = p.Detect(t.Context(), text(talk)); err != nil || len(e.Packages) > 0 || len(e.Possible) == 0 {
		t.Fatalf("%v: %v, %v", err, e.Packages, e.Possible)
	}
	for _, p := range e.Possible {
		if p.Status == match.Candidate {
			t.Errorf("%s is possible and a candidate", p.Name)
		}
	}
}

// TestConvincing checks that a possible package is reported if the talk is about it, and that
// it is no candidate. With --all, the other packages stay the same.
func TestConvincing(t *testing.T) {
	const about = "00:00:01 So the next thing I want to tell you about is a project called tenacity. " +
		"Tenacity is a library that lets you retry failed calls, and it is really cool.\n\n" +
		"00:00:20 That is awesome. We run everything with uvicorn.\n"
	sure, err := newPipeline().Detect(t.Context(), text(about))
	if err != nil || len(sure.Packages) == 0 {
		t.Fatalf("%v: %+v", err, sure.Packages)
	}
	threshold := 0.0
	for _, p := range sure.Packages {
		threshold = max(threshold, p.Confidence+1e-6) // so that all are only possible
	}
	named := func(possible bool) (packages []string) {
		p := New(Options{List: List{Parsed: markdown.Read(nil)}, Threshold: threshold})
		p.Possible = possible
		e, err := p.Detect(t.Context(), text(about))
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range e.Packages {
			if packages = append(packages, x.Name); x.Status == match.Candidate {
				t.Errorf("%s is a candidate with confidence %.2f, below the threshold %.2f", x.Name, x.Confidence, threshold)
			}
		}
		return packages
	}
	if got := named(false); !slices.Equal(got, []string{"tenacity"}) || !slices.Equal(got, named(true)) {
		t.Errorf("packages %v, with possible ones %v; want tenacity", got, named(true))
	}
}

// TestExtra checks that the user's own projects are found and take precedence over
// others.
func TestExtra(t *testing.T) {
	p := New(Options{List: List{Parsed: markdown.Read(nil)}, Threshold: extract.DefaultThreshold, Extra: []catalog.Project{{Name: "uvicorn", Repository: "my/uvicorn", Listed: true}}})
	e, err := p.Detect(t.Context(), text(talk))
	if err != nil || len(e.Packages) == 0 || e.Packages[0].Repository != "my/uvicorn" {
		t.Errorf("%v: %+v", err, e.Packages)
	}
}

func TestUnreadable(t *testing.T) {
	want := errors.New("talk: gone")
	in := Input{Name: "talk", Open: func(context.Context) (io.ReadCloser, error) { return nil, want }}
	if _, err := newPipeline().Run(t.Context(), in); !errors.Is(err, want) {
		t.Errorf("the error is %v", err)
	}
	if _, err := newPipeline().Run(t.Context(), text("")); err == nil || !strings.HasPrefix(err.Error(), "talk: ") {
		t.Errorf("the error of an empty transcript is %v", err)
	}
	if _, err := newPipeline().Run(t.Context(), File(t.TempDir(), "")); err == nil || !strings.Contains(err.Error(), "is a directory") {
		t.Errorf("the error of a directory is %v", err)
	}
}
