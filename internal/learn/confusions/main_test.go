package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// pairs writes two small episodes and returns their folder.
func pairs(t *testing.T) string {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.noisy.txt": "We test it with pi test every day.\n", "a.clean.txt": "We test it with pytest every day.\n",
		"b.noisy.txt": "I wrote pi test last year.\n", "b.clean.txt": "I wrote pytest last year.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// produce runs the command and returns all that it wrote.
func produce(t *testing.T, o options) string {
	t.Helper()
	o.out, o.labels = t.TempDir(), t.TempDir()
	if err := run(o); err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, path := range []string{o.out + "/confusions.tsv", o.out + "/words.tsv", o.labels + "/a.jsonl", o.labels + "/b.jsonl"} {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(data)
	}
	return all.String()
}

func TestRunIsReproducible(t *testing.T) {
	dir := pairs(t)
	first := produce(t, options{pairs: dir})
	for _, want := range []string{"\npi test\tpytest\t2\t2\t0\n", `"paragraph":0,"lo":16,"hi":23,"name":"pytest","heard":"pi test","clean":"pytest"}`} {
		if !strings.Contains(first, want) {
			t.Errorf("no %q in\n%s", want, first)
		}
	}
	if again := produce(t, options{pairs: dir}); again != first {
		t.Errorf("the second run wrote\n%s\nthe first\n%s", again, first)
	}
}

func TestRunWithout(t *testing.T) {
	if got := produce(t, options{pairs: pairs(t), without: []string{"b"}}); strings.Contains(got, "pi test\tpytest") {
		t.Errorf("one episode is not enough for a confusion:\n%s", got)
	}
}

func TestRunErrors(t *testing.T) {
	if err := run(options{pairs: t.TempDir(), out: t.TempDir()}); err == nil || !strings.Contains(err.Error(), "noisy.txt") {
		t.Errorf("an empty folder: %v", err)
	}
	dir := pairs(t)
	if err := os.Remove(filepath.Join(dir, "a.clean.txt")); err != nil {
		t.Fatal(err)
	}
	if err := run(options{pairs: dir, out: t.TempDir()}); err == nil || !strings.Contains(err.Error(), "a.clean.txt") {
		t.Errorf("without a clean text: %v", err)
	}
}
