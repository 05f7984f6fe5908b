package outdir

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"unicode"
)

// maxName is the maximum length, in characters, of a file name made from untrusted
// text.
const maxName = 100

// Name turns untrusted text into a file name. Characters other than letters, digits
// and "._-+ ()&," become "-". Leading dots, dashes and spaces are removed, so that the
// name is not a hidden file, a parent directory or a command option. It is "file" if
// nothing is left.
func Name(text string) string {
	name := []rune(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("._-+ ()&,", r) {
			return r
		}
		return '-'
	}, text))
	short := string(name[:min(len(name), maxName)])
	return cmp.Or(strings.TrimRight(strings.TrimLeft(short, ".- "), ". "), "file")
}

// explain rewords a file system error: the path, what is wrong, and what to do.
func explain(err error) error {
	var at *fs.PathError
	var link *os.LinkError
	path := ""
	switch {
	case err == nil:
		return nil
	case errors.As(err, &at):
		path = at.Path
	case errors.As(err, &link):
		path = link.New
	default:
		return err
	}
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("%s: no space left on the disk; free some and run the command again", path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: permission denied; choose a directory that you may write to", path)
	case errors.Is(err, syscall.ENOTDIR):
		return fmt.Errorf("%s: a part of this path is a file, not a directory", path)
	case errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%s: the file system is read-only; choose another directory", path)
	}
	return err
}

// explainAs is like explain, but names a path that the user knows in place of the one in the
// error, which may be that of a temporary file.
func explainAs(path string, err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		err = &fs.PathError{Op: at.Op, Path: path, Err: at.Err}
	}
	return explain(err)
}
