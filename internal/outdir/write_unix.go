//go:build !windows

package outdir

import "github.com/google/renameio/v2"

// replacement begins to write a file that replaces what has its name.
func replacement(path string) (*Pending, error) {
	f, err := renameio.NewPendingFile(path, renameio.WithPermissions(0o666), renameio.WithExistingPermissions())
	if err != nil {
		return nil, explainAs(path, err)
	}
	return &Pending{f, path, f.CloseAtomicallyReplace, f.Cleanup}, nil
}
