package cmd

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"

	"namedrop/internal/markdown"
)

// The list of a machine that has none: small, our own, and in the form of
// awesome-asyncio, so that the first run shows a whole result.
const (
	exampleSource = "example"
	exampleName   = "cmd/awesome-asyncio.md" // where it stands in the repository
)

//go:embed awesome-asyncio.md
var exampleList []byte

// list is the awesome list that proposals are made to.
type list struct {
	name   string // the path that patches name
	source []byte
	parsed *markdown.List
}

// loadList reads the list from its configured source. It is the one place
// that knows where lists can come from.
func loadList(source string) (list, error) {
	if source == exampleSource {
		return list{exampleName, exampleList, markdown.Read(exampleList)}, nil
	}
	data, err := os.ReadFile(source)
	if err != nil {
		return list{}, fmt.Errorf("list: %w", err)
	}
	l := list{patchName(source), data, markdown.Read(data)}
	for _, s := range l.parsed.Sections {
		if len(s.Entries) > 0 {
			return l, nil
		}
	}
	return list{}, fmt.Errorf("list: %s: no entry found: want a Markdown file with sections and list items", source)
}

// patchName returns the path of a list as "git apply" wants it: from the root
// of the repository that holds it, or the file's own name outside of one.
func patchName(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return filepath.Base(path)
	}
	for dir := filepath.Dir(abs); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil {
			if rel, err := filepath.Rel(dir, abs); err == nil {
				return filepath.ToSlash(rel)
			}
		}
		if dir == filepath.Dir(dir) {
			return filepath.Base(abs)
		}
	}
}
