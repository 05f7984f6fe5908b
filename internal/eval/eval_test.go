package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"namedrop/extract"
	"namedrop/internal/episode"
	"namedrop/internal/golden"
	"namedrop/internal/markdown"
	"namedrop/internal/transcript"
	"namedrop/match"
)

// pipeline returns a function that finds packages as the command does by default.
func pipeline(t *testing.T, list string) func(path string) (*transcript.Transcript, []match.Package) {
	t.Helper()
	src, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	p := episode.New(episode.Options{List: episode.List{Source: src, Parsed: markdown.Read(src)}, Threshold: extract.DefaultThreshold})
	return func(path string) (*transcript.Transcript, []match.Package) {
		e, err := p.Detect(t.Context(), episode.File(path, ""))
		if err != nil {
			t.Fatal(err)
		}
		return e.Transcript, e.Packages
	}
}

func row(name string, s Score) string {
	return fmt.Sprintf("%-6s  packages P %.3f R %.3f F1 %.3f  mentions P %.3f R %.3f F1 %.3f  garbled R %.3f\n", name,
		s.Packages.Precision(), s.Packages.Recall(), s.Packages.F1(),
		s.Mentions.Precision(), s.Mentions.Recall(), s.Mentions.F1(), s.Garbled.Recall())
}

// Test389 compares the scores of the committed episode with a golden file. Run it
// with -update after a change that affects them, and commit the file.
func Test389(t *testing.T) {
	g, err := Load("testdata/389.json")
	if err != nil {
		t.Fatal(err)
	}
	tr, found := pipeline(t, "../../cmd/awesome-asyncio.md")("../../transcripts/389.txt")
	s := Compare(g, tr, found)
	golden.File(t, "testdata/389.txt", row("389", s)+"missed: "+strings.Join(s.Missed, " ")+"\nalarms: "+strings.Join(s.Alarms, " ")+"\n")
}

// shared is the folder of annotated episodes that are not in the repository.
const shared = "../../../shared/eval"

// TestAnnotated does the same for the other annotated episodes, if they are
// available.
func TestAnnotated(t *testing.T) {
	paths, _ := filepath.Glob(shared + "/gold/*.json")
	if len(paths) == 0 {
		t.Skip("no annotated episodes beside the checkout")
	}
	find := pipeline(t, shared+"/../world/lists/awesome-asyncio.md")
	var out strings.Builder
	var all Score
	for _, path := range paths {
		g, err := Load(path)
		if err != nil {
			t.Fatal(err)
		}
		tr, found := find(filepath.Join(shared, "transcripts", g.Episode+".txt"))
		s := Compare(g, tr, found)
		all.Add(s)
		out.WriteString(row(g.Episode, s))
	}
	out.WriteString(row("all", all))
	golden.File(t, "testdata/annotated.txt", out.String())
}

// TestOtherTalk checks that nothing is found in shows about other subjects, whose words
// are also names of packages.
func TestOtherTalk(t *testing.T) {
	paths, err := filepath.Glob("testdata/other/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no transcripts about other subjects: %v", err)
	}
	find := pipeline(t, "../../cmd/awesome-asyncio.md")
	for _, path := range paths {
		_, found := find(path)
		for _, p := range found {
			t.Errorf("%s: found %s with confidence %.2f", path, p.Name, p.Confidence)
		}
	}
}

func TestCompare(t *testing.T) {
	g := Gold{Packages: []GoldPackage{{PyPI: "uvicorn", Required: true}, {PyPI: "quart", Required: true}, {PyPI: "redis"}}}
	g.Packages[0].Mentions = []GoldMention{{Stamp: "00:01", Text: "UV Acorn"}}
	tr := &transcript.Transcript{Paragraphs: []transcript.Paragraph{
		{Text: "UV Acorn and rich", Segments: []transcript.Segment{{Hi: 17, Stamp: "00:01"}}},
		{Text: "uvicorn", Segments: []transcript.Segment{{Hi: 7, Stamp: "00:02"}}},
	}}
	at := func(paragraphs ...int) (all []extract.Mention) {
		for _, p := range paragraphs {
			all = append(all, extract.Mention{Paragraph: p, Hi: 1})
		}
		return all
	}
	s := Compare(g, tr, []match.Package{
		{Name: "uvicorn", Ecosystem: match.PyPI, Mentions: at(0, 1)},
		{Name: "rich", Ecosystem: match.PyPI, Mentions: at(0)},
		{Name: "redis", Ecosystem: match.PyPI, Mentions: at(1)},
	})
	want := Score{
		Packages: Tally{Hit: 1, Miss: 1, Alarm: 1}, // quart is missed, rich is wrong, redis may be either
		Mentions: Tally{Hit: 1, Alarm: 2},          // uvicorn at 00:02 and rich were not annotated
		Garbled:  Tally{Hit: 1},
	}
	if s.Packages != want.Packages || s.Mentions != want.Mentions || s.Garbled != want.Garbled {
		t.Errorf("Compare = %+v, want %+v", s, want)
	}
	if f := s.Packages.F1(); f != 0.5 {
		t.Errorf("F1 = %v, want 0.5", f)
	}
}
