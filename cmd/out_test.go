package cmd

import (
	"path/filepath"
	"slices"
	"testing"
)

// TestPlace: no two transcripts share a directory, whatever their names.
func TestPlace(t *testing.T) {
	w := &writer{dir: "out", apart: true}
	var got []string
	for _, path := range []string{"a/x.txt", "b/x.vtt", "c/x-2.txt", "d/x.txt"} {
		got = append(got, filepath.ToSlash(w.place(path)))
	}
	if want := []string{"out/x", "out/x-2", "out/x-2-2", "out/x-3"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
