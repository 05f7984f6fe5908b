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

// maxName is the length in characters up to which foreign text goes into a name.
const maxName = 100

// Name makes a file name of foreign text: characters that are not letters, digits
// or one of "._-+ ()&," become "-", and it begins with neither a dot, a dash nor a
// space, so that it is no hidden file, no parent directory and no option of a
// command. It is "file" if nothing is left.
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

// explain words an error of the file system for people: the path, what is wrong,
// and what to do.
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
