package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"namedrop/extract"
	"namedrop/internal/episode"
	"namedrop/internal/golden"
	"namedrop/internal/quote"
	"namedrop/internal/terminal"
	"namedrop/internal/transcript"
	"namedrop/match"
	"namedrop/propose"
	"namedrop/propose/entry"
)

// sample returns a small episode with everything that is hard to print.
func sample() episode.Episode {
	tr := &transcript.Transcript{Path: "talks/1.txt", Format: transcript.Timed, Paragraphs: []transcript.Paragraph{
		{Text: "We run UV Acorn.", Segments: []transcript.Segment{{Hi: 16, Start: 9, End: 25, Stamp: "00:00:01", Time: 1 * time.Second}}},
		{Text: "A PR for \x1b[31m<b>tenacity</b> | @you #12 would be `nice`.", Segments: []transcript.Segment{{Hi: 57, Start: 36, End: 93, Stamp: "00:00:02", Time: 2 * time.Second}}},
	}}
	at := strings.Index(tr.Paragraphs[1].Text, "tenacity")
	return episode.Episode{
		Transcript: tr,
		Packages: []match.Package{
			{Name: "uvicorn", Ecosystem: match.PyPI, Repository: "encode/uvicorn", Confidence: 0.934, Status: match.Listed, Section: "Web Frameworks",
				Mentions: []extract.Mention{{Lo: 7, Hi: 15, Confidence: 0.934}}, Reasons: []string{"in the list under Web Frameworks"}},
			{Name: "tenacity", Ecosystem: match.PyPI, About: "Retrying library.", Confidence: 0.8, Status: match.Candidate,
				Mentions: []extract.Mention{{Paragraph: 1, Lo: at, Hi: at + 8, Confidence: 0.8}},
				Quotes:   []quote.Quote{tr.Quote(1, 0, len(tr.Paragraphs[1].Text), "a PR is wanted")}, Reasons: []string{"a PR is wanted"}},
			{Name: "owner/tool", Ecosystem: match.GitHub, Repository: "owner/tool", Confidence: 1, Status: match.Mentioned, Sponsor: true,
				Mentions: []extract.Mention{{Hi: 2, Sponsor: true, Confidence: 1}}, Reasons: []string{"advertising only"}},
		},
		Proposals: []episode.Proposal{{
			Proposal: propose.Proposal{Candidate: propose.Candidate{Name: "tenacity"}, Section: "Misc", Line: "* [tenacity](https://pypi.org/project/tenacity/) - TODO.", Missing: entry.Parts{entry.PartDescription}},
			Patch:    "--- a/README.md\n+++ b/README.md\n",
		}},
		Diff: "--- a/README.md\n+++ b/README.md\n@@ -1,1 +1,2 @@\n ```\x1b[2J\n+* [tenacity](https://pypi.org/project/tenacity/) - TODO.\n",
	}
}

