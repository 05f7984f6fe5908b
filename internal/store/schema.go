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

// schema holds the steps from an empty file to the tables of today, in the
// order of their names. A step that was published is never edited.
//
//go:embed schema/*.sql
var schema embed.FS

// applicationID in the file's head tells a store from the databases of other
// programs. It is "drop" in ASCII.
const applicationID = 0x64726f70

// migrate takes the steps that the file has not seen, all or none. The file's
// user_version is their number.
func (s *Store) migrate(steps fs.FS) error {
	names, err := fs.Glob(steps, "schema/*.sql")
	if err != nil {
		return err
	}
	err = s.change(context.Background(), func(tx *sql.Tx) error {
		done, err := version(tx)
		switch {
		case err != nil:
			return err
		case done > len(names):
			return fmt.Errorf("written by a later version (schema %d, known are %d); update this program, or use another directory", done, len(names))
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

// logAhead makes the file one whose readers and writer do not wait for each
// other; it stays so. It cannot be done while somebody else uses the file, and
// is not waited for, since all is as safe without: a later Open will do it.
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

// version is the number of steps that a file has seen, 0 if it is empty.
func version(tx *sql.Tx) (int, error) {
	var id, steps, tables int
	err := tx.QueryRow(`SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema)
		FROM pragma_application_id, pragma_user_version`).Scan(&id, &steps, &tables)
	empty := id == 0 && steps == 0 && tables == 0
	if err == nil && id != applicationID && !empty {
		err = errors.New("the database of another program; move it away, or use another directory")
	}
	return steps, err
}
