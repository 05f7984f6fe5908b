package propose

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"namedrop/internal/markdown"
)

const example = "../cmd/awesome-asyncio.md"

// TestLeaveOneOut takes every entry out of the example list and asks for its
// section. The figure is kept in testdata, so that a change of it is seen.
func TestLeaveOneOut(t *testing.T) {
	got := leaveOneOut(t, example)
	golden := "testdata/leaveoneout.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got %swant %s(-update rewrites %s)", got, want, golden)
	}
}

// TestLeaveOneOutLists measures lists that are not part of this repository.
func TestLeaveOneOutLists(t *testing.T) {
	dir := os.Getenv("NAMEDROP_LISTS")
	if dir == "" {
		dir = "../../shared/world/lists"
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.md"))
	if len(files) == 0 {
		t.Skipf("no lists in %s; NAMEDROP_LISTS names another folder", dir)
	}
	for _, file := range files {
		leaveOneOut(t, file)
	}
}

func leaveOneOut(t *testing.T, file string) string {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	list := markdown.Read(src)
	right, all := 0, 0
	for i := range list.Sections {
		s := &list.Sections[i]
		es := s.Entries
		for j, e := range es {
			s.Entries = slices.Delete(slices.Clone(es), j, j+1)
			if !takesProjects(list, *s) {
				continue
			}
			ch, err := choose(list, Candidate{Name: e.Name, About: e.Description})
			if err != nil {
				t.Fatal(err)
			}
			all++
			if ch.section == i {
				right++
			} else {
				t.Logf("%s: %s is in %s, proposed for %s (%.2f, %q)",
					filepath.Base(file), e.Name, s.Title, list.Sections[ch.section].Title, ch.score, ch.words)
			}
		}
		s.Entries = es
	}
	got := fmt.Sprintf("%s: %d of %d entries in their section (%.0f %%)\n",
		filepath.Base(file), right, all, 100*float64(right)/float64(max(1, all)))
	t.Log(got)
	return got
}

// TestExampleSections asks for the section of projects that are in no list here.
func TestExampleSections(t *testing.T) {
	src, err := os.ReadFile(example)
	if err != nil {
		t.Fatal(err)
	}
	list := markdown.Read(src)
	for _, c := range []struct{ name, about, context, want string }{
		{"aiosqlite", "asyncio bridge to the standard sqlite3 module", "probably noteworthy to put in the database drivers", "Database Drivers"},
		{"tenacity", "General-purpose retrying library.", "", "Misc"},
		{"django", "A high-level Python web framework that encourages rapid development.", "", "Web Frameworks"},
		{"starlite", "async framework built on top of Starlette and Pydantic", "", "Web Frameworks"},
		{"litestar", "Litestar - A production-ready, highly performant, extensible ASGI API Framework", "", "Web Frameworks"},
		{"beanie", "Asynchronous Python ODM for MongoDB", "", "Database Drivers"},
	} {
		p, err := New(src, list, Candidate{Name: c.name, URL: "https://github.com/owner/" + c.name, About: c.about, Context: []string{c.context}}, Rules{})
		if err != nil || p.Section != c.want {
			t.Errorf("%s: section %q (%.2f, %q, then %q), %v; want %q", c.name, p.Section, p.Score, p.Words, p.RunnerUp, err, c.want)
		}
	}
}

func TestTakesProjects(t *testing.T) {
	src, err := os.ReadFile(example)
	if err != nil {
		t.Fatal(err)
	}
	list := markdown.Read(src)
	for _, s := range list.Sections {
		want := len(s.Entries) > 0 && s.Title != "Writings" && s.Title != "Talks"
		if got := takesProjects(list, s); got != want {
			t.Errorf("%s: takes projects: %v", s.Title, got)
		}
	}
}

func TestSpoken(t *testing.T) {
	for _, c := range []struct {
		title, text string
		want        bool
	}{
		{"Database Drivers", "noteworthy to put in the database drivers would be", true},
		{"Database Drivers", "a driver for any database", false},
		{"Web Frameworks", "another Web framework.", true},
		{"Testing", "I was testing it", false},
		{"Testing", "it belongs in the testing section", true},
		{"The", "the section", false},
	} {
		if got := spoken(c.title, c.text); got != c.want {
			t.Errorf("spoken(%q, %q) = %v", c.title, c.text, got)
		}
	}
}
