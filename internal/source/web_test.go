package source

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"namedrop/internal/episode"
	"namedrop/internal/transport"
)

// site is a podcast's server: pages by their path. A page that is a path is a redirect.
func site(t *testing.T, pages map[string]string) (*Web, string) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page, ok := pages[r.URL.Path]
		switch {
		case !ok:
			http.NotFound(w, r)
		case strings.HasPrefix(page, "/"), strings.HasPrefix(page, "http"):
			http.Redirect(w, r, page, http.StatusFound)
		default:
			fmt.Fprint(w, page)
		}
	}))
	t.Cleanup(server.Close)
	return &Web{HTTP: transport.Client(transport.Network(), transport.Options{})}, server.URL
}

const podcast = `<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Pod</title>
<item><title>Three</title><guid>3</guid><link>https://pod.test/{3}#top</link><pubDate>Mon, 03 Mar 2025 00:00:00 GMT</pubDate><itunes:duration>62</itunes:duration>
<podcast:transcript url="3.vtt" type="text/vtt"/><podcast:transcript url="3.txt" type="text/plain"/><podcast:chapters url="3.json"/></item>
<item><title>Two</title><guid>2</guid><pubDate>Sun, 02 Feb 2025 00:00:00 GMT</pubDate><podcast:transcript url="2.vtt" type="text/vtt"/></item>
<item><title>One</title><guid>1</guid><pubDate>Wed, 01 Jan 2025 00:00:00 GMT</pubDate><podcast:transcript url="1.vtt" type="text/vtt"/></item>
<item><title>Zero</title><guid>0</guid></item></channel></rss>`

func TestPodcast(t *testing.T) {
	web, at := site(t, map[string]string{
		"/feed": "/show/feed.xml", "/show/feed.xml": podcast, "/show/3.txt": "Hello, this is three.\n", "/show/2.vtt": "/elsewhere", "/elsewhere": "WEBVTT\n\n00:01.000 --> 00:02.000\nThis is two.\n",
		"/show/1.vtt": "<!DOCTYPE html><html><body><p>Not found</p></body></html>", "/show/3.json": `{"chapters": [{"startTime": 1, "title": "Start"}]}`,
	})
	var notices []string
	s := &Set{Web: web, Address: "https://other.test/{name}", Notice: func(n string) { notices = append(notices, n) }}
	got := strings.ReplaceAll(strings.Join(read(t, s, "", at+"/feed"), "\n"), at, "")
	const want = "/show/3.vtt: Hello, this is three.\n/show/2.vtt: This is two.\nerror: /show/1.vtt: a web page, not a transcript of type text/vtt"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if len(notices) == 0 || !strings.HasSuffix(notices[0], "/feed: 1 of 4 episodes without a transcript") {
		t.Errorf("notices %q", notices)
	}
	for in := range s.Inputs(t.Context(), []string{at + "/feed"}) {
		tr, err := in.Read(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(tr.Path, "/show/3.txt") || tr.Title != "Three" || tr.Date.Format(time.DateOnly) != "2025-03-03" || in.Duration != 62*time.Second || len(tr.Chapters) != 1 || in.Item.ID != "3" || in.Item.Feed != at+"/feed" {
			t.Errorf("%s: read %q of %v, %v, chapters %v, %+v", tr.Path, tr.Title, tr.Date, in.Duration, tr.Chapters, in.Item)
		}
		if moment := in.Address.At(5 * time.Second); moment != "https://pod.test/%7B3%7D#t=5" {
			t.Errorf("five seconds are at %s", moment)
		}
		break
	}
	s.Since = time.Date(2025, 2, 2, 0, 0, 0, 0, time.UTC)
	if recent := read(t, s, at, at+"/feed"); !slices.Equal(recent, []string{"show/3.vtt: Hello, this is three.", "show/2.vtt: This is two.", "error: " + episode.ErrOld.Error()}) {
		t.Errorf("since February: %q", recent)
	}
}

func TestAddresses(t *testing.T) {
	web, at := site(t, map[string]string{
		"/a.txt": talk("a"), "/a.txt.gz": gzipOf(talk("z")), "/all.zip": zipOf(t, "1.txt", "2.txt"), "/loop": "/loop",
		"/none.xml": `<rss version="2.0"><channel><item><guid>1</guid></item></channel></rss>`, "/empty.xml": `<rss version="2.0"><channel></channel></rss>`,
	})
	got := strings.ReplaceAll(strings.Join(read(t, &Set{Web: web}, "", at+"/a.txt", at+"/a.txt.gz", at+"/all.zip", at+"/gone", at+"/loop", at+"/none.xml", at+"/empty.xml", "http://jo:secret@x.test/"), "\n"), at, "")
	const want = `/a.txt: This is a.
/a.txt.gz: This is z.
/all.zip/1.txt: This is 1.txt.
/all.zip/2.txt: This is 2.txt.
error: /gone: the server answered 404 Not Found
error: /loop: more than 10 redirects
error: /none.xml: the feed has 1 episode, none with a transcript
error: /empty.xml: the feed has no episodes
error: http://jo:xxxxx@x.test/: not an http or https address without name and password`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestPrivate checks that addresses, redirects and feeds cannot cause requests to this
// machine.
func TestPrivate(t *testing.T) {
	_, at := site(t, map[string]string{"/a.txt": talk("a")})
	web := &Web{HTTP: transport.Client(transport.Public(), transport.Options{})}
	for _, address := range []string{at + "/a.txt", strings.Replace(at, "127.0.0.1", "localhost", 1) + "/a.txt", "http://[::1]/a.txt", "http://169.254.169.254/latest"} {
		got := read(t, &Set{Web: web}, "", address)
		if len(got) != 1 || !strings.Contains(got[0], "is a loopback or private address; allow it with --private") {
			t.Errorf("%s: %q", address, got)
		}
	}
}

// TestOversized: an answer over the limit is an error.
func TestOversized(t *testing.T) {
	_, at := site(t, map[string]string{"/a.txt": strings.Repeat(talk("a"), 100_000)})
	web := &Web{HTTP: transport.Client(transport.Network(), transport.Options{MaxBody: 1 << 20})}
	if got := read(t, &Set{Web: web}, at, at+"/a.txt"); !slices.Equal(got, []string{"error: a.txt: larger than 1 MiB"}) {
		t.Errorf("got %q", got)
	}
}

// TestReopen: an input of an earlier run is found again by its name.
func TestReopen(t *testing.T) {
	web, at := site(t, map[string]string{"/a.txt": talk("a")})
	dir := write(t, map[string]string{"all.zip": zipOf(t, "1.txt"), "a.txt": talk("a")})
	for _, name := range []string{at + "/a.txt", dir + "/all.zip/1.txt", dir + "/a.txt"} {
		in, err := (&Set{Web: web}).Open(t.Context(), name)
		if err != nil || in.Name != name || problemOf(t, in) != nil {
			t.Errorf("%s: %s, %v", name, in.Name, err)
		}
	}
}

// TestConditional: a feed is requested each time, but transferred only if it has changed;
// its transcripts are fetched once.
func TestConditional(t *testing.T) {
	asked, sent := map[string]int{}, map[string]int{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked[r.URL.Path]++
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		sent[r.URL.Path]++
		w.Header().Set("ETag", `"1"`)
		if r.URL.Path == "/feed.xml" {
			fmt.Fprint(w, `<rss version="2.0" xmlns:podcast="u"><channel><item><guid>1</guid><podcast:transcript url="1.txt" type="text/plain"/></item></channel></rss>`)
			return
		}
		fmt.Fprint(w, talk("one"))
	}))
	defer server.Close()
	cache := t.TempDir()
	for range 3 { // each is a run of the program
		web := &Web{HTTP: transport.Client(transport.Network(), transport.Options{CacheDir: cache, Soft: time.Hour})}
		if got := read(t, &Set{Web: web}, server.URL, server.URL+"/feed.xml"); !slices.Equal(got, []string{"1.txt: This is one."}) {
			t.Errorf("got %q", got)
		}
	}
	if asked["/feed.xml"] != 3 || sent["/feed.xml"] != 1 || asked["/1.txt"] != 1 {
		t.Errorf("asked %v, sent %v", asked, sent)
	}
}

