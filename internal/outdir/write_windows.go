package outdir

import (
	"errors"
	"io"
	"os"
	"path/filepath"
)

// WriteFile writes a file under a temporary name and renames it. Windows also replaces
// files atomically, but without a guarantee after a power failure.
func WriteFile(path string, data []byte) error {
	p, err := Create(path)
	if err != nil {
		return err
	}
	if _, err := p.Write(data); err != nil {
		return errors.Join(explain(err), p.Discard())
	}
	return p.Commit()
}

// Pending is a file that is written bit by bit and appears under its name when it is
// complete. Either Commit or Discard must be called.
type Pending struct {
	io.Writer
	file *os.File
	path string
}

// Create begins to write a file.
func Create(path string) (*Pending, error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return nil, explain(err)
	}
	return &Pending{f, f, path}, nil
}

// Commit gives the file its name, as WriteFile does.
func (p *Pending) Commit() error {
	err := errors.Join(p.file.Sync(), p.file.Close())
	if err == nil {
		err = os.Rename(p.file.Name(), p.path)
	}
	if err != nil {
		os.Remove(p.file.Name())
	}
	return explain(err)
}

// Discard removes what was written.
func (p *Pending) Discard() error {
	p.file.Close()
	return explain(os.Remove(p.file.Name()))
}
