package store

import (
	"fmt"
	"testing"
)

// read saves an episode that names projects, each once, with a passage that names it.
func read(t testing.TB, s *Store, transcript, date string, names ...string) {
	t.Helper()
	r := run(transcript)
	e := &Episode{Title: "Episode " + transcript, Date: date, Address: "https://pod.test/" + transcript, Duration: 60}
	for i, name := range names {
		second := float64(10 * i)
		e.Named = append(e.Named, Named{Key: name, Name: name, Repository: "o/" + name, Role: "used", Worth: 0.5, Total: 1, Mentions: []Mention{
			{Time: fmt.Sprintf("0:%02d", 10*i), Seconds: &second, Start: 100 * i, End: 100*i + 5, Text: name, Passage: "we use " + name + " daily", Confidence: 0.9, Quoted: true},
		}})
	}
	r.Episode = e
	_, err := s.Save(t.Context(), r, nil)
	try(t)(err)
}

// found returns what a query finds, as the transcript and the project.
func found(t testing.TB, s *Store, q Query) []string {
	t.Helper()
	fs, err := s.Find(t.Context(), q)
	try(t)(err)
	var all []string
	for _, f := range fs {
		all = append(all, f.Episode.Transcript+" "+f.Named.Name)
	}
	return all
}

func TestFind(t *testing.T) {
	s := open(t)
	read(t, s, "1", "2024-01-01", "rich", "uvicorn")
	read(t, s, "2", "2025-01-01", "uvicorn")
	read(t, s, "3", "", "uvicorn", "trio")
	for name, c := range map[string]struct {
		query Query
		want  []string
	}{
		"everything":            {Query{}, []string{"2 uvicorn", "1 rich", "1 uvicorn", "3 uvicorn", "3 trio"}},
		"a project":             {Query{Projects: []string{"uvicorn"}}, []string{"2 uvicorn", "1 uvicorn", "3 uvicorn"}},
		"projects":              {Query{Projects: []string{"trio", "rich"}}, []string{"1 rich", "3 trio"}},
		"a repository":          {Query{Projects: []string{"o/rich"}}, []string{"1 rich"}},
		"no project":            {Query{Projects: []string{"black"}}, nil},
		"an episode":            {Query{Episode: "EPISODE 3"}, []string{"3 uvicorn", "3 trio"}},
		"an episode by address": {Query{Episode: "pod.test/1"}, []string{"1 rich", "1 uvicorn"}},
		"since":                 {Query{Since: "2024-06-01"}, []string{"2 uvicorn"}},
		"until":                 {Query{Until: "2024-06-01"}, []string{"1 rich", "1 uvicorn"}},
		"words":                 {Query{Words: "use RICH"}, []string{"1 rich"}},
		"words with signs":      {Query{Words: `"rich" OR *`}, nil},
		"a role":                {Query{Role: "compared"}, nil},
		"a limit":               {Query{Limit: 2}, []string{"2 uvicorn", "1 rich"}},
	} {
		t.Run(name, func(t *testing.T) { same(t, "found", found(t, s, c.query), c.want) })
	}
	names, err := s.Known(t.Context())
	try(t)(err)
	same(t, "known projects", names, []string{"rich", "trio", "uvicorn"})
	episodes, err := s.Episodes(t.Context())
	try(t)(err)
	same(t, "episodes", episodes, 3)
}

// TestFoundValues: every value comes back as it was saved.
func TestFoundValues(t *testing.T) {
	s := open(t)
	read(t, s, "1", "2024-01-01", "rich")
	fs, err := s.Find(t.Context(), Query{})
	try(t)(err)
	second := 0.0
	want := Found{
		Episode{ID: 1, Transcript: "1", Path: "transcripts/1.txt", Title: "Episode 1", Date: "2024-01-01", Address: "https://pod.test/1", Duration: 60},
		Named{Key: "rich", Name: "rich", Repository: "o/rich", Role: "used", Worth: 0.5, Total: 1},
		Mention{Time: "0:00", Seconds: &second, End: 5, Text: "rich", Passage: "we use rich daily", Confidence: 0.9, Quoted: true},
	}
	same(t, "found", fs, []Found{want})
	rs, err := s.Runs(t.Context())
	try(t)(err)
	same(t, "title of the run", rs[0].Title, "Episode 1")
}

// TestReadAgain checks that reading a transcript again replaces its stored mentions,
// including those of earlier contents of the file, also in the full text search.
func TestReadAgain(t *testing.T) {
	s := open(t)
	read(t, s, "1", "2024-01-01", "rich", "black")
	read(t, s, "1", "2024-01-01", "rich")
	same(t, "after reading it again", found(t, s, Query{}), []string{"1 rich"})
	same(t, "words that are gone", found(t, s, Query{Words: "black"}), []string(nil))
	r := run("other bytes")
	r.Path, r.Episode = "transcripts/1.txt", &Episode{}
	_, err := s.Save(t.Context(), r, nil)
	try(t)(err)
	same(t, "after the file changed", found(t, s, Query{}), []string(nil))
	for _, transcript := range []string{"2", "3"} { // standard input is no file
		r := run(transcript)
		r.Path, r.Episode = "-", &Episode{}
		_, err := s.Save(t.Context(), r, nil)
		try(t)(err)
	}
	episodes, err := s.Episodes(t.Context())
	try(t)(err)
	same(t, "episodes", episodes, 3)
	_, err = s.db.Exec("INSERT INTO words (words) VALUES ('integrity-check')")
	try(t)(err)
}

// BenchmarkFind measures a query over 1000 episodes with 50 projects each.
func BenchmarkFind(b *testing.B) {
	s := open(b)
	var names []string
	for i := range 50 {
		names = append(names, fmt.Sprintf("project%d", i))
	}
	for i := range 1000 {
		read(b, s, fmt.Sprint(i), "2024-01-01", names...)
	}
	for b.Loop() {
		if len(found(b, s, Query{Projects: []string{"project7"}})) != 1000 {
			b.Fatal("not all found")
		}
	}
}
