package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFailures provokes the errors that the user can fix.
func TestFailures(t *testing.T) {
	for _, c := range []struct{ name, provoke, want string }{
		{"disk full", "PRAGMA max_page_count = 1", "no space left on the disk; free some"},
		{"read-only", "PRAGMA query_only = 1", "read-only; make the file and its directory writable"},
	} {
		s := open(t)
		p := saved(t, s, run("389"), tenacity("Retries."))
		if _, err := s.db.Exec(c.provoke); err != nil {
			t.Fatal(err)
		}
		big := run("400")
		big.Report = []byte(strings.Repeat("x", 1<<20))
		if _, err := s.Save(t.Context(), big, nil); err == nil || !strings.HasPrefix(err.Error(), s.path+": "+c.want) {
			t.Errorf("%s: %v, want the path and %q", c.name, err, c.want)
		}
		same(t, c.name+": what was there", only(t, s), p)
	}
}

func TestLocked(t *testing.T) {
	s := open(t)
	other, err := Open(s.path)
	try(t)(err)
	defer other.Close()
	_, err = other.db.Exec("PRAGMA busy_timeout = 0")
	try(t)(err)
	tx, err := s.db.Begin()
	try(t)(err)
	defer tx.Rollback()
	if err := other.Correct(t.Context(), Correction{Transcript: "389", End: 1}); err == nil || !strings.Contains(err.Error(), "locked by another process") {
		t.Errorf("locked: %v", err)
	}
	if _, err := other.Proposals(t.Context(), Filter{}); err != nil {
		t.Errorf("reading while another writes: %v", err)
	}
}

func TestCancelled(t *testing.T) {
	s := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Save(ctx, run("389"), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("saving after the end: %v", err)
	}
	rs, err := s.Runs(t.Context())
	try(t)(err)
	same(t, "runs", rs, []Run(nil))
}

func TestOpenUnwritable(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	try(t)(os.WriteFile(file, nil, 0o600))
	for _, path := range []string{dir, filepath.Join(file, "store.db"), ""} {
		if _, err := Open(path); err == nil || !strings.Contains(err.Error(), "must be writable") {
			t.Errorf("%q: %v", path, err)
		}
	}
}
