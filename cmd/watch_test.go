package cmd

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"namedrop/internal/exit"
	"namedrop/internal/store"
)

// broadcast is the server of a podcast with faults.
type broadcast struct {
	*httptest.Server

	mu       sync.Mutex
	episodes int
	late     bool           // the episode that had no transcript has one
	down     bool           // the feed cannot be fetched
	served   map[string]int // requests that were answered with a transcript or 304
}

// Episodes with a fault.
const (
	unreadable = 5  // its transcript is never there
	lateOne    = 7  // has no transcript at first
	moved      = 9  // its transcript is behind redirects
	second     = 12 // its best transcript is gone, the next is there
)

// spoken are six forms of a transcript, by the extension of the file.
var spoken = []struct{ extension, media, text string }{
	{".vtt", "text/vtt", "WEBVTT\n\n00:01.000 --> 00:05.000\nEpisode %d. We use the FastAPI framework.\n"},
	{".srt", "application/srt", "1\n00:00:01,000 --> 00:00:05,000\nEpisode %d. We use the FastAPI framework.\n"},
	{".json", "application/json", `{"version": "1.0.0", "segments": [{"startTime": 1, "endTime": 5, "speaker": "Ann", "body": "Episode %d. We use the FastAPI framework."}]}`},
	{".html", "text/html", "<html><body><p><cite>Ann:</cite> <time>0:01</time> Episode %d. We use the FastAPI framework.</p></body></html>"},
	{".txt", "text/plain", "00:00:01 Episode %d. We use the FastAPI framework.\n"},
	{".ttml", "application/ttml+xml", `<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="5s">Episode %d. We use the FastAPI framework.</p></div></body></tt>`},
}

func newBroadcast(t *testing.T, episodes int) *broadcast {
	b := &broadcast{episodes: episodes, served: map[string]int{}}
	b.Server = httptest.NewServer(b)
	t.Cleanup(b.Close)
	return b
}

// set changes the podcast between two rounds.
func (b *broadcast) set(change func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	change()
}

func (b *broadcast) feed() string {
	var s strings.Builder
	s.WriteString(`<rss version="2.0" xmlns:p="https://podcastindex.org/namespace/1.0"><channel><title>Pod</title>`)
	for n := b.episodes; n > 0; n-- {
		form := spoken[n%len(spoken)]
		fmt.Fprintf(&s, "<item><title>Number %d</title><guid>%d</guid><link>https://pod.test/%d</link><pubDate>Mon, 03 Mar 2025 00:00:00 GMT</pubDate>", n, n, n)
		switch {
		case n == lateOne && !b.late:
		case n == moved:
			fmt.Fprintf(&s, `<p:transcript url="/moved/%d%s" type="%s"/>`, n, form.extension, form.media)
		case n == second:
			fmt.Fprintf(&s, `<p:transcript url="/gone.vtt" type="text/vtt"/><p:transcript url="/%d.txt" type="text/plain"/>`, n)
		default:
			fmt.Fprintf(&s, `<p:transcript url="/%d%s" type="%s"/>`, n, form.extension, form.media)
		}
		s.WriteString("</item>")
	}
	s.WriteString("</channel></rss>")
	return s.String()
}

func (b *broadcast) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	var n int
	name := strings.TrimSuffix(filepath.Base(r.URL.Path), filepath.Ext(r.URL.Path))
	fmt.Sscan(name, &n)
	i := slices.IndexFunc(spoken, func(s struct{ extension, media, text string }) bool { return s.extension == filepath.Ext(r.URL.Path) })
	switch {
	case r.URL.Path == "/feed":
		http.Redirect(w, r, "/feed.xml", http.StatusMovedPermanently)
	case r.URL.Path == "/feed.xml" && b.down:
		http.Error(w, "no", http.StatusNotFound)
	case r.URL.Path == "/feed.xml":
		fmt.Fprint(w, b.feed())
	case strings.HasPrefix(r.URL.Path, "/moved/"):
		http.Redirect(w, r, "/"+filepath.Base(r.URL.Path), http.StatusFound)
	case n == 0, n == unreadable, i < 0:
		http.NotFound(w, r)
	default:
		b.served[name]++
		fmt.Fprintf(w, spoken[i].text, n)
	}
}

