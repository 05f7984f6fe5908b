// Package store keeps what must outlive a run, in one SQLite file: the runs and
// what they propose, what a person decided and corrected, and the ledger of
// what was sent where.
//
// [Store.Save] puts in a run with its proposals. A proposal is known by its
// list and project: saved again, by another run or from another episode, it
// gets the new facts and keeps its decision. [Store.Decide], [Store.Correct]
// and [Store.Record] add to logs from which nothing is ever removed; undoing
// marks an entry, and the last one without the mark is what holds.
//
// Every change is one transaction and on the disk when the method returns, so
// a process may be killed at any time. A file that has lost changes since, or is
// damaged, is an error of [Open] and never taken for a new one (damage.go). Several processes may use a file at
// once; one that finds it locked waits its turn. The file must be on a local
// disk, for they share memory beside it.
//
// The values are plain, and what they mean is the caller's affair: the store
// neither parses reports and evidence nor knows any list or service. Texts come
// out as they went in, those of strangers too; who shows them makes them inert.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"
)

// Store is an open file. Its methods are safe for many goroutines. Their errors
// name the file.
type Store struct {
	path string
	db   *sql.DB
	now  func() time.Time

	verified bool // by Open, and not changed after that
}

// ErrNotFound says that the store has nothing with such an ID.
var ErrNotFound = errors.New("not in the store")

// settings of a connection. A transaction takes the lock for writing when it
// begins, for a later wish for it could not wait. A commit waits for the disk.
const settings = "mode=rw&_busy_timeout=10000&_foreign_keys=1&_synchronous=FULL&_txlock=immediate&_dqs=0&_error_rc=1"

// Open opens the file at path. What is missing is made, for the user's eyes
// only: directories with mode 0700, the file with 0600. A file of an earlier
// version is brought up to date. It is an error if the file is not a store, or
// is of a later version than this one knows, and a [DamageError] if it has lost
// changes.
func Open(path string) (*Store, error) {
	s := &Store{path: path, now: time.Now}
	if err := s.look(); err != nil {
		return nil, err
	}
	if err := create(path); err != nil {
		return nil, fmt.Errorf("%w; the store and its directory must be writable", err)
	}
	killed := s.wasKilled()
	// The path is escaped, or SQLite would take a "?" in it for the end.
	name := url.URL{Path: filepath.ToSlash(filepath.Clean(path))}
	db, err := sql.Open("sqlite", "file:"+name.EscapedPath()+"?"+settings)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	db.SetMaxOpenConns(1) // goroutines then wait in a queue; for SQLite's lock they would race
	s.db = db
	err = s.migrate(schema)
	if err == nil {
		err = s.verify(killed)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	s.verified = true
	s.remember()
	return s, nil
}

// create makes an empty file if there is none. SQLite gives its mode to the
// files beside it.
func create(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

// Close ends the use of the store. Nothing is lost without it.
func (s *Store) Close() error { return s.explain(s.db.Close()) }

// change makes a change of several statements: all of it or, on an error,
// none.
func (s *Store) change(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return s.explain(err)
	}
	defer tx.Rollback() // of no effect after the commit
	if err := f(tx); err != nil {
		return s.explain(err)
	}
	if err := tx.Commit(); err != nil {
		return s.explain(err)
	}
	s.remember()
	return nil
}

// exec makes a change of one statement and reports how many rows it changed.
func (s *Store) exec(ctx context.Context, statement string, values ...any) (rows int64, err error) {
	done, err := s.db.ExecContext(ctx, statement, values...)
	if err != nil {
		return 0, err
	}
	s.remember()
	return done.RowsAffected()
}

// add inserts a row that refers to a proposal.
func (s *Store) add(ctx context.Context, proposal int64, insert string, values ...any) error {
	_, err := s.exec(ctx, insert, append([]any{proposal}, values...)...)
	if code(err) == codes.SQLITE_CONSTRAINT_FOREIGNKEY {
		return s.missing("proposal", proposal)
	}
	return s.explain(err)
}

// wayOut says what the failures are that a person can do something about.
var wayOut = map[int]string{
	codes.SQLITE_NOTADB:   "not a database, or one that was overwritten; move it away, or use another directory",
	codes.SQLITE_IOERR:    "it cannot be read or written; check the disk and the room on it",
	codes.SQLITE_CORRUPT:  "the database is damaged; move it away, or put back a copy",
	codes.SQLITE_FULL:     "no room left on the disk; free some and do it again, what was decided before is safe",
	codes.SQLITE_READONLY: "read-only; make the file and its directory writable",
	codes.SQLITE_CANTOPEN: "will not open; make the file and its directory writable",
	codes.SQLITE_BUSY:     "another process keeps it locked; do it again when that is done",
}

// explain says of an error where it happened and, if there is one, the way out.
func (s *Store) explain(err error) error {
	if err == nil {
		return nil
	}
	if hint, ok := wayOut[code(err)&0xff]; ok { // the low byte is the kind
		return fmt.Errorf("%s: %s", s.path, hint)
	}
	return fmt.Errorf("%s: %w", s.path, err)
}

// code is SQLite's number for an error, 0 if it is not one of SQLite's.
func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}

func (s *Store) missing(what string, id int64) error {
	return fmt.Errorf("%s: %s %d: %w", s.path, what, id, ErrNotFound)
}
