package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// A file with the suffix ".count" stands next to the database. It holds the number of
// changes that the database had when the last change was acknowledged; the database
// also stores the number itself. A database with a lower number has lost changes: it
// was emptied, truncated or replaced, or its write-ahead log is gone. The count file
// is written after the change is on disk, so it is never ahead of an intact database.

// DamageError reports that the file has lost data since it was last written.
type DamageError struct{ Path, What string }

func (e *DamageError) Error() string { return e.Path + ": " + e.What }

func (s *Store) countPath() string { return s.path + ".count" }

// remembered returns the number of acknowledged changes, 0 if it is unknown.
func (s *Store) remembered() int64 {
	data, err := os.ReadFile(s.countPath())
	if err != nil {
		return 0
	}
	n, err := strconv.ParseInt(strings.TrimSpace(string(data)), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// remember writes the number of changes to the count file. Errors are ignored, because
// the changes themselves are safe without it.
func (s *Store) remember() {
	if !s.verified { // Open still has to compare the old count
		return
	}
	n, err := s.count()
	if err != nil {
		return
	}
	f, err := os.OpenFile(s.countPath(), os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return
	}
	defer f.Close()
	_, _ = f.WriteAt(fmt.Appendf(nil, "%019d\n", n), 0) // always the same length, so that one write replaces it
}

// count returns the number of changes in the database.
func (s *Store) count() (n int64, err error) {
	err = s.db.QueryRow("SELECT n FROM change_count").Scan(&n)
	return n, err
}

// look reports damage that is visible before the database is opened: the file is
// missing or empty although it had content.
func (s *Store) look() error {
	if s.remembered() == 0 {
		return nil
	}
	switch info, err := os.Stat(s.path); {
	case errors.Is(err, os.ErrNotExist):
		return s.damage("is gone")
	case err == nil && info.Size() == 0:
		return s.damage("is empty")
	}
	return nil
}

// wasKilled reports whether the write-ahead log exists: the last process to use the store
// was killed before it closed the store, or still uses it.
func (s *Store) wasKilled() bool {
	info, err := os.Stat(s.path + "-wal")
	return err == nil && info.Size() > 0
}

// verify reports whether the store is damaged. It checks the whole file only after a
// process was killed.
func (s *Store) verify(killed bool) error {
	if killed {
		var result string
		if err := s.db.QueryRowContext(context.Background(), "PRAGMA quick_check(1)").Scan(&result); err != nil {
			return s.explain(err)
		}
		if result != "ok" {
			return &DamageError{s.path, "the database is damaged; restore a backup, or move the file away to start with a new one"}
		}
	}
	remembered := s.remembered() // first: other processes may add changes meanwhile
	n, err := s.count()
	if err != nil {
		return s.explain(err)
	}
	if missing := remembered - n; missing > 0 {
		return s.damage(fmt.Sprintf("has lost its last changes (%d); the file was replaced, or its write-ahead log (%s-wal) was removed or truncated", missing, s.path))
	}
	return nil
}

// damage returns the error for a store that has lost data.
func (s *Store) damage(what string) error {
	return &DamageError{s.path, fmt.Sprintf("the database %s; restore a backup, or remove %s to continue with what is left", what, s.countPath())}
}
