package confusion

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"namedrop/internal/catalog"
	"namedrop/internal/golden"
	"namedrop/internal/transcript"
	"namedrop/internal/transcript/transcripttest"
)

// names is a small vocabulary, so that cases do not change with the embedded
// catalog.
func names() *Vocabulary {
	return NewVocabulary([]catalog.Project{
		{Name: "pytest"}, {Name: "pytest-asyncio"}, {Name: "sqlalchemy"}, {Name: "fastapi"}, {Name: "pydantic"},
		{Name: "scikit-learn"}, {Name: "scikit-build"}, {Name: "scikit-image"},
		{Name: "rich", Mark: catalog.Word}, {Name: "quart", Mark: catalog.Word}, {Name: "requests", Mark: catalog.Word},
		{Name: "click", Mark: catalog.Word}, {Name: "mike", Mark: catalog.Word}, {Name: "id", Mark: catalog.Word},
		{Name: "us", Mark: catalog.Word}, {Name: "luigi", Mark: catalog.Proper}, {Name: "july", Mark: catalog.Proper},
	})
}

// parse returns a transcript with one paragraph a block of text, "" for none.
func parse(t testing.TB, text string) *transcript.Transcript {
	t.Helper()
	if strings.TrimSpace(text) == "" {
		return &transcript.Transcript{}
	}
	return transcripttest.Parse(t, text)
}

// pairOf cuts a case into its noisy and its clean text.
func pairOf(t testing.TB, in string) (noisy, clean *transcript.Transcript) {
	t.Helper()
	before, after, ok := strings.Cut("\n"+in, "\n--\n")
	if !ok {
		t.Fatal(`no line "--" between the noisy and the clean text`)
	}
	return parse(t, before), parse(t, after)
}

func episodes(t testing.TB, in string) []*Episode {
	t.Helper()
	v := names()
	var out []*Episode
	for _, part := range strings.Split("\n"+in, "\n== ")[1:] {
		name, texts, _ := strings.Cut(part, "\n")
		noisy, clean := pairOf(t, texts)
		out = append(out, v.Study(name, noisy, clean))
	}
	return out
}

func TestLearn(t *testing.T) {
	golden.Run(t, "testdata/learn.txtar", func(t *testing.T, _, in string) string {
		all := episodes(t, in)
		return show(Learn(all), all)
	})
}

func show(table *Table, all []*Episode) string {
	var out strings.Builder
	for _, c := range table.Confusions {
		fmt.Fprintln(&out, c.Words, ">", c.Name, c.Events, c.Episodes, c.Others)
	}
	for _, e := range all {
		for _, l := range table.Labels(e) {
			mark := ""
			if l.Unsure {
				mark = "? "
			}
			fmt.Fprintf(&out, "%s: %s%s: %s for %s\n", e.Name, mark, l.Name, l.Noisy, l.Clean)
		}
	}
	return out.String()
}

const many = `
== one
I like pi test a lot, and we print with ridge here.
--
I like pytest a lot, and we print with Rich here.
== two
We moved to pi test last year, from knows.
--
We moved to pytest last year, from nose.
== three
Use pi test.
--
Use pytest.
`

// TestOrderDoesNotMatter guards against the order of episodes or of a map
// reaching the result.
func TestOrderDoesNotMatter(t *testing.T) {
	all := episodes(t, many)
	want := show(Learn(all), all)
	turned := slices.Clone(all)
	slices.Reverse(turned)
	for range 5 {
		if got := show(Learn(turned), all); got != want {
			t.Fatalf("got\n%swant\n%s", got, want)
		}
	}
}

func TestWithout(t *testing.T) {
	all := episodes(t, many)
	count := func(without ...string) int {
		for _, c := range Learn(Without(all, without...)).Confusions {
			if c.Words == "pi test" {
				return c.Episodes
			}
		}
		return 0
	}
	if got := []int{count(), count("one"), count("one", "three"), count("none")}; !slices.Equal(got, []int{3, 2, 0, 3}) {
		t.Errorf("episodes with and without: %v, want 3, 2, 0 (too few) and 3", got)
	}
	if len(all) != 3 {
		t.Error("Without changed its argument")
	}
}

// TestLabelsPointIntoTheText checks the offsets of labels.
func TestLabelsPointIntoTheText(t *testing.T) {
	noisy, clean := pairOf(t, "We like\n\nthe “sequel alchemy” library.\n--\nWe like\n\nthe “SQLAlchemy” library.\n")
	e := names().Study("e", noisy, clean)
	labels := Learn([]*Episode{e}).Labels(e)
	if len(labels) != 1 {
		t.Fatalf("%d labels, want 1: %v", len(labels), labels)
	}
	l := labels[0]
	if got := noisy.Paragraphs[l.Paragraph].Text[l.Lo:l.Hi]; got != "sequel alchemy" || l.Noisy != got {
		t.Errorf("label %+v is at %q", l, got)
	}
}

func TestNothing(t *testing.T) {
	table := Learn([]*Episode{names().Study("silence", &transcript.Transcript{}, &transcript.Transcript{})})
	if len(table.Confusions) != 0 || len(table.Words) != 0 {
		t.Errorf("learned %v from empty transcripts", table)
	}
}

func TestWriteWords(t *testing.T) {
	table := &Table{Words: []WordCount{{"common", 900, 9, 1}, {"rare", 3, 3, 0}, {"seldom", 5, 4, 2}}}
	var all, some bytes.Buffer
	if err := table.WriteWords(&all, 1000); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(all.String(), "\ncommon\t900\t9\t1\nrare\t3\t3\t0\nseldom\t5\t4\t2\n") {
		t.Errorf("wrote %q", all.String())
	}
	if err := table.WriteWords(&some, all.Len()-1); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(some.String(), "rare") || !strings.Contains(some.String(), "seldom") {
		t.Errorf("want the rarest word left out, and no other: %q", some.String())
	}
}
