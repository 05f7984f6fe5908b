package outdir

import (
	"errors"
	"os"
	"path/filepath"
)

// WriteFile writes a file under a temporary name and renames it. Windows also replaces
// files atomically, but without a guarantee after a power failure.
func WriteFile(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return explain(err)
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return explain(err)
}
