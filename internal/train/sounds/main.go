// Command sounds writes the pronunciations of all names and aliases of the
// embedded catalogue to a file:
//
//	go run ./internal/train/sounds internal/phonetic/pronounce/known.bin
//
// It is run by "go generate ./internal/phonetic/pronounce" after names, aliases, morphemes,
// words or the model of pronunciation were changed; a test of package pronounce
// fails until then.
package main

import (
	"fmt"
	"os"

	"namedrop/internal/catalog"
	"namedrop/internal/phonetic/pronounce"
	"namedrop/internal/ref"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: sounds FILE")
		os.Exit(2)
	}
	if err := os.WriteFile(os.Args[1], pronounce.EncodeKnown(names()), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, "sounds:", err)
		os.Exit(1)
	}
}

// names returns the names and aliases in the form in which detection looks them up.
func names() []string {
	var all []string
	for _, p := range catalog.Embedded() {
		all = append(all, ref.Normalize(p.Name))
		for _, alias := range p.Aliases {
			all = append(all, ref.Normalize(alias))
		}
	}
	return all
}
