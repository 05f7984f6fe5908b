package store

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"namedrop/internal/quote"
)

// noon is the time of the first change in a test; the clock advances a minute per
// change.
var noon = time.Date(2022, 11, 10, 12, 0, 0, 0, time.UTC)

func at(minute int) time.Time { return noon.Add(time.Duration(minute) * time.Minute) }

// open returns an empty store whose clock advances a minute each time it is read, in a
// zone other than UTC.
func open(t testing.TB) *Store {
	t.Helper()
	s, err := Open(filepath.Join(t.TempDir(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	minute := 0
	s.now = func() time.Time {
		minute++
		return at(minute - 1).In(time.FixedZone("", 3600))
	}
	return s
}

// try returns a function that fails the test on an error.
func try(t testing.TB) func(error) {
	return func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
}

func same(t testing.TB, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n got %+v\nwant %+v", what, got, want)
	}
}

const list = "timofurrer/awesome-asyncio"

func run(transcript string) Run {
	return Run{Kind: EpisodeRun, List: list, Transcript: transcript, Path: "transcripts/" + transcript + ".txt", Version: "1.0", Report: []byte(`{"schema": 1}`)}
}

func tenacity(text string) Proposal {
	return Proposal{
		Project:  "tenacity",
		Entry:    Entry{Name: "tenacity", Section: "Misc", Description: text, Link: "https://github.com/jd/tenacity"},
		Line:     "* [tenacity](https://github.com/jd/tenacity) - " + text,
		Evidence: []byte(`{"stars": 4500}`),
		Quotes:   []Quote{{Quote: quote.Quote{Start: 12, End: 20, Time: "00:17:15", URL: "https://x.test/389#t=1035", Text: "we use " + text}, Confidence: 0.5}},
	}
}

// saved saves a run with one proposal and returns the proposal.
func saved(t testing.TB, s *Store, r Run, p Proposal) Proposal {
	t.Helper()
	_, err := s.Save(t.Context(), r, []Proposal{p})
	try(t)(err)
	return only(t, s)
}

// only returns the only proposal of a store.
func only(t testing.TB, s *Store) Proposal {
	t.Helper()
	ps, err := s.Proposals(t.Context(), Filter{})
	try(t)(err)
	if len(ps) != 1 {
		t.Fatalf("%d proposals, want 1: %+v", len(ps), ps)
	}
	return ps[0]
}

func TestModes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data", "extract")
	path := filepath.Join(dir, "a b?c%20d#e.db") // a path must not be read as a URL
	s, err := Open(path)
	try(t)(err)
	defer s.Close()
	saved(t, s, run("389"), tenacity("Retries."))
	for file, want := range map[string]os.FileMode{dir: 0o700, filepath.Dir(dir): 0o700, path: 0o600, path + "-wal": 0o600, path + "-shm": 0o600} {
		info, err := os.Stat(file)
		try(t)(err)
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s: mode %o, want %o", filepath.Base(file), got, want)
		}
	}
}

func TestSettings(t *testing.T) {
	s := open(t)
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "10000"} {
		var got string
		try(t)(s.db.QueryRow("PRAGMA " + pragma).Scan(&got))
		if got != want {
			t.Errorf("%s is %s, want %s", pragma, got, want)
		}
	}
}

func TestTimesAreUTC(t *testing.T) {
	s := open(t)
	saved(t, s, run("389"), tenacity("Retries."))
	var got string
	try(t)(s.db.QueryRow("SELECT at FROM run").Scan(&got))
	same(t, "time in the file", got, "2022-11-10T12:00:00Z")
}

func TestInstant(t *testing.T) {
	for _, column := range []any{"yesterday", "2022-11-10", int64(5), []byte("2022-11-10T12:00:00Z")} {
		if err := new(instant).Scan(column); err == nil {
			t.Errorf("%v: read as a time", column)
		}
	}
}

// FuzzText: texts are returned unchanged.
func FuzzText(f *testing.F) {
	for _, text := range []string{"", "a\x00b", "\xff\xfe", "'; DROP TABLE run; --", "\u202etxt.exe\u202c", "\x1b[31m", "?1 :x @y $z"} {
		f.Add(text)
	}
	s := open(f)
	f.Fuzz(func(t *testing.T, text string) {
		p := tenacity(text)
		p.Evidence = []byte(text)
		got := saved(t, s, run("389"), p)
		same(t, "texts", []string{got.Entry.Description, got.Line, string(got.Evidence), got.Quotes[0].Text}, []string{text, p.Line, text, p.Quotes[0].Text})
	})
}
