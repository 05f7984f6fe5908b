// Package golden runs test cases from text files. A txtar archive holds the cases of
// one subject: "name.in" is an input, and the "name.out" after it the expected output.
// Text before the first file describes the cases.
//
// "go test -update" rewrites every name.out with the actual output. Review the change
// before you commit it. A case without its .out is new; -update adds it.
//
// Only tests import the package, and it imports nothing of this module.
package golden

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the outputs of the golden files")

// Run runs every case of the archives that match the pattern as a subtest: got returns
// the output for a case's name and input. It fails if no archive matches or an archive
// has no case.
func Run(t *testing.T, pattern string, got func(t *testing.T, name, in string) string) {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: no archive of cases (%v)", pattern, err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { runArchive(t, path, got) })
	}
}

// EachLine is for cases with an input on every line. It returns each line that is not
// blank with the result of got for it: "line: result".
func EachLine(in string, got func(line string) string) string {
	var out strings.Builder
	for line := range strings.Lines(in) {
		if line = strings.TrimSpace(line); line != "" {
			fmt.Fprintf(&out, "%s: %s\n", line, got(line))
		}
	}
	return out.String()
}

func runArchive(t *testing.T, path string, got func(t *testing.T, name, in string) string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	out := &txtar.Archive{Comment: archive.Comment}
	cases := 0
	for i, f := range archive.Files {
		name, ok := strings.CutSuffix(f.Name, ".in")
		if !ok {
			continue
		}
		cases++
		want := ""
		if i+1 < len(archive.Files) && archive.Files[i+1].Name == name+".out" {
			want = string(archive.Files[i+1].Data)
		}
		have := want
		t.Run(name, func(t *testing.T) {
			have = got(t, name, string(f.Data))
			Compare(t, path+": "+name+".out", want, have)
		})
		out.Files = append(out.Files, f, txtar.File{Name: name + ".out", Data: []byte(have)})
	}
	if cases == 0 {
		t.Fatalf("%s: no case", path)
	}
	if *update {
		write(t, path, txtar.Format(out))
	}
}

// Updating reports whether the test must rewrite its files (-update), for cases in other
// forms than [Run] and [File] read.
func Updating() bool { return *update }

// File compares a text with the content of a file, which -update rewrites.
func File(t *testing.T, path, have string) {
	t.Helper()
	if *update {
		write(t, path, []byte(have))
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	Compare(t, path, string(want), have)
}

// Compare fails with a diff if two texts differ, except with -update.
func Compare(t *testing.T, name, want, have string) {
	t.Helper()
	if want != have && !*update {
		t.Errorf("%s\n(go test -update rewrites it)", diff.Diff("want "+name, []byte(want), "have", []byte(have)))
	}
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

// Inputs returns the inputs of all cases, as seeds for a fuzz target.
func Inputs(t testing.TB, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: no archive of cases (%v)", pattern, err)
	}
	var inputs []string
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if strings.HasSuffix(f.Name, ".in") {
				inputs = append(inputs, string(f.Data))
			}
		}
	}
	return inputs
}

// Strings returns the texts of a file with a quoted Go string on each line, for texts
// that an editor would not show.
func Strings(t testing.TB, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for l := range strings.Lines(string(data)) {
		var s string
		if _, err := fmt.Sscanf(l, "%q", &s); err != nil {
			t.Fatalf("%s: %q: %v", path, l, err)
		}
		all = append(all, s)
	}
	return all
}
