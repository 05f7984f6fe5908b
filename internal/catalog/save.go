package catalog

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// Save replaces the index file at path atomically: it writes a temporary file next to it,
// syncs it and renames it, so that path is either the old or the new file, even after a
// crash. Only one process may save at a time (see [Lock]). The temporary file of a killed
// process is overwritten by the next Save.
func Save(path string, data []byte) error {
	beside := path + ".new"
	if err := writeSynced(beside, data); err != nil {
		return errors.Join(err, os.Remove(beside))
	}
	if err := os.Rename(beside, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

func writeSynced(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := f.Sync(); err != nil {
		return errors.Join(err, f.Close())
	}
	return f.Close()
}

// syncDir syncs a directory after a rename. It ignores the error of a system that does not
// support this.
func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	_ = d.Sync()
	return d.Close()
}

// ErrLocked means that another process has the lock.
var ErrLocked = errors.New("another \"extract catalog sync\" is running")

// Lock locks the index file at path against other processes, with a lock file next to
// it. It does not wait: it returns ErrLocked if another process has the lock. The lock
// ends with unlock or with the process.
func Lock(path string) (unlock func() error, err error) {
	l := flock.New(path + ".lock")
	ok, err := l.TryLock()
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fmt.Errorf("%s: %w", path, ErrLocked)
	}
	return l.Unlock, nil
}
