package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Beside the file stands another one, with ".count" behind its name. It holds the
// number of changes that the store had when one was last acknowledged, and the store
// holds the number itself. A store with fewer has lost some: it was emptied, cut or
// replaced by a new one, or its write-ahead log is gone. The number is written after
// the change is on the disk, so that it is never ahead of a store that is whole.

// DamageError says that a file is not what it was when it was last written.
type DamageError struct{ Path, What string }

func (e *DamageError) Error() string { return e.Path + ": " + e.What }

func (s *Store) countPath() string { return s.path + ".count" }

// remembered is the number of changes that were acknowledged, 0 if it is not known.
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

// remember writes down how many changes there are. Without that nothing is lost, so
// that it cannot fail.
func (s *Store) remember() {
	if !s.verified { // while it is opened, what is remembered is compared with what there is
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
	_, _ = f.WriteAt(fmt.Appendf(nil, "%019d\n", n), 0) // as long each time: one write replaces it
}

// count is how many changes the store has.
func (s *Store) count() (n int64, err error) {
	err = s.db.QueryRow("SELECT n FROM change_count").Scan(&n)
	return n, err
}

// look reports whether a store cannot be used by what is seen before it is opened:
// it is gone or empty, although there was something in it.
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

// wasKilled reports whether whoever used the store last did not close it, or uses it
// now: then its write-ahead log is there.
func (s *Store) wasKilled() bool {
	info, err := os.Stat(s.path + "-wal")
	return err == nil && info.Size() > 0
}

// verify reports whether the store is damaged. The whole file is looked at only after
// somebody was killed.
func (s *Store) verify(killed bool) error {
	if killed {
		var result string
		if err := s.db.QueryRowContext(context.Background(), "PRAGMA quick_check(1)").Scan(&result); err != nil {
			return s.explain(err)
		}
		if result != "ok" {
			return &DamageError{s.path, "the database is damaged; put back a copy, or move it away to begin anew"}
		}
	}
	n, err := s.count()
	if err != nil {
		return s.explain(err)
	}
	if missing := s.remembered() - n; missing > 0 {
		return s.damage(fmt.Sprintf("has lost its last changes (%d); the file was replaced, or its write-ahead log (%s-wal) was removed or cut", missing, s.path))
	}
	return nil
}

// damage is the error about a store that was more.
func (s *Store) damage(what string) error {
	return &DamageError{s.path, fmt.Sprintf("the database %s; put back a copy, or remove %s to go on with what is left", what, s.countPath())}
}
