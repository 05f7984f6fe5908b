//go:build !windows

package outdir

import "github.com/google/renameio/v2"

// WriteFile writes a whole file beside its place and renames it: readers see the
// old file or the new one, also after an interrupt or on a full disk.
func WriteFile(path string, data []byte) error { return explain(renameio.WriteFile(path, data, 0o666)) }
