package results

import (
	"slices"
	"testing"
	"time"

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
	for _, id := range []string{"1", "2"} {
		e := episode.Episode{Title: "On X/Y", Transcript: &transcript.Transcript{Path: "https://pod.example/transcript", Date: time.Date(2026, 5, 6, 7, 0, 0, 0, time.UTC)}}
		e.Item = episode.Item{Feed: "https://pod.example/feed", ID: id}
		got = append(got, w.place(e))
	}
	if want := []string{"x", "x-2", "x-2-2", "x-3", "2026-05-06 On X-Y", "2026-05-06 On X-Y-2"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
