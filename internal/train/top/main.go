// Command top makes the index of the embedded ranking: it reads top.txt from standard
// input and writes the content of top.bin to standard output. Package catalog encodes
// it. The result is committed, so that the program need not make it in each run.
//
//	go run ./internal/train/top <internal/catalog/top.txt >top.bin
//
// It does not fetch the ranking.
package main

import (
	"fmt"
	"io"
	"os"

	"namedrop/internal/catalog"
)

func main() {
	if err := encode(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "top:", err)
		os.Exit(1)
	}
}

func encode(in io.Reader, out io.Writer) error {
	text, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	index, err := catalog.EncodeTop(string(text))
	if err != nil {
		return err
	}
	_, err = out.Write(index)
	return err
}
