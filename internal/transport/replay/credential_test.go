package replay

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// credential matches what gives access, or the headers that carry it.
var credential = regexp.MustCompile(`(?im)^(?:proxy-)?authorization:|^(?:set-)?cookie:|\bgh[pousr]_[a-z0-9]{20}|\bgithub_pat_[a-z0-9]{10}|\bpypi-[a-z0-9_-]{40}|\bbearer +[a-z0-9._~+/-]{10}|://[^/\s:@]+:[^/\s@]{12,}@`)

// TestNoCredentials reads all recordings of the module, wherever they are.
func TestNoCredentials(t *testing.T) {
	found := 0
	root := filepath.Join("..", "..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !isRecording(path) {
			return err
		}
		found++
		data, err := os.ReadFile(path)
		if at := credential.FindIndex(data); at != nil {
			line := 1 + strings.Count(string(data[:at[0]]), "\n")
			t.Errorf("%s:%d: a credential, or a header that carries one: take it out, and revoke it if it was real", path, line)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if found == 0 {
		t.Error("no recordings found")
	}
}

// isRecording reports whether a file may hold what a server answered.
func isRecording(path string) bool {
	dirs := strings.Split(filepath.ToSlash(filepath.Dir(path)), "/")
	for _, d := range dirs {
		if d == "testdata" {
			ext := filepath.Ext(path)
			return ext == ".txtar" || ext == ".json" || ext == ".http"
		}
	}
	return false
}

func TestCredential(t *testing.T) {
	for text, want := range map[string]bool{
		"HTTP/1.1 200 OK\nauthorization: x":       true,
		"Set-Cookie: session=1":                   true,
		"token ghp_" + strings.Repeat("a1", 18):   true,
		"github_pat_" + strings.Repeat("a", 22):   true,
		"Bearer " + strings.Repeat("x", 20):       true,
		"https://user:correct-horse@example.org/": true,
		"pypi-" + strings.Repeat("A", 60):         true,
		"HTTP/1.1 200 OK\nETag: \"x\"\n\nbody":    false,
		"the bearer of news, ghp_ and pypi-x":     false,
		"https://example.org/a:b@c":               false,
		"Authorization is not a header here":      false,
	} {
		if got := credential.MatchString(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
