package store

import (
	"database/sql"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// database creates a file from an SQL script, as another program would.
func database(t testing.TB, script string) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "store.db")
	db, err := sql.Open("sqlite", path)
	try(t)(err)
	_, err = db.Exec(script)
	try(t)(err)
	try(t)(db.Close())
	return path
}

func version1(t testing.TB) (path string) {
	t.Helper()
	script, err := os.ReadFile("testdata/version1.sql")
	try(t)(err)
	return database(t, string(script))
}

// TestVersion1 reads every value of a store that version 1 wrote.
func TestVersion1(t *testing.T) {
	s, err := Open(version1(t))
	try(t)(err)
	defer s.Close()
	checkVersion1(t, s)
	try(t)(s.Decide(t.Context(), 1, only(t, s).Decision.ID, Decision{Verdict: Pending, Entry: Entry{Name: "x"}}))
}

func checkVersion1(t *testing.T, s *Store) {
	t.Helper()
	r := run("389")
	r.ID, r.At = 1, at(0)
	got, err := s.Run(t.Context(), 1)
	try(t)(err)
	same(t, "run", got, r)

	p := tenacity("Retries.")
	p.ID, p.List = 1, list
	p.Quotes[0].URL = "" // added in version 2
	p.Quotes[0].Run, p.Quotes[0].Transcript, p.Quotes[0].Path = 1, r.Transcript, r.Path
	p.Decision = Decision{ID: 1, Verdict: Accepted, Entry: p.Entry, At: at(1)}
	p.Decision.Entry.Section, p.Decision.Entry.Position = "Retrying", 3
	p.Sent = Sent{"pull request", "extract/tenacity", "269a083", 12, "https://github.com/x/y/pull/12", "open", at(5)}
	same(t, "proposal", only(t, s), p)

	cs, err := s.Corrections(t.Context(), "389")
	try(t)(err)
	same(t, "corrections", cs, []Correction{{1, "389", 10, 15, "rich", at(4)}})
	ds, err := s.Decisions(t.Context(), 1)
	try(t)(err)
	if len(ds) != 2 || ds[1].Reason != "abandoned" || !ds[1].Undone.Equal(at(3)) {
		t.Errorf("decisions %+v", ds)
	}
}

// later returns the schema with more migrations, and their number.
func later(t testing.TB, steps ...string) (fs.FS, int) {
	t.Helper()
	names, err := fs.Glob(schema, "schema/*.sql")
	try(t)(err)
	all := fstest.MapFS{}
	for _, name := range names {
		data, err := schema.ReadFile(name)
		try(t)(err)
		all[name] = &fstest.MapFile{Data: data}
	}
	for i, step := range steps {
		all[fmt.Sprintf("schema/later%d.sql", i)] = &fstest.MapFile{Data: []byte(step)}
	}
	return all, len(all)
}

func TestMigrate(t *testing.T) {
	path := version1(t)
	s, err := Open(path)
	try(t)(err)
	defer s.Close()
	const column = "ALTER TABLE proposal ADD COLUMN language TEXT NOT NULL DEFAULT 'python';"

	steps, _ := later(t, column, "CREATE TABLE run (id INTEGER)")
	if s.migrate(steps) == nil {
		t.Fatal("a step that fails was taken")
	}
	if _, err := s.db.Exec("SELECT language FROM proposal"); err == nil {
		t.Error("of steps that fail together, one was taken")
	}
	steps, n := later(t, column)
	for range 2 { // the second time does nothing
		try(t)(s.migrate(steps))
	}
	checkVersion1(t, s)
	var language string
	try(t)(s.db.QueryRow("SELECT language FROM proposal").Scan(&language))
	same(t, "language", language, "python")

	want := fmt.Sprintf("%s: written by a later version (schema %d; this one knows %d); update", path, n, n-1)
	if _, err = Open(path); err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("a store of a later version: %v", err)
	}
}

// TestStrangers: a file that is not a store is an error and stays unchanged.
func TestStrangers(t *testing.T) {
	text := filepath.Join(t.TempDir(), "notes.txt")
	try(t)(os.WriteFile(text, []byte(strings.Repeat("Dear diary, ", 100)), 0o600))
	for _, c := range []struct{ path, want string }{
		{text, "not a database, or overwritten; move the file away"},
		{database(t, "CREATE TABLE bookmark (url TEXT)"), "the database of another program; move the file away"},
		{database(t, "PRAGMA user_version = 1"), "the database of another program; move the file away"},
		{database(t, "PRAGMA application_id = 1; PRAGMA user_version = 1"), "the database of another program; move the file away"},
	} {
		before, err := os.ReadFile(c.path)
		try(t)(err)
		s, err := Open(c.path)
		if err == nil {
			s.Close()
			t.Errorf("%s: opened, want %q", c.path, c.want)
		} else if !strings.HasPrefix(err.Error(), c.path+": "+c.want) {
			t.Errorf("%v, want the path and %q", err, c.want)
		}
		after, err := os.ReadFile(c.path)
		try(t)(err)
		if string(after) != string(before) {
			t.Errorf("%s: changed", c.path)
		}
	}
}

// TestQuotesOfVersion1: a run that is saved again in a store of version 1 gets the
// URLs of its quotes, which version 1 did not have.
func TestQuotesOfVersion1(t *testing.T) {
	s, err := Open(version1(t))
	try(t)(err)
	defer s.Close()
	same(t, "address of an old quote", only(t, s).Quotes[0].URL, "")
	p := tenacity("Retries.")
	same(t, "address of a new one", saved(t, s, run("389"), p).Quotes[0].URL, p.Quotes[0].URL)
}

// TestAuditsOfVersion2: an audit in an older store becomes a run of its own kind, and
// the missing parts of an entry become a list.
func TestAuditsOfVersion2(t *testing.T) {
	s, err := Open(version1(t))
	try(t)(err)
	_, err = s.db.Exec(`UPDATE run SET transcript = 'audit', kind = 'episode'; UPDATE proposal SET evidence = '{"todo":"description and place"}'`)
	try(t)(err)
	step, err := schema.ReadFile("schema/003.sql")
	try(t)(err)
	_, updates, _ := strings.Cut(string(step), ";\n") // without the column, which exists already
	_, err = s.db.Exec(updates)
	try(t)(err)
	got, err := s.Run(t.Context(), 1)
	try(t)(err)
	same(t, "kind", got.Kind, AuditRun)
	same(t, "transcript", got.Transcript, "")
	ps, err := s.Proposals(t.Context(), Filter{})
	try(t)(err)
	same(t, "evidence", string(ps[0].Evidence), `{"missing":["description","place"]}`)
	try(t)(s.Close())
}
