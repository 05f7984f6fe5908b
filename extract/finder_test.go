package extract

import (
	"fmt"
	"strings"
	"testing"

	"namedrop/internal/catalog"
	"namedrop/internal/golden"
	"namedrop/internal/transcript"
)

// vocabulary is a small catalogue, so that cases do not change with the
// embedded one.
func vocabulary() *catalog.Catalog {
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

// TestFind runs the cases of testdata: a transcript in, its mentions out, one
// a line: paragraph, name, the words heard. Confidences are left out, for they
// change whenever the models are trained anew.
func TestFind(t *testing.T) {
	f := New(vocabulary(), Learnt(), 0.5)
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, _, in string) string {
		tr := parse(t, in)
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

// TestFindIsDeterministic guards against the order of a map, or of the parts
// that are worked on at the same time, reaching the result.
func TestFindIsDeterministic(t *testing.T) {
	tr := load(t, "../transcripts/389.txt")
	f := New(catalog.Build(catalog.Embedded()), Learnt(), 0.3)
	first := fmt.Sprint(f.Find(tr))
	for range 3 {
		if again := fmt.Sprint(f.Find(tr)); again != first {
			t.Fatal("two runs over one transcript differ")
		}
	}
}

// FuzzFind checks what the contract promises of mentions: in order, without
// overlap, inside their sentence, inside their paragraph.
func FuzzFind(f *testing.F) {
	for _, in := range golden.Inputs(f, "testdata/*.txtar") {
		f.Add(in)
	}
	const least = 0.05
	finder := New(vocabulary(), Learnt(), least)
	f.Fuzz(func(t *testing.T, s string) {
		tr := parseFuzz(t, s)
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

func TestEmpty(t *testing.T) {
	if got := New(vocabulary(), Learnt(), 0.5).Find(parse(t, "x")); got != nil {
		t.Errorf("Find of nothing = %v, want nil", got)
	}
	if got := New(&catalog.Catalog{}, Learnt(), 0.5).Find(parse(t, "We use FastAPI.")); got != nil {
		t.Errorf("Find without a catalogue = %v, want nil", got)
	}
}

// TestReasonsAddUp holds that an explanation accounts for the whole score.
func TestReasonsAddUp(t *testing.T) {
	f := New(vocabulary(), Learnt(), 0)
	tr := parse(t, "We built it with the FastAPI framework, and with any IO.")
	tokens := Learnt().tokenize(tr)
	for _, r := range f.judge(tr, tokens, nil) {
		added, sum := f.known.second.explain(r.facts)
		for _, w := range added {
			sum += w
		}
		sum += r.topic
		if d := sum - r.score; d > 1e-9 || d < -1e-9 {
			t.Errorf("%s: reasons add up to %v, the score is %v", r.project.Name, sum, r.score)
		}
	}
}

// TestPerhaps holds that what is told apart is apart: other names, in other words,
// and fainter.
func TestPerhaps(t *testing.T) {
	tr, err := transcript.Load("../transcripts/389.txt")
	if err != nil {
		t.Fatal(err)
	}
	mentions, perhaps := New(catalog.Build(catalog.Embedded()), Learnt(), DefaultThreshold).FindAll(tr)
	if len(perhaps) == 0 {
		t.Fatal("nothing is perhaps named")
	}
	for _, p := range perhaps {
		if p.Confidence >= DefaultThreshold {
			t.Errorf("%s is sure: %.2f", p.Name, p.Confidence)
		}
		for _, m := range mentions {
			if m.Name == p.Name || m.Paragraph == p.Paragraph && m.Lo < p.Hi && p.Lo < m.Hi {
				t.Errorf("%+v is both", p)
			}
		}
	}
}
