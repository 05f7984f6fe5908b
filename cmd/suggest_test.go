package cmd

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"namedrop/internal/exit"
	"namedrop/internal/store"
)

// TestSuggestInterrupted interrupts suggest while it waits for its second transcript. The
// first must be kept.
func TestSuggestInterrupted(t *testing.T) {
	data := alone(t)
	ctx, cancel := context.WithCancel(t.Context())
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		for kept(t, data) == nil {
			time.Sleep(5 * time.Millisecond)
		}
		cancel()
		<-r.Context().Done()
	}))
	defer server.Close()
	if err := os.WriteFile("one.txt", []byte("00:00:05 Somebody should do a PR for aiosqlite here.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	code, out, errs := command(ctx, "suggest", "--private", "--parallel", "1", "one.txt", server.URL+"/two.txt")
	if code == exit.CodeDone || out != "" || !strings.Contains(errs, "interrupted") {
		t.Errorf("exit code %d, printed %q and %q", code, out, errs)
	}
	if paths := kept(t, data); len(paths) != 1 || filepath.Base(paths[0]) != "one.txt" {
		t.Errorf("kept %q, want one.txt", paths)
	}
}

// kept returns the paths of the transcripts that the store holds.
func kept(t *testing.T, data string) []string {
	s, err := store.Open(filepath.Join(data, "extract.db"))
	if err != nil {
		t.Error(err)
		return nil
	}
	defer s.Close()
	runs, err := s.Runs(context.Background())
	if err != nil {
		t.Error(err)
	}
	var paths []string
	for _, r := range runs {
		paths = append(paths, r.Path)
	}
	return paths
}
