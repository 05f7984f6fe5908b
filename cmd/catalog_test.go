package cmd

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"namedrop/internal/catalog"
	"namedrop/internal/config"
	"namedrop/internal/exit"
)

// world is a PyPI with a few names and a ranking.
type world struct {
	names, rows atomic.Value // string: the JSON of each
	asked       atomic.Int64 // requests so far
	faults      int64        // one request in so many fails, 0 for none
	hook        func()       // called at each request
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{}
	w.names.Store(`{"meta": {"api-version": "1.1"}, "projects": [{"name": "Django"}, {"name": "zope.interface"}, {"name": "uvicorn"}]}`)
	w.rows.Store(`{"rows": [{"project": "django", "download_count": 70}, {"project": "uvicorn", "download_count": 90}]}`)
	server := httptest.NewServer(w)
	t.Cleanup(server.Close)
	t.Setenv("EXTRACT_DATA_DIR", filepath.Join(t.TempDir(), "data"))
	t.Setenv("EXTRACT_PYPI_URL", server.URL)
	t.Setenv("EXTRACT_PYPI_TOP_URL", server.URL+"/top.json")
	return w
}

func (w *world) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	n := w.asked.Add(1)
	if w.hook != nil {
		w.hook()
	}
	if w.faults > 0 && n%w.faults == 0 {
		http.Error(out, "bad gateway", http.StatusBadGateway)
		return
	}
	body := w.names.Load().(string)
	if r.URL.Path == "/top.json" {
		body = w.rows.Load().(string)
	}
	tag := fmt.Sprintf("%q", fmt.Sprint(len(body)))
	out.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		out.WriteHeader(http.StatusNotModified)
		return
	}
	out.Header().Set("Content-Type", "application/json")
	fmt.Fprint(out, body)
}

// command runs extract and returns its exit code and output.
func command(ctx context.Context, args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	code = Main(ctx, args, Env{Out: &o, Err: &e})
	return code, o.String(), e.String()
}

// wantSync syncs and compares the line that is printed.
func wantSync(t *testing.T, pattern string) {
	t.Helper()
	code, out, errs := command(t.Context(), "catalog", "sync")
	if code != 0 || errs != "" || !regexp.MustCompile(`^`+pattern+` in \S+pypi\.index \(\d+\.\d s\)\n$`).MatchString(out) {
		t.Fatalf("exit code %d, printed %q and %q, want %s", code, out, errs, pattern)
	}
}

// syncedNames returns the names that the next run would see.
func syncedNames(t *testing.T) string {
	t.Helper()
	ix, err := catalog.Open(filepath.Join(os.Getenv("EXTRACT_DATA_DIR"), "pypi.index"))
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	return strings.Join(slices.Collect(ix.All()), " ")
}

func TestCatalogSync(t *testing.T) {
	w := newWorld(t)
	wantSync(t, "synced 3 names, 2 ranks")
	if got := syncedNames(t); got != "uvicorn django zope-interface" {
		t.Errorf("names %s", got)
	}
	wantSync(t, "already up to date: 3 names, 2 ranks")

	w.rows.Store(`{"rows": [{"project": "zope.interface", "download_count": 5}]}`)
	wantSync(t, "synced 3 names, 1 ranks") // from the names that are there
	if got := syncedNames(t); got != "zope-interface django uvicorn" {
		t.Errorf("names %s", got)
	}
	w.names.Store(`{"projects": [{"name": "zope.interface"}, {"name": "aiohttp"}]}`)
	wantSync(t, "synced 2 names, 1 ranks") // with the ranks that are there
	if got := syncedNames(t); got != "zope-interface aiohttp" {
		t.Errorf("names %s", got)
	}
}

func TestCatalogSyncFaults(t *testing.T) {
	w := newWorld(t)
	w.faults = 2
	wantSync(t, "synced 3 names, 2 ranks")
	if w.asked.Load() < 3 {
		t.Errorf("%d requests", w.asked.Load())
	}
}

