package outdir

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// WriteFile writes a file as [Create] does.
func WriteFile(path string, data []byte) error {
	p, err := Create(path)
	return fill(p, err, data)
}

// replaceFile writes a file under a temporary name and renames it, whatever has the name.
func replaceFile(path string, data []byte) error {
	p, err := replacement(path)
	return fill(p, err, data)
}

// fill writes all data of a file that was created unless there was an error.
func fill(p *Pending, err error, data []byte) error {
	if err != nil {
		return err
	}
	if _, err := p.Write(data); err != nil {
		return errors.Join(explainAs(p.path, err), p.Discard())
	}
	return p.Commit()
}

// Pending is a file that is written bit by bit and appears under its name when it is
// complete. Either Commit or Discard must be called.
type Pending struct {
	io.Writer
	path            string
	commit, discard func() error
}

// Create begins to write a file. It is written under a temporary name and renamed: readers
// see the old or the new content, even after an interrupt or on a full disk. A device or
// a pipe, such as /dev/stdout, is never replaced, but written to.
func Create(path string) (*Pending, error) {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return nil, fmt.Errorf("%s: a directory, not a file", path)
	case err == nil && isDevice(path, info):
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return nil, explainAs(path, err)
		}
		return &Pending{f, path, f.Close, f.Close}, nil
	}
	p, err := replacement(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no such directory", filepath.Dir(path))
	}
	return p, err
}

// isDevice reports whether writing a file must not replace an entry. Entries of /dev may be
// links to the regular file to which the output of the process goes.
func isDevice(path string, info fs.FileInfo) bool {
	return !info.Mode().IsRegular() || strings.HasPrefix(path, "/dev/")
}

// Commit gives the file its name.
func (p *Pending) Commit() error { return explainAs(p.path, p.commit()) }

// Discard removes what was written, unless it went to a device or a pipe.
func (p *Pending) Discard() error { return explainAs(p.path, p.discard()) }
