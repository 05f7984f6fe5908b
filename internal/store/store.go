// Package store persists data across runs in one SQLite file: the runs and their
// proposals, the decisions and corrections of people, and a ledger of what was sent.
//
// [Store.Save] stores a run with its proposals. A proposal is identified by its list
// and project: saving it again, from another run or episode, updates its facts and
// keeps its decision. [Store.Decide], [Store.Correct] and [Store.Record] append to
// logs; undoing marks an entry, and the last unmarked entry applies. Only
// [Store.Forget], [Store.ForgetProposal] and [Store.Prune] remove anything.
//
// Every change is one transaction and is on disk when the method returns, so the
// process may be killed at any time. [Open] returns an error for a file that is
// damaged or has lost changes; it never treats it as a new one (damage.go). Several
// processes may use a file at the same time; a process that finds it locked waits. The
// file must be on a local disk, because the processes share memory through a file next
// to it.
//
// The store does not interpret its values: it parses neither reports nor evidence and
// knows no list or service. It returns texts unchanged, including those of third
// parties; callers that display them must sanitize them.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"
)

// Store is an open file. Its methods are safe for concurrent use. Their errors name
// the file.
type Store struct {
	path string
	db   *sql.DB
	now  func() time.Time

	verified bool // set once by Open
}

// ErrNotFound is returned for an ID that is not in the store.
var ErrNotFound = errors.New("not in the store")

// settings are the options of a connection. A transaction takes the write lock when it
// begins, because upgrading a read lock fails instead of waiting. A commit waits for
// the disk.
const settings = "mode=rw&_busy_timeout=10000&_foreign_keys=1&_synchronous=FULL&_txlock=immediate&_dqs=0&_error_rc=1"

// Open opens the file at path. It creates missing directories with mode 0700 and a
// missing file with mode 0600, and migrates a file of an earlier version. It returns
// an error if the file is not a store or was written by a later version, and a
// [DamageError] if the file has lost changes.
func Open(path string) (*Store, error) {
	s := &Store{path: path, now: time.Now}
	if err := s.look(); err != nil {
		return nil, err
	}
	if err := create(path); err != nil {
		var at *fs.PathError
		if errors.As(err, &at) { // without the name of the system call
			err = fmt.Errorf("%s: %w", at.Path, at.Err)
		}
		return nil, fmt.Errorf("%w; the store and its directory must be writable", err)
	}
	killed := s.wasKilled()
	// The path is escaped, because SQLite ends it at a "?".
	name := url.URL{Path: filepath.ToSlash(filepath.Clean(path))}
	db, err := sql.Open("sqlite", "file:"+name.EscapedPath()+"?"+settings)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	db.SetMaxOpenConns(1) // goroutines wait in a queue instead of competing for SQLite's lock
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

// create creates an empty file if none exists. SQLite uses its mode for the files next
// to it.
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

// Close closes the store. No data is lost without it.
func (s *Store) Close() error { return s.explain(s.db.Close()) }

// change runs several statements in one transaction.
func (s *Store) change(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return s.explain(err)
	}
	defer tx.Rollback() // no effect after the commit
	if err := f(tx); err != nil {
		return s.explain(err)
	}
	if err := tx.Commit(); err != nil {
		return s.explain(err)
	}
	s.remember()
	return nil
}

// exec runs one statement and returns the number of changed rows.
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

// remedies maps SQLite errors that the user can fix to advice.
var remedies = map[int]string{
	codes.SQLITE_NOTADB:   "not a database, or overwritten; move the file away, or use another directory",
	codes.SQLITE_IOERR:    "cannot be read or written; check the disk and its free space",
	codes.SQLITE_CORRUPT:  "the database is damaged; restore a backup, or move the file away",
	codes.SQLITE_FULL:     "no space left on the disk; free some and try again (nothing saved before is lost)",
	codes.SQLITE_READONLY: "read-only; make the file and its directory writable",
	codes.SQLITE_CANTOPEN: "cannot be opened; make the file and its directory writable",
	codes.SQLITE_BUSY:     "locked by another process; try again when it has finished",
}

// explain adds the path to an error, and advice if there is any.
func (s *Store) explain(err error) error {
	if err == nil {
		return nil
	}
	if hint, ok := remedies[code(err)&0xff]; ok { // the low byte is the primary code
		return fmt.Errorf("%s: %s", s.path, hint)
	}
	return fmt.Errorf("%s: %w", s.path, err)
}

// code returns SQLite's error code, 0 for other errors.
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
