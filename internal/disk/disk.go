// Package disk answers questions about files and words their errors.
//
// The errors of package os name a system call and may hide what a user can do. [Plain]
// names the path and the problem instead. The package reads no content and changes
// nothing.
package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"syscall"
)

// Exists reports whether a path exists. A path that cannot be examined counts as existing,
// one below a file does not.
func Exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR)
}

// Plain words a file system error as "path: problem". Other errors are returned unchanged.
func Plain(err error) error {
	var at *fs.PathError
	switch {
	case !errors.As(err, &at):
		return err
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: no such file", at.Path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: permission denied", at.Path)
	}
	return fmt.Errorf("%s: %w", at.Path, at.Err)
}

// IsOneOf reports whether a path is one of the files, possibly under another name or
// through a link. A path that does not exist is none of them.
func IsOneOf(path string, files ...string) bool {
	info, err := os.Stat(path)
	return err == nil && slices.ContainsFunc(files, func(file string) bool {
		other, err := os.Stat(file)
		return err == nil && os.SameFile(info, other)
	})
}
