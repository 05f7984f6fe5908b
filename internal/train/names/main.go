// Command names compiles names.tsv and aliases.tsv to names.bin, all in the directory of
// the argument. Package catalog encodes it. The result is committed, so that the program
// need not parse the names in each run.
//
//	go run ./internal/train/names internal/catalog
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"namedrop/internal/catalog"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: names DIRECTORY")
		os.Exit(2)
	}
	if err := compile(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "names:", err)
		os.Exit(1)
	}
}

func compile(dir string) error {
	names, err := os.ReadFile(filepath.Join(dir, "names.tsv"))
	if err != nil {
		return err
	}
	aliases, err := os.ReadFile(filepath.Join(dir, "aliases.tsv"))
	if err != nil {
		return err
	}
	file, err := catalog.EncodeEmbedded(string(names), string(aliases))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "names.bin"), file, 0o644)
}
