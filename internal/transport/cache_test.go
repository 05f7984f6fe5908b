package transport

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

const (
	soft = time.Hour
	hard = 24 * time.Hour
)

// TestCacheAges sends a request, and repeats it in a later run at another age.
func TestCacheAges(t *testing.T) {
	for _, test := range []struct {
		name   string
		first  string
		second string // from the source, if it is asked
		age    time.Duration
		want   string
		asked  string // the condition of the request; "-" if there is no request
	}{
		{"young", "200; ETag: a", "200", soft - 1, "200 hit", "-"},
		{"unchanged", "200; ETag: a", "304", soft, "200 304", "a"},
		{"unchanged by date", "200; Last-Modified: b", "304", soft, "200 304", "b"},
		{"changed", "200; ETag: a", "200", soft, "200", "a"},
		{"gone", "200; ETag: a", "404", soft, "404", "a"},
		{"without conditions", "200", "200", soft, "200", ""},
		{"absent", "404", "200", soft - 1, "404 hit", "-"},
		{"absent for long", "404", "200", soft, "200", ""},
		{"moved", "301", "200", soft - 1, "301 hit", "-"},
		{"moved for now", "302", "200", soft - 1, "200", ""},
		{"empty", "204", "200", soft - 1, "204 hit", "-"},
		{"forbidden", "403", "200", soft - 1, "200", ""},
		{"source has faults", "200; ETag: a", "502", soft, "200 stale", "a"},
		{"source is down", "200; ETag: a", "EOF", soft, "200 stale", "a"},
		{"source limits", "200; ETag: a", "429", soft, "200 stale", "a"},
		{"source is down for long", "200; ETag: a", "502", hard, "502", ""},
		{"too old", "200; ETag: a", "200", hard, "200", ""},
		{"refused now", "200; ETag: a", "401", soft, "401", "a"},
	} {
		t.Run(test.name, func(t *testing.T) {
			bubble(t, func(ctx context.Context) {
				dir := t.TempDir()
				run := func(answer string) (*server, string) {
					s := &server{answers: []string{answer + "\nbody"}}
					c := newCache(newLimit(s, 0, nil), Options{CacheDir: dir, Soft: soft, Hard: hard})
					response, err := c.RoundTrip(request("GET").WithContext(ctx))
					return s, outcome(response, err)
				}
				run(test.first)
				time.Sleep(test.age)
				s, got := run(test.second)
				if got != test.want {
					t.Errorf("%q, want %q", got, test.want)
				}
				asked := "-"
				if len(s.requests) > 0 {
					asked = s.requests[0].Header.Get("If-None-Match") + s.requests[0].Header.Get("If-Modified-Since")
				}
				if asked != test.asked {
					t.Errorf("asked with %q, want %q", asked, test.asked)
				}
			})
		})
	}
}

// TestCacheConfirmed: a confirmed answer is fresh again, and keeps headers that the
// 304 did not repeat.
func TestCacheConfirmed(t *testing.T) {
	bubble(t, func(ctx context.Context) {
		dir := t.TempDir()
		run := func(answers ...string) string {
			answer, err := Client(&server{answers: answers}, Options{CacheDir: dir, Soft: soft}).Do(request("GET").WithContext(ctx))
			if err != nil {
				return err.Error()
			}
			h := answer.Header
			return fmt.Sprint(h.Get("ETag"), " ", h.Get("Content-Type"), " ", h.Get("Set-Cookie"), " ", text(answer.Body), " ", markOf(answer).did)
		}
		for _, step := range []struct{ answer, want string }{
			{"200; ETag: a; Content-Type: text/plain; Set-Cookie: c\nbody", "a text/plain c body "},
			{"304; ETag: b; Content-Type: text/html; Set-Cookie: c", "b text/plain  body 304"},
			{"EOF", "b text/plain  body stale"},
		} {
			if got := run(step.answer); got != step.want {
				t.Errorf("%q, want %q", got, step.want)
			}
			time.Sleep(soft - 1)
			if got := run("EOF"); step.answer != "EOF" && !strings.HasSuffix(got, " hit") {
				t.Errorf("just before it is old: %q", got)
			}
			time.Sleep(time.Nanosecond)
		}
	})
}

