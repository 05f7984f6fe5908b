package results

import (
	"slices"
	"testing"

	"namedrop/internal/episode"
	"namedrop/internal/transcript"
)

// TestPlace: no two transcripts share a directory, whatever their names.
func TestPlace(t *testing.T) {
	w := &Writer{Dir: "out", Apart: true}
	var got []string
	for _, path := range []string{"a/x.txt", "b/x.vtt", "c/x-2.txt", "d/x.txt"} {
		got = append(got, w.place(episode.Episode{Transcript: &transcript.Transcript{Path: path}}))
	}
	if want := []string{"x", "x-2", "x-2-2", "x-3"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
