package cmd

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"namedrop/internal/exit"
)

// TestReadmeSample: the sample output in the README is the start of the real output.
func TestReadmeSample(t *testing.T) {
	data, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile("(?s)```console\n\\$ extract (run [^\n|]*) \\| head -\\d+\n(.*?)```").FindStringSubmatch(string(data))
	if m == nil {
		t.Fatal("README.md has no sample of a run")
	}
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	alone(t)
	t.Chdir(root)
	code, out, errs := command(t.Context(), strings.Fields(m[1])...)
	if code != exit.CodeDone || !strings.HasPrefix(out, m[2]) {
		t.Errorf("exit code %d, %s\nthe sample is\n%s\nthe output begins\n%s", code, errs, m[2], out[:min(len(out), len(m[2]))])
	}
}