// TestCacheInOneRun: nothing is requested twice in one run, however short the ages.
func TestCacheInOneRun(t *testing.T) {
	for _, answer := range []string{"200; ETag: a", "404", "301"} {
		bubble(t, func(ctx context.Context) {
			s := &server{answers: []string{answer}}
			c := newCache(s, Options{CacheDir: t.TempDir()})
			for range 3 {
				c.RoundTrip(request("GET").WithContext(ctx))
				time.Sleep(time.Hour)
			}
			if len(s.requests) != 1 {
				t.Errorf("%s: asked %d times", answer, len(s.requests))
			}
		})
	}
}

// TestCacheKeys: requests share an answer only if their answers are the same.
func TestCacheKeys(t *testing.T) {
	const query = "https://example.org/query"
	type question struct{ method, url, header, body string }
	for _, test := range []struct {
		a, b question
		same bool
	}{
		{question{"GET", query, "", ""}, question{"GET", query, "", ""}, true},
		{question{"GET", query, "", ""}, question{"", query, "User-Agent: x", ""}, true},
		{question{"GET", query, "", ""}, question{"GET", query + "?a", "", ""}, false},
		{question{"GET", query, "Accept: a", ""}, question{"GET", query, "Accept: b", ""}, false},
		{question{"GET", query, "Authorization: a", ""}, question{"GET", query, "", ""}, false},
		{question{"GET", query, "Authorization: a", ""}, question{"GET", query, "Authorization: b", ""}, false},
		{question{"POST", query, "", "a"}, question{"POST", query, "", "a"}, true},
		{question{"POST", query, "", "a"}, question{"POST", query, "", "b"}, false},
		{question{"POST", query, "", ""}, question{"GET", query, "", ""}, false},
		{question{"GET", query, "", ""}, question{"HEAD", query, "", ""}, false},
		{question{"HEAD", query, "", ""}, question{"HEAD", query, "", ""}, false}, // not cached
		{question{"GET", query, "Range: bytes=0-1", ""}, question{"GET", query, "Range: bytes=0-1", ""}, false},
		{question{"GET", query, "If-None-Match: a", ""}, question{"GET", query, "If-None-Match: a", ""}, false},
		{question{"GET", query, "", ""}, question{"GET", query, "Cache-Control: no-cache", ""}, false},
		{question{"POST", query + "/write", "", "a"}, question{"POST", query + "/write", "", "a"}, false},
	} {
		s := &server{answers: []string{"200"}}
		client := Client(s, Options{CacheDir: t.TempDir(), Soft: soft, Queries: []string{query}, Writes: true})
		for _, q := range []question{test.a, test.b} {
			r := requestFor(q.method, q.url, q.body)
			if name, value, ok := strings.Cut(q.header, ": "); ok {
				r.Header.Set(name, value)
			}
			if _, err := client.Do(r); err != nil {
				t.Fatal(err)
			}
		}
		if same := len(s.requests) == 1; same != test.same {
			t.Errorf("%q and %q: the same: %v, want %v", test.a, test.b, same, test.same)
		}
		if n := len(s.bodies); s.bodies[n-1] != test.b.body {
			t.Errorf("%q: sent with body %q", test.b, s.bodies[n-1])
		}
	}
}

