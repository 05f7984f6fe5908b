//go:build !windows

package outdir

import "github.com/google/renameio/v2"

// WriteFile writes a file under a temporary name and renames it: readers see the old
// or the new content, even after an interrupt or on a full disk.
func WriteFile(path string, data []byte) error { return explain(renameio.WriteFile(path, data, 0o666)) }