// TestWatch watches a podcast with 30 episodes in six forms, with failures and redirects:
// every episode is read and reported once, new ones are found, and what failed is tried
// again.
func TestWatch(t *testing.T) {
	data := alone(t)
	b := newBroadcast(t, 30)
	nobody := httptest.NewServer(nil)
	nobody.Close()
	broken := nobody.URL + "/feed"
	for _, source := range []string{"GITHUB", "PYPI", "OSV"} {
		t.Setenv("EXTRACT_"+source+"_URL", nobody.URL)
	}
	t.Setenv("EXTRACT_FETCH_PRIVATE", "true")
	t.Setenv("EXTRACT_WATCH_FEEDS", b.URL+"/feed,"+broken)
	watch := func(wantCode, wantEpisodes int, args ...string) (out, errs string) {
		t.Helper()
		code, out, errs := extractCommand(t.Context(), append([]string{"watch"}, args...)...)
		if n := strings.Count(out, "Number "); code != wantCode || n != wantEpisodes {
			t.Errorf("code %d with %d episodes, want %d with %d\n%s%s", code, n, wantCode, wantEpisodes, out, errs)
		}
		return out, errs
	}

	out, errs := watch(exit.CodePartial, 28)
	if !strings.Contains(errs, broken) || !strings.Contains(errs, "404 Not Found") || !strings.Contains(out, "also named: fastapi 0:01") {
		t.Errorf("%s\n%s", out, errs)
	}
	if strings.Index(out, "Number 1\n") > strings.Index(out, "Number 2\n") {
		t.Error("the oldest episode is not the first")
	}

	b.set(func() { b.episodes, b.late = 31, true })
	out, errs = watch(exit.CodeDone, 2, "--format", "markdown")
	if !strings.Contains(out, "## [Number 31](https://pod.test/31)\n") || !strings.Contains(out, "[Number 7]") || !strings.Contains(errs, "not asked before") {
		t.Errorf("%s\n%s", out, errs)
	}

	if out, errs = watch(exit.CodeDone, 0, "--quiet"); out+errs != "" {
		t.Errorf("nothing is new, but %q and %q were printed", out, errs)
	}
	for name, n := range b.served {
		if n != 1 {
			t.Errorf("episode %s was fetched %d times", name, n)
		}
	}
	s, err := store.Open(filepath.Join(data, "extract.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if runs, err := s.Runs(t.Context()); err != nil || len(runs) != 30 {
		t.Errorf("%d runs, %v", len(runs), err)
	}
	waiting, err := s.Items(t.Context(), b.URL+"/feed", store.Waiting)
	if err != nil || len(waiting) != 1 || waiting[0].GUID != fmt.Sprint(unreadable) || waiting[0].Tries != 1 || waiting[0].Retry.IsZero() {
		t.Errorf("waiting: %+v, %v", waiting, err)
	}
}

// TestWatchOutput: the file of --output appears only with something new, and what it holds
// is not printed again.
func TestWatchOutput(t *testing.T) {
	alone(t)
	b := newBroadcast(t, 2)
	t.Setenv("EXTRACT_FETCH_PRIVATE", "true")
	if code, _, errs := extractCommand(t.Context(), "watch", "--format", "json", "-o", "no/such/directory", b.URL+"/feed"); code == exit.CodeDone || errs == "" {
		t.Errorf("code %d, %s", code, errs)
	}
	if code, out, _ := extractCommand(t.Context(), "watch", "--format", "json", b.URL+"/feed"); code != exit.CodeDone || strings.Count(out, "\n") != 2 || !strings.HasPrefix(out, `{"schema":1,`) {
		t.Errorf("what could not be written is gone: code %d, %s", code, out)
	}
	b.set(func() { b.episodes = 3 })
	if code, out, _ := extractCommand(t.Context(), "watch", "--jq", ".transcript.title", b.URL+"/feed"); code != exit.CodeDone || out != "Number 3\n" {
		t.Errorf("code %d, %q", code, out)
	}
	if code, out, _ := extractCommand(t.Context(), "watch", "-o", "new.txt", b.URL+"/feed"); code != exit.CodeDone || out != "" {
		t.Errorf("code %d, %s", code, out)
	}
}

// TestWatchSameTranscript: episodes with the same transcript are told apart.
func TestWatchSameTranscript(t *testing.T) {
	alone(t)
	var again, item strings.Builder
	for n := 1; n <= 2; n++ {
		fmt.Fprintf(&item, `<item><title>Number %d</title><guid>%d</guid><link>https://pod.test/%d</link><p:transcript url="/talk.vtt" type="text/vtt"/></item>`, n, n, n)
	}
	fmt.Fprintf(&again, `<rss version="2.0" xmlns:p="https://podcastindex.org/namespace/1.0"><channel><title>Pod</title>%s</channel></rss>`, item.String())
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/talk.vtt" {
			fmt.Fprintf(w, spoken[0].text, 1)
			return
		}
		fmt.Fprint(w, again.String())
	}))
	defer s.Close()
	code, out, errs := extractCommand(t.Context(), "watch", "--private", "--list", "example", "--format", "markdown", s.URL+"/feed")
	for _, want := range []string{"## [Number 1](https://pod.test/1)", "(https://pod.test/1#t=1)", "## [Number 2](https://pod.test/2)", "(https://pod.test/2#t=1)"} {
		if strings.Count(out, want) != 1 || code != exit.CodeDone {
			t.Errorf("code %d, want once %s in\n%s%s", code, want, out, errs)
		}
	}
}

func TestWatchUsage(t *testing.T) {
	alone(t)
	for want, args := range map[string][]string{
		"no feeds: set watch.feeds":                 {"watch"},
		"talk.txt: not the http or https address":   {"watch", "talk.txt"},
		"--every is 1s, want 1m0s or more":          {"watch", "--every", "1s"},
		"unknown format \"yaml\"":                   {"watch", "--format", "yaml"},
		"--since is \"now\", want a date such as 2": {"watch", "--since", "now", "https://pod.test/"},
	} {
		if code, out, errs := extractCommand(t.Context(), args...); code != exit.CodeUsage || out != "" || !strings.Contains(errs, want) {
			t.Errorf("%q: code %d, %s%s", args, code, out, errs)
		}
	}
}