// TestCatalogSyncKeepsTheOld: a sync that fails changes nothing.
func TestCatalogSyncKeepsTheOld(t *testing.T) {
	w := newWorld(t)
	wantSync(t, "synced 3 names, 2 ranks")
	path := filepath.Join(os.Getenv("EXTRACT_DATA_DIR"), "pypi.index")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, fail := range map[string]func(cancel func()){
		"no names":    func(func()) { w.names.Store(`{"projects": []}`) },
		"no ranking":  func(func()) { w.rows.Store(`<html>`) },
		"interrupted": func(cancel func()) { w.hook = cancel },
	} {
		ctx, cancel := context.WithCancel(t.Context())
		fail(cancel)
		code, out, errs := command(ctx, "catalog", "sync")
		cancel()
		if want := map[bool]int{true: exit.CodeInterrupted, false: exit.CodeNothing}[name == "interrupted"]; code != want || out != "" || !strings.HasSuffix(errs, "; the old index is kept\n") {
			t.Errorf("%s: exit code %d, printed %q and %q", name, code, out, errs)
		}
		after, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(before, after) {
			t.Errorf("%s: the file has changed (%v)", name, err)
		}
	}
}

func TestCatalogSyncMends(t *testing.T) {
	newWorld(t)
	wantSync(t, "synced 3 names, 2 ranks")
	path := filepath.Join(os.Getenv("EXTRACT_DATA_DIR"), "pypi.index")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)-1] ^= 1 // a letter of a name
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	code, _, errs := command(t.Context(), "catalog", "info")
	if code != 3 || !strings.Contains(errs, path+": its checksum is wrong") {
		t.Errorf("info: exit code %d, printed %q", code, errs)
	}
	code, _, errs = command(t.Context(), "run", "--offline", "--list", config.ExampleSource, "../transcripts/389.txt")
	if code != 0 || !strings.Contains(errs, path+": its checksum is wrong; run \"extract catalog sync\" to create it again; its names are not used\n") {
		t.Errorf("run: exit code %d, printed %q", code, errs)
	}
	wantSync(t, "synced 3 names, 2 ranks")
	if got := syncedNames(t); got != "uvicorn django zope-interface" {
		t.Errorf("names %s", got)
	}
}

func TestCatalogSyncAlone(t *testing.T) {
	newWorld(t)
	wantSync(t, "synced 3 names, 2 ranks")
	unlock, err := catalog.Lock(filepath.Join(os.Getenv("EXTRACT_DATA_DIR"), "pypi.index"))
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	code, _, errs := command(t.Context(), "catalog", "sync")
	if code != 3 || !strings.Contains(errs, "another \"extract catalog sync\" is running") {
		t.Errorf("exit code %d, printed %q", code, errs)
	}
}

func TestCatalogInfo(t *testing.T) {
	newWorld(t)
	wantSync(t, "synced 3 names, 2 ranks")
	code, out, _ := command(t.Context(), "catalog", "info")
	for _, want := range []string{"synced: 3 names, 2 with a download rank", "less than a day ago", "/simple/\n", "/top.json\n", "intact\n"} {
		if code != 0 || !strings.Contains(out, want) {
			t.Errorf("exit code %d, printed %q without %q", code, out, want)
		}
	}
	_, out, _ = command(t.Context(), "catalog", "info", "--format", "json")
	var got info
	if err := json.Unmarshal([]byte(out), &got); err != nil || got.Schema != 1 || got.Synced == nil || got.Synced.Names != 3 || got.Synced.Bytes == 0 {
		t.Errorf("%v: %s", err, out)
	}
}

func TestAge(t *testing.T) {
	now := time.Date(2022, 11, 10, 12, 0, 0, 0, time.UTC)
	for want, ago := range map[string]time.Duration{
		"less than a day ago": 23 * time.Hour, "1 day ago": 47 * time.Hour, "90 days ago": 90 * 24 * time.Hour,
	} {
		data, err := catalog.Encode(catalog.Origin{Synced: now.Add(-ago)}, []string{"a"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "index")
		if err := catalog.Save(path, data); err != nil {
			t.Fatal(err)
		}
		ix, err := catalog.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := daysAgo(ageDays(ix, now)); got != want {
			t.Errorf("%s, want %s", got, want)
		}
		if got := ageDays(ix, now.Add(-2*ago)); got != 0 {
			t.Errorf("%d days in the future", got)
		}
		ix.Close()
	}
}

func TestDataDir(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", "relative/is/ignored")
	home := t.TempDir()
	t.Setenv("HOME", home)
	if dir, err := config.DataDir(""); err != nil || !strings.HasPrefix(dir, home) {
		t.Errorf("%s, %v, want it below %s", dir, err, home)
	}
	t.Setenv("XDG_DATA_HOME", home)
	if dir, _ := config.DataDir(""); dir != filepath.Join(home, "extract") {
		t.Errorf("%s", dir)
	}
	if dir, _ := config.DataDir("here"); dir != "here" {
		t.Errorf("%s, want what was configured", dir)
	}
}
