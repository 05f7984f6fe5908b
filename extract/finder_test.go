package extract

import (
	"fmt"
	"strings"
	"testing"

	"namedrop/extract/token"
	"namedrop/internal/catalog"
	"namedrop/internal/golden"
	"namedrop/internal/transcript"
	"namedrop/internal/transcript/transcripttest"
)

// smallCatalog is a small catalog, so that the cases do not depend on the embedded
// one.
func smallCatalog() *catalog.Catalog {
	return catalog.Build(
		[]catalog.Project{
			{Name: "motor", OnPyPI: true, Mark: catalog.Word}, {Name: "asyncpg", OnPyPI: true},
			{Name: "fastapi", OnPyPI: true}, {Name: "flask", OnPyPI: true, Mark: catalog.Word},
			{Name: "django", OnPyPI: true, Mark: catalog.Proper}, {Name: "requests", OnPyPI: true, Mark: catalog.Word},
			{Name: "pytest", OnPyPI: true}, {Name: "pytest-asyncio", OnPyPI: true}, {Name: "pytest-xdist", OnPyPI: true},
			{Name: "todo", OnPyPI: true}, {Name: "alot", OnPyPI: true}, {Name: "javascript", OnPyPI: true, Mark: catalog.Term},
			{Name: "rich", OnPyPI: true, Mark: catalog.Word, About: "Colours for terminal output."}, {Name: "sentry-sdk", OnPyPI: true}, {Name: "sqlalchemy", OnPyPI: true},
			{Name: "pid", OnPyPI: true, Mark: catalog.Term}, {Name: "anyio", OnPyPI: true, Repository: "agronholm/anyio"},
			{Name: "uvicorn", OnPyPI: true}, {Name: "jupyter", OnPyPI: true}, {Name: "aiosqlite", OnPyPI: true}, {Name: "python-decouple", OnPyPI: true},
		},
		[]catalog.Project{{Name: "motor", Listed: true}, {Name: "asyncpg", Listed: true}, {Name: "AnyIO", Repository: "agronholm/anyio", Listed: true}})
}

// TestFind runs the cases of testdata: a transcript in, its mentions out, one a
// line: paragraph, name, words. Confidences are left out because every training
// changes them.
func TestFind(t *testing.T) {
	f := New(smallCatalog(), DefaultModel(), DefaultThreshold)
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, _, in string) string {
		tr := transcripttest.Parse(t, in)
		var out strings.Builder
		for _, m := range f.Find(tr) {
			fmt.Fprintf(&out, "%d %s %q", m.Paragraph, m.Name, tr.Paragraphs[m.Paragraph].Text[m.Lo:m.Hi])
			if m.Sponsor {
				out.WriteString(" sponsor")
			}
			out.WriteByte('\n')
		}
		return out.String()
	})
}

// TestFindIsDeterministic: results do not depend on the order of maps or
// goroutines.
func TestFindIsDeterministic(t *testing.T) {
	tr := transcripttest.Load(t, "../transcripts/389.txt")
	f := New(catalog.Build(catalog.Embedded()), DefaultModel(), 0.3)
	first := fmt.Sprint(f.Find(tr))
	for range 3 {
		if again := fmt.Sprint(f.Find(tr)); again != first {
			t.Fatal("two runs over one transcript differ")
		}
	}
}

// FuzzFind: mentions are in order, do not overlap, and lie inside their sentence
// and paragraph.
func FuzzFind(f *testing.F) {
	for _, in := range golden.Inputs(f, "testdata/*.txtar") {
		f.Add(in)
	}
	const least = 0.05
	finder := New(smallCatalog(), DefaultModel(), least)
	f.Fuzz(func(t *testing.T, s string) {
		tr := transcripttest.ParseFuzz(t, s)
		paragraph, end := 0, 0
		for _, m := range finder.Find(tr) {
			if m.Paragraph != paragraph {
				paragraph, end = m.Paragraph, 0
			}
			if m.Lo < end || m.Hi <= m.Lo || m.From > m.Lo || m.To < m.Hi || m.To > len(tr.Paragraphs[m.Paragraph].Text) {
				t.Fatalf("mention %+v after %d", m, end)
			}
			if m.Confidence < least-1e-9 || m.Confidence > 1 {
				t.Fatalf("confidence %v", m.Confidence)
			}
			end = m.Hi
		}
	})
}

// TestTitles checks that titles are evidence for mentions, but contain none.
func TestTitles(t *testing.T) {
	tr := transcripttest.Parse(t, "And then we put motor in front of it, which was quick.")
	f := New(smallCatalog(), DefaultModel(), 0)
	without := f.Find(tr)
	tr.Title, tr.Chapters = "Motor and Django", []transcript.Chapter{{Title: "Motor"}}
	with := f.Find(tr)
	if len(without) != 1 || len(with) != 1 || with[0].Name != "motor" || with[0].Confidence <= without[0].Confidence {
		t.Errorf("without a title %+v, with it %+v", without, with)
	}
}

func TestEmpty(t *testing.T) {
	if got := New(smallCatalog(), DefaultModel(), DefaultThreshold).Find(transcripttest.Parse(t, "x")); got != nil {
		t.Errorf("Find without words = %v, want nil", got)
	}
	if got := New(&catalog.Catalog{}, DefaultModel(), DefaultThreshold).Find(transcripttest.Parse(t, "We use FastAPI.")); got != nil {
		t.Errorf("Find without a catalog = %v, want nil", got)
	}
}

// TestReasonsAddUp: the reasons of a candidate add up to its score.
func TestReasonsAddUp(t *testing.T) {
	f := New(smallCatalog(), DefaultModel(), 0)
	tr := transcripttest.Parse(t, "We built it with the FastAPI framework, with any IO, and pytest-asyncio.")
	tokens := token.Tokenize(DefaultModel().vocabulary, tr)
	for _, c := range f.score(tr, tokens, nil) {
		added, base := f.model.forest.Explain(c.Dense)
		calibration := f.model.calibrationOf(c)
		sum := calibration.logOdds(base)
		for _, w := range added {
			sum += calibration.slope * w
		}
		sum += c.Topic + c.Filed + c.Signs + c.Kin + c.Head + c.Single
		if d := sum - c.Score; d > 1e-9 || d < -1e-9 {
			t.Errorf("%s: reasons add up to %v, the score is %v", c.Project.Name, sum, c.Score)
		}
	}
}

// TestPossibleMentions checks that possible mentions are below the threshold, and have
// different names and words than mentions.
func TestPossibleMentions(t *testing.T) {
	tr, err := transcript.Load("../transcripts/389.txt")
	if err != nil {
		t.Fatal(err)
	}
	mentions, possible := New(catalog.Build(catalog.Embedded()), DefaultModel(), DefaultThreshold).FindAll(tr, PossibleThreshold)
	if len(possible) == 0 {
		t.Fatal("no possible mentions")
	}
	for _, p := range possible {
		if p.Confidence >= DefaultThreshold {
			t.Errorf("%s has a confidence of %.2f", p.Name, p.Confidence)
		}
		for _, m := range mentions {
			if m.Name == p.Name || m.Paragraph == p.Paragraph && m.Lo < p.Hi && p.Lo < m.Hi {
				t.Errorf("%+v is also a mention", p)
			}
		}
	}
}
