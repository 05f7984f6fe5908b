// Command wellknown compiles the projects of package wellknown:
//
//	go run ./internal/train/wellknown internal/wellknown
//
// reads projects.tsv of the directory, and writes topics.txt and projects.bin there. It is
// run by "go generate ./internal/wellknown".
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"namedrop/internal/wellknown"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: wellknown DIR")
		os.Exit(2)
	}
	if err := compile(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "wellknown:", err)
		os.Exit(1)
	}
}

func compile(dir string) error {
	topics, projects, err := wellknown.Compile(os.DirFS(dir))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "topics.txt"), topics, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "projects.bin"), projects, 0o644)
}
