//go:build unix

package catalog

import (
	"os"
	"syscall"
)

// mapFile maps a file into memory. The mapping stays valid, with the same content, when the
// file is closed, renamed or removed.
func mapFile(f *os.File, size int) (data []byte, unmap func() error, err error) {
	data, err = syscall.Mmap(int(f.Fd()), 0, size, syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return nil, nil, os.NewSyscallError("mmap", err)
	}
	return data, func() error { return syscall.Munmap(data) }, nil
}
