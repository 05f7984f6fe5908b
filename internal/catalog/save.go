package catalog

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// Save puts an index file in its place: it is written beside it, forced to the
// disk and renamed, so that whoever opens path finds the old file or the new
// one, also after a crash. Only one process may do so at a time, see [Lock];
// what a killed one left beside is overwritten by the next.
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

// syncDir forces a rename to the disk. Systems that cannot sync a directory
// say so, and have done what they can.
func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	_ = d.Sync()
	return d.Close()
}

// ErrLocked says that another process has the lock.
var ErrLocked = errors.New("another sync is at work")

// Lock makes sure that one process at a time makes the index file at path, by
// a lock file beside it. It does not wait: it is ErrLocked if somebody else has
// the lock. The lock ends with unlock or with the process.
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
