package table

import (
	"bufio"
	"fmt"
	"io/fs"
	"strings"
)

// isComment reports whether a row of a text has no cells: it is empty or starts with
// "# ". A key may be "#".
func isComment(row string) bool { return row == "" || strings.HasPrefix(row, "# ") }

// Rows calls add with the cells of each row of a tab-separated text. Empty rows and rows
// that start with "# " are skipped. Rows must have as many cells as columns. Errors name
// the file and line.
func Rows(dir fs.FS, name string, columns int, add func([]string) error) error {
	f, err := dir.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	for line := 1; s.Scan(); line++ {
		row := s.Text()
		if isComment(row) {
			continue
		}
		cells := strings.Split(row, "\t")
		if len(cells) != columns {
			return fmt.Errorf("%s:%d: %d columns, want %d", name, line, len(cells), columns)
		}
		if err := add(cells); err != nil {
			return fmt.Errorf("%s:%d: %v", name, line, err)
		}
	}
	return s.Err()
}

// Read opens the compiled table NAME.bin of a directory. A directory of a trainer has
// only the text NAME.tsv, which is compiled first. If neither exists, the error is
// [fs.ErrNotExist].
func Read(dir fs.FS, name string, columns int) (Table, error) {
	data, err := fs.ReadFile(dir, name+".bin")
	if err != nil {
		var text []byte
		if text, err = fs.ReadFile(dir, name+".tsv"); err == nil {
			data, err = Compile(name+".tsv", text)
		}
	}
	if err != nil {
		return Table{}, err
	}
	t, err := Open(data, columns)
	if err != nil {
		return t, fmt.Errorf("%s: %v", name, err)
	}
	return t, nil
}
