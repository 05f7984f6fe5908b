package pypi

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"namedrop/internal/sanitize"
	"namedrop/internal/transport"
)

const small = head + "\n" + `{"info": {"name": "a-b"}}`

func TestProjectHeaders(t *testing.T) {
	c := client(func(r *http.Request) (*http.Response, error) {
		if r.Method != "GET" || r.URL.String() != "https://pypi.example.org/pypi/a-b/json" || r.Header.Get("Accept") != plainJSON {
			t.Errorf("asked %s %s, Accept %q", r.Method, r.URL, r.Header.Get("Accept"))
		}
		return response(t, r, small), nil
	})
	c.URL += "/"
	before := time.Now()
	p, err := c.Project(t.Context(), "A_.b")
	if err != nil || p.AsOf.Before(before) || p.AsOf.After(time.Now()) || p.Stale {
		t.Errorf("as of %v, stale %v, error %v, want now", p.AsOf, p.Stale, err)
	}
}

// TestProjectNames: invalid names are not requested.
func TestProjectNames(t *testing.T) {
	c := client(func(r *http.Request) (*http.Response, error) {
		return nil, errors.New("asked " + r.URL.String())
	})
	for _, name := range []string{"", ".", "..", "-", "a-", "_a", "a b", "a/b", "../a", "a?x", "a#x", "a%2f", "a\n", "ä", "\u212a", strings.Repeat("a", 200)} {
		if _, err := c.Project(t.Context(), name); err == nil || !strings.Contains(err.Error(), "cannot be the name of a project") {
			t.Errorf("%q: error %v", name, err)
		}
	}
}

func TestProjectStatus(t *testing.T) {
	for status, want := range map[string]string{
		"404 Gone fishing":   "answered 404 Not Found",
		"500 \x1b[31mBroken": "answered 500 [31mBroken",
	} {
		c := client(func(r *http.Request) (*http.Response, error) {
			return response(t, r, "HTTP/1.1 "+status+"\n\n"), nil
		})
		_, err := c.Project(t.Context(), "a")
		if err == nil || err.Error() != "https://pypi.example.org/pypi/a/json: "+want {
			t.Errorf("error %q, want %s", err, want)
		}
		if errors.Is(err, ErrNotFound) != (status[0] == '4') {
			t.Errorf("%s: not found is %v", status, errors.Is(err, ErrNotFound))
		}
	}
}

// TestSerial: at most one project is requested at a time, by any number of goroutines.
func TestSerial(t *testing.T) {
	var now, most atomic.Int32
	c := client(func(r *http.Request) (*http.Response, error) {
		most.Store(max(most.Load(), now.Add(1)))
		defer now.Add(-1)
		for range 100 { // let the others run
			runtime.Gosched()
		}
		return response(t, r, small), nil
	})
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() { c.Project(t.Context(), "a-b") })
	}
	all.Wait()
	if most.Load() != 1 {
		t.Errorf("%d requests at a time, want 1", most.Load())
	}
}

// TestLongTexts: the stored parts of an answer are limited.
func TestLongTexts(t *testing.T) {
	long := strings.Repeat("é", 1<<20)
	many := `"x` + strings.Repeat(`","x`, 10_000) + `"`
	p, err := decodeProject(strings.NewReader(`{"info": {"name": "a", "summary": "`+long+`", "description": "`+long+`", "keywords": "`+long+`",
		"classifiers": [`+many+`]}}`), "a")
	if err != nil {
		t.Fatal(err)
	}
	if len([]rune(p.Summary)) != 512 || len(p.Description) > maxDescription || len(p.Classifiers) != maxItems {
		t.Errorf("summary of %d characters, description of %d bytes, %d classifiers", len([]rune(p.Summary)), len(p.Description), len(p.Classifiers))
	}
}

// TestCachedProject: a cached answer keeps its time, and is marked as stale if the
// source does not answer.
func TestCachedProject(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", plainJSON)
		io.WriteString(w, `{"info": {"name": "a-b"}}`)
	}))
	dir := t.TempDir()
	ask := func(name string, o transport.Options) (Project, error) {
		o.CacheDir = dir
		c := Client{HTTP: transport.Client(s.Client().Transport, o), URL: s.URL}
		return c.Project(t.Context(), name)
	}
	first, err := ask("a-b", transport.Options{})
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
		p, err := ask("a-b", test.o)
		if err != nil || p.AsOf.After(first.AsOf) || p.AsOf.IsZero() || p.Stale != test.stale {
			t.Errorf("as of %v, stale %v, error %v; want it of %v, stale %v", p.AsOf, p.Stale, err, first.AsOf, test.stale)
		}
	}
	if _, err := ask("other", transport.Options{Offline: true}); !errors.Is(err, transport.ErrOffline) {
		t.Errorf("error %v, want %v", err, transport.ErrOffline)
	}
}

func FuzzProject(f *testing.F) {
	f.Add(`{"info": {"name": "some-name", "summary": "x\u001b[31m", "classifiers": ["License :: X"], "project_urls": {"a": "https://a.example/?\u202e"}}}`)
	f.Add(`{"info": {"name": "some-name", "license": "x", "keywords": "a,b"}, "releases": {"1": [{"upload_time_iso_8601": "2022-10-01T10:00:00Z", "yanked": "x"}]}}`)
	f.Add(`{"info": {"name": "some-name"}, "urls": [{}], "vulnerabilities": [{"id": "x", "aliases": [null]}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		p, err := decodeProject(strings.NewReader(text), "some-name")
		if err != nil {
			return
		}
		if p.First.After(p.Last) {
			t.Errorf("first upload %v after last %v", p.First, p.Last)
		}
		shown := slices.Concat([]string{p.Name, p.Version, p.Summary, p.License}, p.Classifiers, p.Keywords)
		for _, l := range p.URLs {
			shown = append(shown, l.Label)
			if l.URL == "" || sanitize.URL(l.URL) != l.URL {
				t.Errorf("%q is not a sanitized address", l.URL)
			}
		}
		for _, v := range p.Vulnerabilities {
			shown = append(append(shown, v.ID, v.Summary), v.Aliases...)
		}
		for _, s := range shown {
			if s != sanitize.Line(s) {
				t.Errorf("%q is not sanitized", s)
			}
		}
	})
}