func TestCached(t *testing.T) {
	dir := t.TempDir()
	forged := &server{answers: []string{"200; X-Stale: 1; Age: 7"}}
	begin := time.Now()
	answer, err := Client(forged, Options{CacheDir: dir}).Do(request("GET"))
	if asOf, stale := Cached(answer); err != nil || !asOf.IsZero() || stale {
		t.Errorf("%v, %v, %v of an answer that came just now", asOf, stale, err)
	}
	answer, err = Client(&server{answers: []string{"429"}}, Options{CacheDir: dir}).Do(request("GET"))
	if asOf, stale := Cached(answer); err != nil || asOf.Before(begin) || asOf.After(time.Now()) || !stale {
		t.Errorf("%v, %v, %v of a kept one", asOf, stale, err)
	}
	if asOf, stale := Cached(nil); !asOf.IsZero() || stale {
		t.Error("no cached answer")
	}
}

func TestCacheAsksOnceForMany(t *testing.T) {
	bubble(t, func(ctx context.Context) {
		s := &server{answers: []string{"200\nbody"}}
		c := newCache(slow(s), Options{CacheDir: t.TempDir()})
		var wg sync.WaitGroup
		for range 20 {
			wg.Go(func() {
				answer, err := c.RoundTrip(request("GET").WithContext(ctx))
				if err != nil || text(answer.Body) != "body" {
					t.Errorf("error %v", err)
				}
				answer.Header.Set("X", "mine") // a race if it is shared
			})
		}
		wg.Wait()
		if len(s.requests) != 1 {
			t.Errorf("asked %d times", len(s.requests))
		}
	})
}

// TestCacheLeaderLeaves: if the leading caller leaves, the others still get their
// answer.
func TestCacheLeaderLeaves(t *testing.T) {
	bubble(t, func(ctx context.Context) {
		s := &server{answers: []string{"200"}}
		c := newCache(slow(s), Options{CacheDir: t.TempDir()})
		leaving, leave := context.WithCancel(ctx)
		var wg sync.WaitGroup
		wg.Go(func() {
			if _, err := c.RoundTrip(request("GET").WithContext(leaving)); !errors.Is(err, context.Canceled) {
				t.Errorf("the first: error %v", err)
			}
		})
		synctest.Wait()
		for range 3 {
			wg.Go(func() {
				if got := outcome(c.RoundTrip(request("GET").WithContext(ctx))); got != "200" {
					t.Error(got)
				}
			})
		}
		synctest.Wait()
		leave()
		wg.Wait()
	})
}

// slow waits a second before an answer, unless the request ends first.
func slow(s *server) roundTrip {
	return func(r *http.Request) (*http.Response, error) {
		select {
		case <-r.Context().Done():
			return nil, r.Context().Err()
		case <-time.After(time.Second):
			return s.RoundTrip(r)
		}
	}
}

// TestCacheFiles: no secrets are on disk, and only the user may read the files.
func TestCacheFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	s := &server{answers: []string{"200; Set-Cookie: hush; Authorization: hush; Link: <next>\nbody"}}
	r := requestFor("GET", "https://user:hush@example.org/x?access_token=hush&page=2", "")
	r.Header.Set("Cookie", "hush")
	if got := outcome(Client(s, Options{CacheDir: dir}).Do(r)); got != "200" {
		t.Fatal(got)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 2 {
		t.Fatalf("%v, %v; want an answer and the mark of sweeping", files, err)
	}
	if info, _ := os.Stat(dir); info.Mode().Perm() != 0o700 {
		t.Errorf("directory has mode %v", info.Mode())
	}
	all := ""
	for _, f := range files {
		if info, _ := f.Info(); info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", f.Name(), info.Mode())
		}
		data, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all += string(data)
	}
	if strings.Contains(all, "hush") || !strings.Contains(all, "page=2") || !strings.HasSuffix(all, "body") {
		t.Errorf("files hold:\n%s", all)
	}
}

