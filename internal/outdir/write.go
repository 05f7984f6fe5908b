//go:build !windows

package outdir

import (
	"io"

	"github.com/google/renameio/v2"
)

// WriteFile writes a file under a temporary name and renames it: readers see the old
// or the new content, even after an interrupt or on a full disk.
func WriteFile(path string, data []byte) error { return explain(renameio.WriteFile(path, data, 0o666)) }

// Pending is a file that is written bit by bit and appears under its name when it is
// complete. Either Commit or Discard must be called.
type Pending struct {
	io.Writer
	file *renameio.PendingFile
}

// Create begins to write a file.
func Create(path string) (*Pending, error) {
	f, err := renameio.NewPendingFile(path, renameio.WithPermissions(0o666), renameio.WithExistingPermissions())
	if err != nil {
		return nil, explain(err)
	}
	return &Pending{f, f}, nil
}

// Commit gives the file its name, as WriteFile does.
func (p *Pending) Commit() error { return explain(p.file.CloseAtomicallyReplace()) }

// Discard removes what was written.
func (p *Pending) Discard() error { return explain(p.file.Cleanup()) }
