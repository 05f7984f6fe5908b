package outdir

import (
	"errors"
	"os"
	"path/filepath"
)

// replacement begins to write a file that replaces what has its name. Windows replaces
// files atomically, too, but without a guarantee after a power failure.
func replacement(path string) (*Pending, error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return nil, explainAs(path, err)
	}
	discard := func() error {
		f.Close()
		return os.Remove(f.Name())
	}
	commit := func() error {
		err := errors.Join(f.Sync(), f.Close())
		if err == nil {
			err = os.Rename(f.Name(), path)
		}
		if err != nil {
			os.Remove(f.Name())
		}
		return err
	}
	return &Pending{f, path, commit, discard}, nil
}