func TestCacheSurvivesDamage(t *testing.T) {
	dir := t.TempDir()
	s := &server{answers: []string{"200\na body of some length"}}
	ask := func() string {
		return outcome(Client(s, Options{CacheDir: dir, Soft: soft}).Do(request("GET")))
	}
	ask()
	path := filepath.Join(dir, keyOf(request("GET"), nil, false))
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		cut, flipped := whole[:i], []byte(string(whole))
		flipped[i] ^= 1
		for _, data := range [][]byte{cut, flipped} {
			if _, err := decode(data); err == nil {
				t.Fatalf("damaged at byte %d, and read nevertheless", i)
			}
		}
	}
	if err := os.WriteFile(path, whole[:len(whole)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	if got := ask() + ", " + ask(); got != "200, 200 hit" {
		t.Errorf("%s, want it asked for again and kept", got)
	}
}

// TestCacheNotWritable: a cache that cannot be written has no other effect.
func TestCacheNotWritable(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	o := Options{CacheDir: filepath.Join(file, "cache"), Log: slog.New(slog.NewTextHandler(&log, nil))}
	if got := outcome(Client(&server{answers: []string{"200"}}, o).Do(request("GET"))); got != "200" {
		t.Error(got)
	}
	if !strings.Contains(log.String(), "answer not kept") {
		t.Errorf("log: %s", log.String())
	}
}

func TestCacheLeavesBigAnswers(t *testing.T) {
	dir := t.TempDir()
	for range 2 {
		s := &server{answers: []string{"200\n" + strings.Repeat("x", 5<<20)}}
		if got := outcome(Client(s, Options{CacheDir: dir, Soft: soft}).Do(request("GET"))); got != "200" {
			t.Error(got)
		}
	}
}

func TestSweep(t *testing.T) {
	dir := t.TempDir()
	old, oldBeside := strings.Repeat("a", 64), strings.Repeat("b", 64)+".123"
	young, foreign := strings.Repeat("c", 64), "notes.txt"
	for _, name := range []string{old, oldBeside, young, foreign} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if name != young {
			past := time.Now().Add(-hard - time.Minute)
			if err := os.Chtimes(path, past, past); err != nil {
				t.Fatal(err)
			}
		}
	}
	sweep := func() string {
		s := &store{dir: dir, hard: hard}
		if err := s.save(strings.Repeat("d", 64), answer{}); err != nil {
			t.Fatal(err)
		}
		files, _ := os.ReadDir(dir)
		var names []string
		for _, f := range files {
			names = append(names, f.Name()[:1])
		}
		return strings.Join(names, "")
	}
	if got := sweep(); got != "cdns" {
		t.Errorf("files %q, want the young ones, what is not ours, and the mark", got)
	}
	past := time.Now().Add(-hard - time.Minute)
	os.Chtimes(filepath.Join(dir, young), past, past)
	if got := sweep(); got != "cdns" {
		t.Errorf("files %q, swept twice in a day", got)
	}
}

func TestFromTheFuture(t *testing.T) {
	dir := t.TempDir()
	st := &store{dir: dir, hard: hard}
	if err := st.save(keyOf(request("GET"), nil, false), answer{Status: 200, Time: time.Now().Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	s := &server{answers: []string{"200"}}
	if got := outcome(Client(s, Options{CacheDir: dir, Soft: soft}).Do(request("GET"))); got != "200" {
		t.Errorf("%q: an answer of a wrong clock is served", got)
	}
}

func FuzzDecode(f *testing.F) {
	whole, err := answer{URL: "https://example.org", Status: 200, Body: []byte("body")}.encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add([]byte{})
	f.Add([]byte("\n\n"))
	f.Fuzz(func(t *testing.T, body []byte) {
		if a, err := decode(body); err == nil { // possible only by luck, or from the seeds
			a.response(request("GET"))
		}
		data, err := answer{Status: 200, Body: body, Header: http.Header{"Etag": {string(body)}}}.encode()
		if err != nil {
			t.Fatal(err)
		}
		a, err := decode(data)
		if err != nil || !bytes.Equal(a.Body, body) || a.Status != 200 {
			t.Fatalf("%q came back as %q, error %v", body, a.Body, err)
		}
	})
}
