package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"namedrop/extract"
	"namedrop/internal/table"
	"namedrop/match/role"
)

// TestCompiled checks that the compiled tables of the program equal its text tables.
func TestCompiled(t *testing.T) {
	for dir, names := range map[string][]string{"extract": extract.Compiled(), "match/role": role.Compiled()} {
		for _, name := range names {
			path := filepath.Join("..", "..", "..", dir, name)
			text, err := os.ReadFile(path + ".tsv")
			if err != nil {
				t.Fatal(err)
			}
			want, err := table.Compile(name+".tsv", text)
			have, _ := os.ReadFile(path + ".bin")
			if err != nil || !bytes.Equal(have, want) {
				t.Errorf(`%s/%s.bin is not what %[2]s.tsv says (%v); run "go generate ./%[1]s"`, dir, name, err)
			}
		}
	}
}
