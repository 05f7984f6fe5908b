package propose

import (
	"os"
	"slices"
	"testing"

	"namedrop/internal/markdown"
	"namedrop/propose/outline"
)

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
	for i, s := range list.Sections {
		want := len(s.Entries) > 0 && s.Title != "Writings" && s.Title != "Talks"
		if got := slices.ContainsFunc(outline.Groups(list), func(g outline.Group) bool { return g.Section == i }); got != want {
			t.Errorf("%s: takes projects: %v", s.Title, got)
		}
	}
}
