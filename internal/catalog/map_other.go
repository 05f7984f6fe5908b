//go:build !unix

package catalog

import (
	"io"
	"os"
)

// mapFile reads a file into memory. On systems on which a mapped file cannot be replaced,
// mapping it would make a sync fail while another extract runs.
func mapFile(f *os.File, size int) (data []byte, unmap func() error, err error) {
	data = make([]byte, size)
	if _, err := io.ReadFull(f, data); err != nil {
		return nil, nil, err
	}
	return data, func() error { return nil }, nil
}
