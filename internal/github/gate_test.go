package github

import (
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"namedrop/internal/transport"
)

// TestLimitsAreNotOurs checks that a request is sent whatever earlier answers said about
// the rate limit, because only the transport decides whether to wait.
func TestLimitsAreNotOurs(t *testing.T) {
	const none, reset = "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 4102444800"
	for _, h := range []http.HandlerFunc{
		says(200, `{"full_name": "a/b"}`, none, reset),
		says(403, `{"message": "API rate limit exceeded"}`, none, reset),
		says(403, `{"documentation_url": "https://docs.github.com/secondary-rate-limits"}`, "Retry-After: 3600"),
	} {
		asked := 0
		c := client(t, func(w http.ResponseWriter, r *http.Request) { asked++; h(w, r) })
		for range 3 {
			c.Repository(t.Context(), "a/b")
		}
		if asked != 3 {
			t.Errorf("asked %d times, want 3", asked)
		}
	}
}

// TestTokenStaysHome checks that a redirect does not send the token to another host.
func TestTokenStaysHome(t *testing.T) {
	asked := false
	away := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = true
		if got := r.Header.Get("Authorization"); got != "" {
			t.Errorf("another host was sent %q", got)
		}
		says(200, `{"full_name": "a/b"}`)(w, r)
	}))
	defer away.Close()
	c := client(t, says(302, ``, "Location: "+away.URL+"/api/repos/a/b"))
	if _, err := c.Repository(t.Context(), "a/b"); err != nil || !asked {
		t.Errorf("error %v, the other host was asked: %v", err, asked)
	}
}

// TestCached checks that a cached or redirected answer keeps its time, that a stale one
// is marked, and that no file contains the token.
func TestCached(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/repos/old/name" {
			says(301, ``, "Location: /repos/new/name")(w, r)
			return
		}
		says(200, `{"full_name": "new/name"}`)(w, r)
	}))
	dir := t.TempDir()
	ask := func(name string, o transport.Options) (Repository, error) {
		o.CacheDir = dir
		c, err := New(transport.Client(s.Client().Transport, o), s.URL, NewToken(secret))
		if err != nil {
			t.Fatal(err)
		}
		return c.Repository(t.Context(), name)
	}
	first, err := ask("old/name", transport.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	for _, test := range []struct {
		o     transport.Options
		stale bool
	}{
		{transport.Options{Soft: time.Hour}, false},
		{transport.Options{Offline: true}, true},
	} {
		r, err := ask("old/name", test.o)
		if err != nil || r.AsOf.After(first.AsOf) || r.AsOf.IsZero() || r.Stale != test.stale || !r.Renamed {
			t.Errorf("%+v, error %v; want it of %v, stale %v", r, err, first.AsOf, test.stale)
		}
	}
	if _, err := ask("other/name", transport.Options{Offline: true}); !errors.Is(err, transport.ErrOffline) {
		t.Errorf("error %v, want %v", err, transport.ErrOffline)
	}
	checkFiles(t, dir)
}

// checkFiles fails for files with the token in them, and if there are none.
func checkFiles(t *testing.T, dir string) {
	t.Helper()
	files := 0
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		data, err := os.ReadFile(filepath.Join(dir, path))
		if strings.Contains(string(data), secret) {
			t.Errorf("the token is in %s", path)
		}
		return err
	})
	if err != nil || files == 0 {
		t.Errorf("%d files kept, error %v", files, err)
	}
}

func TestAnonymous(t *testing.T) {
	c := client(t, func(w http.ResponseWriter, r *http.Request) {
		if _, ok := r.Header["Authorization"]; ok {
			t.Error("asked with an Authorization header")
		}
		says(200, `{"full_name": "a/b"}`)(w, r)
	})
	c, err := New(http.DefaultClient, c.api.BaseURL.String(), Token{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Repository(t.Context(), "a/b"); err != nil {
		t.Error(err)
	}
}
