package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestRewrite checks that rows are normalized and sorted, and that marks follow the words.
func TestRewrite(t *testing.T) {
	dir := t.TempDir()
	names, words := filepath.Join(dir, "names.tsv"), filepath.Join(dir, "words")
	write(t, words, "request\nrequests\nLuigi\nLuigi's\n")
	write(t, names, "# comment\nRequests\tpsf/requests\t\tDoes a.\naiohttp\to/aiohttp\tword\tDoes b.\nluigi\to/luigi\t\tDoes c.\njavascript\to/js\t\tDoes d.\n")
	if err := rewrite(names, words); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(names)
	if err != nil {
		t.Fatal(err)
	}
	want := "# comment\naiohttp\to/aiohttp\t\tDoes b.\njavascript\to/js\tterm\tDoes d.\nluigi\to/luigi\tname\tDoes c.\nrequests\tpsf/requests\tword\tDoes a.\n"
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	write(t, names, "two\tcolumns\n")
	if rewrite(names, words) == nil {
		t.Error("a row with two columns is accepted")
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