func render(t *testing.T, print func(*bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := print(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestForms(t *testing.T) {
	e := sample()
	text := render(t, func(b *bytes.Buffer) error { return Text(b, e, Options{Terminal: terminal.Options{Width: 80}}) })
	golden.File(t, "testdata/text.txt", text)
	golden.File(t, "testdata/markdown.md", render(t, func(b *bytes.Buffer) error { return Markdown(b, e, Options{}) }))
	golden.File(t, "testdata/notes.html", render(t, func(b *bytes.Buffer) error { return NotesHTML(b, e, NotesOptions{}) }))
	golden.File(t, "testdata/notes.md", render(t, func(b *bytes.Buffer) error { return Notes(b, e, NotesOptions{}) }))
	golden.File(t, "testdata/json.json", render(t, func(b *bytes.Buffer) error { return JSON(b, e, Options{}) }))
	if strings.Contains(text, "\x1b") {
		t.Error("what the transcript says reaches the terminal as a command")
	}
}

// TestWidth checks that text output fits 80 columns, except for the diff.
func TestWidth(t *testing.T) {
	e := sample()
	e.Diff = ""
	e.Packages[0].Name = strings.Repeat("long-", 30)
	e.Packages[1].Reasons = []string{strings.Repeat("日本", 30)}
	for l := range strings.Lines(render(t, func(b *bytes.Buffer) error { return Text(b, e, Options{Terminal: terminal.Options{Width: 80}}) })) {
		if w := ansi.StringWidth(strings.TrimRight(l, "\n")); w > terminal.TextWidth {
			t.Errorf("%d columns: %s", w, l)
		}
	}
}

// TestContract checks the field names of the output contract, and that a list is never
// null.
func TestContract(t *testing.T) {
	var out map[string]any
	empty := episode.Episode{Transcript: &transcript.Transcript{Path: "x.txt"}}
	if err := json.Unmarshal([]byte(render(t, func(b *bytes.Buffer) error { return JSON(b, empty, Options{}) })), &out); err != nil {
		t.Fatal(err)
	}
	for _, list := range []string{"packages", "proposals"} {
		if _, ok := out[list].([]any); !ok {
			t.Errorf("%s of an empty episode is %v, want []", list, out[list])
		}
	}
	var full struct {
		Packages []map[string]any `json:"packages"`
	}
	if err := json.Unmarshal([]byte(render(t, func(b *bytes.Buffer) error { return JSON(b, sample(), Options{}) })), &full); err != nil {
		t.Fatal(err)
	}
	for _, field := range []string{"name", "ecosystem", "repository", "confidence", "status", "sponsor", "mentions", "evidence", "reasons"} {
		if v, ok := full.Packages[0][field]; !ok || v == nil {
			t.Errorf("packages[0].%s is %v", field, v)
		}
	}
}

func TestFence(t *testing.T) {
	for text, want := range map[string]string{"": "```", "a ``` b": "````", "````": "`````"} {
		if got := fenceFor(text); got != want {
			t.Errorf("fenceFor(%q) = %s, want %s", text, got, want)
		}
	}
}

// TestTabs checks that the diff applies to a list that is indented with tabs.
func TestTabs(t *testing.T) {
	e := sample()
	e.Diff = "--- a/list.md\n+++ b/list.md\n@@ -1 +1,2 @@\n \t*\t[a](b)\n+\t*\t[c](d)\n"
	for form, print := range map[string]func(*bytes.Buffer) error{
		"text":     func(b *bytes.Buffer) error { return Text(b, e, Options{Terminal: terminal.Options{Width: 80}}) },
		"markdown": func(b *bytes.Buffer) error { return Markdown(b, e, Options{}) },
	} {
		if got := render(t, print); !strings.Contains(got, e.Diff) {
			t.Errorf("%s: not the diff, but\n%q", form, got)
		}
	}
}

// TestLineEndings checks that the diff applies to a list whose lines end with CR LF.
func TestLineEndings(t *testing.T) {
	e := sample()
	e.Diff = "--- a/list.md\n+++ b/list.md\n@@ -1 +1,2 @@\n * [a](b)\r\n+* [c](d)\r\n"
	got := render(t, func(b *bytes.Buffer) error { return Text(b, e, Options{Terminal: terminal.Options{Width: 80}}) })
	if !strings.Contains(got, e.Diff) {
		t.Errorf("not the diff, but\n%q", got)
	}
}

// TestRead: Read returns what JSON wrote.
func TestRead(t *testing.T) {
	for _, e := range []episode.Episode{sample(), {Transcript: &transcript.Transcript{Path: "x.txt"}}} {
		written := render(t, func(b *bytes.Buffer) error { return JSON(b, e, Options{Explain: true}) })
		d, err := Read([]byte(written))
		if err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(d)
		if err != nil || string(again) != string(must(json.Marshal(NewDocument(e, Options{Explain: true})))) {
			t.Errorf("%v: read as %s, written as %s", err, again, written)
		}
	}
	for _, bad := range []string{"", "{}", `{"schema":2}`, `{"schema":1,"packages":{}}`} {
		if _, err := Read([]byte(bad)); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

func must(data []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return data
}