// TestFeedFile: a feed may be a file.
func TestFeedFile(t *testing.T) {
	web, at := site(t, map[string]string{"/1.txt": talk("one")})
	dir := write(t, map[string]string{
		"feed.xml": `<rss version="2.0" xmlns:podcast="u"><channel><item><guid>1</guid><podcast:transcript url="` + at + `/1.txt" type="text/plain"/></item></channel></rss>`,
		"talk.xml": `<transcript><text start="1" dur="2">Hello there.</text></transcript>`,
	})
	if got, want := read(t, &Set{Web: web}, at, dir+"/feed.xml", dir+"/talk.xml"), []string{"1.txt: This is one.", dir + "/talk.xml: Hello there."}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestPages checks that all pages of a feed are read, that an unreadable page does not
// affect the others, and that cycles end.
func TestPages(t *testing.T) {
	page := func(n int, next string) string {
		return fmt.Sprintf(`<rss version="2.0" xmlns:podcast="u" xmlns:atom="http://www.w3.org/2005/Atom"><channel><atom:link rel="next" href="%s"/>
<item><guid>%d</guid><podcast:transcript url="/a.txt" type="text/plain"/></item></channel></rss>`, next, n)
	}
	web, at := site(t, map[string]string{"/a.txt": talk("a"), "/1": page(1, "/2"), "/2": page(2, "/3"), "/round": page(1, "/1st"), "/1st": page(2, "/round")})
	want := []string{"a.txt: This is a.", "a.txt: This is a.", "error: 3: the server answered 404 Not Found"}
	if got := read(t, &Set{Web: web}, at, at+"/1"); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if got := read(t, &Set{Web: web}, at, at+"/round"); len(got) != 3 {
		t.Errorf("in circles: %q", got)
	}
}

func TestSecretsStayHidden(t *testing.T) {
	private := strings.NewReplacer(`.vtt"`, `.vtt?token=s3cret"`, "<guid>2</guid>", `<guid>2</guid><enclosure url="2.mp3?auth=s3cret" type="audio/mpeg"/>`).Replace(podcast)
	web, at := site(t, map[string]string{"/feed": private, "/2.vtt": talk("two"), "/1.vtt": "<!DOCTYPE html>"})
	n := 0
	s := &Set{Web: web, Notice: func(notice string) {
		if strings.Contains(notice, "s3cret") {
			t.Errorf("notice %q", notice)
		}
	}}
	for in, err := range s.Inputs(t.Context(), []string{at + "/feed?auth=s3cret"}) {
		path := ""
		tr, failure := in.Read(t.Context())
		if failure == nil {
			path = tr.Path
		}
		if shown := fmt.Sprint(in.Name, err, failure, path, in.Address); strings.Contains(shown, "s3cret") {
			t.Errorf("shown: %s", shown)
		}
		n++
	}
	if n != 3 {
		t.Errorf("%d episodes, want 3", n)
	}
}
