package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"namedrop/extract"
	"namedrop/internal/episode"
	"namedrop/internal/golden"
	"namedrop/internal/terminal"
	"namedrop/internal/transcript"
	"namedrop/match"
)

var asked = time.Date(2022, 11, 10, 13, 0, 0, 0, time.UTC)

func from[T any](source string, v T) match.Figure[T] {
	return match.Figure[T]{Value: v, Known: true, Source: source, AsOf: asked}
}

// vetted returns an episode with three candidates: one with full evidence, one with
// little, and a rejected one with hostile text.
func vetted() episode.Episode {
	tr := &transcript.Transcript{Path: "talks/2.txt", Format: transcript.Timed, Paragraphs: []transcript.Paragraph{
		{Text: "Put proven, unasked and evil on the list.", Segments: []transcript.Segment{{Hi: 41, Start: 9, End: 50, Stamp: "00:00:01", Time: 1 * time.Second}}},
	}}
	named := func(name string, status match.Status, e *match.Evidence, checks ...match.Check) match.Package {
		lo := strings.Index(tr.Paragraphs[0].Text, name)
		return match.Package{Name: name, Ecosystem: match.PyPI, Confidence: 1, Status: status, Evidence: e, Checks: checks,
			Mentions: []extract.Mention{{Lo: lo, Hi: lo + len(name)}}, Reasons: []string{"to be added"}}
	}
	proven := &match.Evidence{
		Identity: match.Identity{Level: match.Confirmed, Why: "PyPI names jo/proven; jo/proven has its name"}, Repository: from("pypi", "jo/proven"), Former: "old/proven",
		Stars: from("github", 1129), Contributors: from("github", 37), Pushed: from("github", asked.AddDate(0, 0, -11)), License: from("github", "MIT"),
		Malware: from("osv", []string{}), Imitates: from("pypi", match.Imitation{}), Reference: from("github", asked),
		Homepage: from("pypi", "https://proven.example.org/"), Topics: from("github", []string{"retry"}), Classifiers: from("pypi", []string{"Topic :: Database"}),
	}
	down := "api.github.com is down"
	missing := match.Figure[int]{Source: "github", Missing: down}
	unasked := &match.Evidence{Stars: missing, Contributors: missing, Identity: match.Identity{Why: down}}
	hostile := "\x1b[2J](javascript:alert(1)) | @you \u202e"
	evil := &match.Evidence{Stars: from("github", 1), License: from("github", hostile), Archived: from("github", true), Summary: from("pypi", hostile), Keywords: from("pypi", []string{hostile}),
		Pushed: from("github", asked.AddDate(-3, 0, 0)), Reference: match.Figure[time.Time]{Value: asked.AddDate(-2, 0, 0), Known: true, AsOf: asked},
		Imitates: from("pypi", match.Imitation{Of: "proven", How: hostile})}
	e := episode.Episode{Transcript: tr, Recorded: time.Date(2022, 11, 3, 0, 0, 0, 0, time.UTC), Packages: []match.Package{
		named("proven", match.Candidate, proven, match.Check{Rule: "stars", Outcome: match.Pass, Figure: "1129", Want: "at least 20", Source: "github", AsOf: asked, Stale: true}),
		named("unasked", match.Candidate, unasked,
			match.Check{Rule: "stars", Outcome: match.Unknown, Want: "at least 20", Source: "github", Why: down},
			match.Check{Rule: "contributors", Outcome: match.Unknown, Want: "at least 2", Source: "github", Why: down}),
		named("evil", match.Rejected, evil, match.Check{Rule: "imitation", Outcome: match.Fail, Figure: hostile, Want: "none", Source: "pypi", Why: "suspected squatter: " + hostile}),
	}}
	e.Packages[2].Reasons = []string{"suspected squatter: " + hostile, "to be added"}
	return e
}

func TestEvidence(t *testing.T) {
	e := vetted()
	text := render(t, func(b *bytes.Buffer) error { return Text(b, e, Options{Terminal: terminal.Options{Width: 80}}) })
	page := render(t, func(b *bytes.Buffer) error { return Markdown(b, e, Options{}) })
	golden.File(t, "testdata/evidence.txt", text)
	golden.File(t, "testdata/evidence.md", page)
	var indented bytes.Buffer
	if err := json.Indent(&indented, []byte(render(t, func(b *bytes.Buffer) error { return JSON(b, e, Options{}) })), "", "\t"); err != nil {
		t.Fatal(err)
	}
	golden.File(t, "testdata/evidence.json", indented.String())
	for _, out := range []string{text, page} {
		if strings.ContainsAny(out, "\x1b\u202e") {
			t.Error("what a registry says reaches the terminal as a command")
		}
	}
	if strings.Contains(strings.ReplaceAll(page, `\]`, ""), "](javascript:") {
		t.Error("what a registry says becomes a link")
	}
}

func TestShort(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1.0k", 1129: "1.1k", 9999: "9.9k", 10_000: "10k", 67_230: "67k", 999_999: "999k", 1_250_000: "1.2M"} {
		if got := short(n); got != want {
			t.Errorf("short(%d) = %s, want %s", n, got, want)
		}
	}
}
