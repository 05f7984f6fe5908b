package outdir

import (
	"errors"
	"os"
	"path/filepath"
)

// WriteFile writes a whole file beside its place and renames it. Windows replaces
// files as a whole, too, but has no guarantee for a loss of power.
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
