package cmd

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"namedrop/internal/config"
	"namedrop/internal/exit"
	"namedrop/internal/store"
)

// TestRecordLinksQuotes checks that saved quotes link to their second in the episode.
func TestRecordLinksQuotes(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("EXTRACT_DATA_DIR", dir)
	t.Setenv("EXTRACT_LIST_SOURCE", config.ExampleSource)
	talk := filepath.Join(dir, "389.txt")
	if err := os.WriteFile(talk, []byte("01:02:03 We should add the Tenacity library to the list.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	args := []string{"run", "--offline", "--episode-url", "https://x.test/{name}", talk}
	if code := Main(t.Context(), args, Env{Out: &out, Err: &errs}); code != exit.CodeDone {
		t.Fatalf("exit code %d: %s", code, &errs)
	}
	s, err := store.Open(filepath.Join(dir, "extract.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	kept, err := s.Proposals(t.Context(), store.Filter{})
	if err != nil || len(kept) != 1 || len(kept[0].Quotes) != 1 {
		t.Fatalf("kept %+v (%v), want one proposal with a quote", kept, err)
	}
	if got, want := kept[0].Quotes[0].URL, "https://x.test/389#t=3723"; got != want {
		t.Errorf("the quote is at %q, want %q", got, want)
	}
}

// TestLostCorrections: after a transcript was edited, corrections that no longer apply
// are reported.
func TestLostCorrections(t *testing.T) {
	data := alone(t)
	const talk = "00:00:01 We should add the Tenacity library to the list.\n"
	run := func(text string) string {
		t.Helper()
		if err := os.WriteFile("talk.txt", []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		_, _, errs := command(t.Context(), "run", "--offline", "talk.txt")
		return errs
	}
	run(talk)
	s, err := store.Open(filepath.Join(data, "extract.db"))
	if err != nil {
		t.Fatal(err)
	}
	runs, err := s.Runs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	start := strings.Index(talk, "Tenacity")
	if err := s.Correct(t.Context(), store.Correction{Transcript: runs[0].Transcript, Start: start, End: start + 8}); err != nil {
		t.Fatal(err)
	}
	s.Close()
	const told = "talk.txt: the file has changed, so 1 of its corrections no longer apply"
	for text, want := range map[string]bool{talk: false, "00:00:00 Hello.\n\n" + talk: true} {
		if errs := run(text); strings.Contains(errs, told) != want {
			t.Errorf("%q: %s", text, errs)
		}
	}
}
