// Command marks formats names.tsv after it was edited by hand: it normalizes and
// sorts the names, removes duplicates, and computes the mark of every name from a
// word list with one word a line, such as Debian's wamerican.
//
//	go run ./internal/train/marks -words /usr/share/dict/american-english internal/catalog/names.tsv
//
// A name gets the mark "term" if catalog.Terms has it, "word" if it is a lower-case
// word of the list, and "name" if it is a capitalized word only. The result is
// committed, so building the program does not need the list.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"namedrop/internal/catalog"
	"namedrop/internal/ref"
)

func main() {
	words := flag.String("words", "/usr/share/dict/american-english", "word list, one word a line")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: marks [-words FILE] names.tsv")
		os.Exit(2)
	}
	if err := rewrite(flag.Arg(0), *words); err != nil {
		fmt.Fprintln(os.Stderr, "marks:", err)
		os.Exit(1)
	}
}

func rewrite(path, words string) error {
	marks, err := readWords(words)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	rows := map[string]string{}
	var head strings.Builder
	for row := range strings.Lines(string(text)) {
		row = strings.TrimRight(row, "\r\n")
		name, rest, _ := strings.Cut(row, "\t")
		switch columns := strings.SplitN(rest, "\t", 3); {
		case row == "" || row[0] == '#':
			fmt.Fprintln(&head, row)
		case len(columns) != 3:
			return fmt.Errorf("%s: row %q does not have four columns", path, row)
		default:
			name = ref.Normalize(name)
			columns[1] = string(marks[catalog.Letters(name)])
			rows[name] = strings.Join(append([]string{name}, columns...), "\t")
		}
	}
	var out strings.Builder
	out.WriteString(head.String())
	for _, name := range slices.Sorted(maps.Keys(rows)) {
		fmt.Fprintln(&out, rows[name])
	}
	return os.WriteFile(path, []byte(out.String()), 0o666)
}

// readWords returns the marks of the words of the list, by their letters.
func readWords(path string) (map[string]catalog.Mark, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	marks := map[string]catalog.Mark{}
	for s := bufio.NewScanner(f); s.Scan(); {
		word := strings.TrimSuffix(s.Text(), "'s")
		switch key := catalog.Letters(word); {
		case word == strings.ToLower(word):
			marks[key] = catalog.Word
		case marks[key] == catalog.Unique:
			marks[key] = catalog.Proper
		}
	}
	for _, term := range catalog.Terms() {
		marks[term] = catalog.Term
	}
	return marks, nil
}
