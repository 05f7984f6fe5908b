// Command tables compiles tables of numbers, as package table describes them:
//
//	go run ./internal/train/tables extract/words.tsv
//
// writes extract/words.bin. The trainers do the same; "go generate ./..." runs the
// command after a table was changed in another way.
package main

import (
	"fmt"
	"os"
	"strings"

	"namedrop/internal/table"
)

func main() {
	for _, path := range os.Args[1:] {
		if err := compile(path); err != nil {
			fmt.Fprintln(os.Stderr, "tables:", err)
			os.Exit(1)
		}
	}
}

func compile(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	data, err := table.Compile(path, text)
	if err != nil {
		return err
	}
	return os.WriteFile(strings.TrimSuffix(path, ".tsv")+".bin", data, 0o644)
}
