package store

import (
	"errors"
	"os"
	"strings"
	"testing"
)

// TestDamage damages a store as disks, people and other programs do, and opens it
// again. It must never pass for a new store.
func TestDamage(t *testing.T) {
	for _, c := range []struct {
		name   string
		damage func(t *testing.T, path string)
	}{
		{"removed", func(t *testing.T, path string) { try(t)(os.Remove(path)) }},
		{"emptied", func(t *testing.T, path string) { try(t)(os.Truncate(path, 0)) }},
		{"cut", func(t *testing.T, path string) { try(t)(os.Truncate(path, 5000)) }},
		{"cut in the header", func(t *testing.T, path string) { try(t)(os.Truncate(path, 50)) }},
		{"zeroed", func(t *testing.T, path string) { overwrite(t, path, 0, 1<<16) }},
		{"header zeroed", func(t *testing.T, path string) { overwrite(t, path, 0, 100) }},
		{"replaced by a new one", func(t *testing.T, path string) {
			try(t)(os.Remove(path))
			other, err := Open(path + ".other")
			try(t)(err)
			try(t)(other.Close())
			try(t)(os.Rename(path+".other", path))
		}},
		{"replaced by an empty database", func(t *testing.T, path string) {
			try(t)(os.Remove(path))
			try(t)(os.Rename(database(t, "VACUUM"), path))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t)
			saved(t, s, run("389"), tenacity("Retries."))
			try(t)(s.Decide(t.Context(), 1, 0, Decision{Verdict: Rejected, Entry: Entry{Name: "x"}}))
			try(t)(s.Close())
			c.damage(t, s.path)
			again, err := Open(s.path)
			if err == nil {
				again.Close()
				t.Fatal("it was opened")
			}
			if !strings.HasPrefix(err.Error(), s.path+": ") {
				t.Errorf("error %v, want the path", err)
			}
			for _, way := range []string{"restore a backup", "move the file away"} {
				if strings.Contains(err.Error(), way) {
					return
				}
			}
			t.Errorf("error %v, want a way out", err)
		})
	}
}

// overwrite overwrites part of a file with zeros.
func overwrite(t *testing.T, path string, at, n int64) {
	t.Helper()
	info, err := os.Stat(path)
	try(t)(err)
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	try(t)(err)
	_, err = f.WriteAt(make([]byte, min(n, info.Size()-at)), at)
	try(t)(err)
	try(t)(f.Close())
}

// killed copies the files of an open store, as a killed process would leave them.
func killed(t *testing.T, s *Store) (path string) {
	t.Helper()
	path = t.TempDir() + "/copy.db"
	for _, end := range []string{"", "-wal", ".count"} {
		data, err := os.ReadFile(s.path + end)
		try(t)(err)
		try(t)(os.WriteFile(path+end, data, 0o600))
	}
	return path
}

// TestLostLog: a missing or truncated write-ahead log contained acknowledged changes.
func TestLostLog(t *testing.T) {
	s := open(t)
	saved(t, s, run("389"), tenacity("Retries."))
	try(t)(s.Decide(t.Context(), 1, 0, Decision{Verdict: Rejected, Entry: Entry{Name: "x"}}))

	whole, err := Open(killed(t, s))
	try(t)(err)
	defer whole.Close()
	same(t, "verdict", only(t, whole).Decision.Verdict, Rejected)

	for name, damage := range map[string]func(path string) error{
		"gone": os.Remove,
		"cut":  func(path string) error { return os.Truncate(path, 9000) },
	} {
		path := killed(t, s)
		try(t)(damage(path + "-wal"))
		var lost *DamageError
		if _, err := Open(path); !errors.As(err, &lost) || !strings.Contains(err.Error(), "has lost its last changes") {
			t.Errorf("%s: error %v", name, err)
		}
		try(t)(os.Remove(path + ".count")) // as the error suggests
		left, err := Open(path)
		try(t)(err)
		try(t)(left.Close())
	}
}

// TestPageDamaged: after a kill, Open checks the whole file.
func TestPageDamaged(t *testing.T) {
	s := open(t)
	big := run("389")
	big.Report = []byte(strings.Repeat("x", 1<<18))
	saved(t, s, big, tenacity("Retries."))
	_, err := s.db.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
	try(t)(err)
	try(t)(s.Correct(t.Context(), Correction{Transcript: "389", End: 1}))
	path := killed(t, s)
	overwrite(t, path, 3*4096, 4096)
	if _, err := Open(path); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("error %v", err)
	}
}
