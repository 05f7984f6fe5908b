package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	codes "modernc.org/sqlite/lib"
)

// schema holds the migrations from an empty file to the current tables, sorted by
// name. Published migrations are never edited.
//
//go:embed schema/*.sql
var schema embed.FS

// applicationID in the file header distinguishes a store from the databases of other
// programs. It is "drop" in ASCII.
const applicationID = 0x64726f70

// migrate applies the missing migrations in one transaction. The file's user_version
// is the number of applied migrations.
func (s *Store) migrate(steps fs.FS) error {
	names, err := fs.Glob(steps, "schema/*.sql")
	if err != nil {
		return err
	}
	if done, err := version(s.db); err == nil && done == len(names) { // needs no lock
		return s.logAhead()
	}
	err = s.change(context.Background(), func(tx *sql.Tx) error {
		done, err := version(tx)
		switch {
		case err != nil:
			return err
		case done > len(names):
			return fmt.Errorf("written by a later version (schema %d; this one knows %d); update this program, or use another directory", done, len(names))
		case done == len(names):
			return nil
		}
		for _, name := range names[done:] {
			if err := take(tx, steps, name); err != nil {
				return err
			}
		}
		_, err = tx.Exec(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, len(names)))
		return err
	})
	if err != nil {
		return err
	}
	return s.logAhead()
}

// logAhead switches the file to write-ahead logging, so that readers and the writer do
// not block each other. The setting is permanent. It fails while another process uses
// the file; that is harmless, and a later Open tries again.
func (s *Store) logAhead() error {
	_, err := s.db.Exec("PRAGMA journal_mode = WAL")
	if code(err) == codes.SQLITE_BUSY {
		return nil
	}
	return s.explain(err)
}

func take(tx *sql.Tx, steps fs.FS, name string) error {
	step, err := fs.ReadFile(steps, name)
	if err != nil {
		return err
	}
	_, err = tx.Exec(string(step))
	return err
}

// version returns the number of applied migrations, 0 for an empty file.
func version(db interface {
	QueryRow(query string, args ...any) *sql.Row
}) (int, error) {
	var id, steps, tables int
	err := db.QueryRow(`SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema)
		FROM pragma_application_id, pragma_user_version`).Scan(&id, &steps, &tables)
	empty := id == 0 && steps == 0 && tables == 0
	if err == nil && id != applicationID && !empty {
		err = errors.New("the database of another program; move the file away, or use another directory")
	}
	return steps, err
}
