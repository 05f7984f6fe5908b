package propose

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// applyPatch is the smallest thing that applies a unified diff: every hunk at
// its line number, exactly.
func applyPatch(src []byte, patch string) ([]byte, error) {
	old := strings.SplitAfter(string(src), "\n")
	var out strings.Builder
	at := 0 // lines of old that were used
	lines := strings.SplitAfter(patch, "\n")
	for i, l := range lines {
		cut := strings.HasPrefix(strings.Join(lines[i+1:min(i+2, len(lines))], ""), `\`)
		var start int
		switch {
		case l == "", strings.HasPrefix(l, "--- a/"), strings.HasPrefix(l, "+++ b/"), l[0] == '\\':
			continue
		case l[0] == '@':
			if _, err := fmt.Sscanf(l, "@@ -%d", &start); err != nil {
				return nil, err
			}
			if strings.Contains(l, ",0 +") {
				start++
			}
			for ; at < start-1; at++ {
				out.WriteString(old[at])
			}
			continue
		}
		text := l[1:]
		if cut {
			text = strings.TrimSuffix(text, "\n")
		}
		if l[0] != '+' {
			if at >= len(old) || old[at] != text {
				return nil, fmt.Errorf("line %d is not %q", at+1, text)
			}
			at++
		}
		if l[0] != '-' {
			out.WriteString(text)
		}
	}
	return []byte(out.String() + strings.Join(old[at:], "")), nil
}

// tree is a folder with one file, in which the real tools apply patches.
type tree struct {
	t   *testing.T
	dir string
}

func newTree(t *testing.T) tree {
	for _, tool := range []string{"git", "patch"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed", tool)
		}
	}
	return tree{t, t.TempDir()}
}

func (r tree) set(src []byte) {
	r.t.Helper()
	if err := os.WriteFile(filepath.Join(r.dir, "README.md"), src, 0o666); err != nil {
		r.t.Fatal(err)
	}
}

func (r tree) get() []byte {
	b, err := os.ReadFile(filepath.Join(r.dir, "README.md"))
	if err != nil {
		r.t.Fatal(err)
	}
	return b
}

// apply runs a tool on a patch.
func (r tree) apply(patch, tool string, args ...string) error {
	c := exec.Command(tool, args...)
	c.Dir = r.dir
	c.Env = append(os.Environ(), "GIT_DIR="+filepath.Join(r.dir, "none"))
	c.Stdin = strings.NewReader(patch)
	if out, err := c.CombinedOutput(); err != nil {
		return errors.New(string(out))
	}
	return nil
}

// all applies patches one after the other with each tool and compares.
func (r tree) all(src []byte, patches []string, want []byte) {
	r.t.Helper()
	for _, tool := range [][]string{{"git", "apply"}, {"patch", "-p1", "--binary", "--no-backup-if-mismatch"}} {
		r.set(src)
		for i, p := range patches {
			if err := r.apply(p, tool[0], tool[1:]...); err != nil {
				r.t.Fatalf("%s: patch %d: %v\n%s\nof\n%s", tool[0], i, err, strings.Join(patches, "\n"), src)
			}
		}
		if got := r.get(); !bytes.Equal(got, want) {
			r.t.Fatalf("%s: got\n%q\nwant\n%q\nby\n%s", tool[0], got, want, strings.Join(patches, "\n"))
		}
	}
}

// lineCount returns the number of lines of src, including a last line without newline.
func lineCount(src []byte) int {
	n := 0
	for range bytes.Lines(src) {
		n++
	}
	return n
}
