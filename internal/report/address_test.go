package report

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"namedrop/internal/episode"
	"namedrop/internal/markdown"
	"namedrop/internal/quote"
	"namedrop/internal/sanitize"
)

// heardAt returns the episode of the golden files with an address, and a sentence
// without a timestamp that cannot be linked.
func heardAt(a episode.Address) episode.Episode {
	e := sample()
	e.Address = a
	e.Transcript.Paragraphs[0].Segments[0].Time = 1500 * time.Millisecond
	e.Transcript.Paragraphs[1].Segments[0].Time = time.Hour
	q := e.Transcript.Quote(1, 0, len(e.Transcript.Paragraphs[1].Text), "a PR is wanted")
	q.URL = e.URL(e.Transcript.Paragraphs[1].Segments[0])
	e.Packages[1].Quotes = []quote.Quote{q}
	return e
}

func TestMoments(t *testing.T) {
	e := heardAt("https://x.test/1")
	page := render(t, func(b *bytes.Buffer) error { return Markdown(b, e, Options{}) })
	for _, want := range []string{"| UV Acorn | [0:01](https://x.test/1#t=1) |", "\n[1:00:00](https://x.test/1#t=3600): a PR is wanted.\n"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in\n%s", want, page)
		}
	}
	var out struct {
		Transcript struct{ URL string }
		Packages   []struct{ Mentions, Quotes []struct{ Time, URL string } }
	}
	if err := json.Unmarshal([]byte(render(t, func(b *bytes.Buffer) error { return JSON(b, e, Options{}) })), &out); err != nil {
		t.Fatal(err)
	}
	said := out.Packages[1]
	for _, got := range []string{said.Mentions[0].URL, said.Quotes[0].URL} {
		if want := "https://x.test/1#t=3600"; got != want || out.Transcript.URL != "https://x.test/1" {
			t.Errorf("of %q the JSON links %q, want %q", out.Transcript.URL, got, want)
		}
	}

	for i := range e.Transcript.Paragraphs {
		e.Transcript.Paragraphs[i].Segments[0].Stamp = ""
	}
	e.Packages[1].Quotes[0].Seconds, e.Packages[1].Quotes[0].URL = nil, ""
	for form, print := range map[string]func(*bytes.Buffer) error{
		"markdown": func(b *bytes.Buffer) error { return Markdown(b, e, Options{}) },
		"notes":    func(b *bytes.Buffer) error { return Notes(b, e, NotesOptions{}) },
		"json":     func(b *bytes.Buffer) error { return JSON(b, e, Options{}) },
	} {
		if got := render(t, print); strings.Contains(got, "#t=") {
			t.Errorf("%s: without a timestamp there is a link: %s", form, got)
		}
	}
}

// links returns the link targets of a GitHub Markdown page.
func links(t *testing.T, page string) []string {
	t.Helper()
	src := []byte(page)
	root := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(src))
	var all []string
	err := ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Link:
			if entering {
				all = append(all, string(n.Destination))
			}
		case *ast.AutoLink, *ast.Image, *ast.RawHTML, *ast.HTMLBlock:
			t.Errorf("%T in\n%s", n, page)
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// FuzzAddress checks that a valid address links to its own host or nowhere, for any
// name of the episode, that the notes contain it as one link, and that no page has
// another.
func FuzzAddress(f *testing.F) {
	f.Add("https://x.test/{name}?t={seconds}", "389", "00:00:01")
	f.Add("https://x.test/a)b|c[d]`$&copy;?q=<b>&lt;)|`$\"'\\", "x", "0:01](https://evil.test)")
	f.Add("https://x.test/?q=\\{name}&amp;#/{seconds}", "{seconds}|\n", "1`:02")
	f.Add("HTTPS://X.test/{name}", "../..", "|")
	f.Fuzz(func(t *testing.T, pattern, name, stamp string) {
		a := episode.Address(pattern)
		if a == "" || a.Check() != nil {
			return
		}
		e := heardAt(a.Of(name))
		for i := range e.Transcript.Paragraphs {
			e.Transcript.Paragraphs[i].Segments[0].Stamp = stamp
		}
		at := e.URL(e.Transcript.Paragraphs[1].Segments[0])
		if at == "" {
			return
		}
		want, _ := url.Parse(strings.NewReplacer("{name}", "", "{seconds}", "").Replace(strings.TrimSpace(pattern)))
		got, err := url.Parse(at)
		if err != nil || got.Host != want.Host || got.User != nil || sanitize.URL(at) != at || len(e.Address.URL()) == 0 {
			t.Errorf("%q of %q leads to %q (%v), want host %q", pattern, name, at, err, want.Host)
		}
		page := render(t, func(b *bytes.Buffer) error { return Notes(b, e, NotesOptions{}) })
		own := []string{"https://github.com/encode/uvicorn", markdown.Destination(e.URL(e.Transcript.Paragraphs[0].Segments[0])), "https://pypi.org/project/tenacity/", markdown.Destination(at)}
		if got := links(t, page); !slices.Equal(got, own) {
			t.Errorf("the notes link %q, want %q:\n%s", got, own, page)
		}
		for _, got := range links(t, render(t, func(b *bytes.Buffer) error { return Markdown(b, e, Options{}) })) {
			if !slices.Contains(append(own, "https://github.com/owner/tool"), got) {
				t.Errorf("the page links %q, want only %q", got, own)
			}
		}
	})
}
