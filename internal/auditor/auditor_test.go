package auditor

import (
	"path/filepath"
	"testing"

	"namedrop/internal/config"
	"namedrop/internal/episode"
	"namedrop/internal/list"
)

// TestRootOf: a list can be in the root directory, as in a container.
func TestRootOf(t *testing.T) {
	for _, test := range []struct{ id, name, want string }{
		{"/README.md", "README.md", "/"},
		{"/home/jo/list/docs/README.md", "docs/README.md", "/home/jo/list/"},
		{config.ExampleSource, list.ExampleName, ""},
	} {
		dir, ok := rootOf(list.List{ID: filepath.FromSlash(test.id), List: episode.List{Name: test.name}})
		if ok != (test.want != "") || ok && filepath.ToSlash(dir) != test.want {
			t.Errorf("%s: %s, %v", test.id, dir, ok)
		}
	}
}
