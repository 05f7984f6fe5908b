package watch

import (
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"namedrop/internal/episode"
	"namedrop/internal/source"
	"namedrop/internal/store"
)

const (
	address = "https://pod.test/feed"
	head    = `<rss version="2.0" xmlns:p="https://podcastindex.org/namespace/1.0"><channel><title>Pod</title>`
	one     = `<item><guid>1</guid><title>One</title><pubDate>Wed, 01 Jan 2025 00:00:00 GMT</pubDate><p:transcript url="1.vtt" type="text/vtt"/></item>`
	two     = `<item><guid>2</guid><title>Two</title><p:transcript url="2.vtt" type="text/vtt"/></item>`
	bare    = `<item><guid>3</guid><title>Three</title></item>`
	three   = `<item><guid>3</guid><title>Three</title><p:transcript url="3.vtt" type="text/vtt"/></item>`
	tail    = `</channel></rss>`
)

// page answers every request with a text, or with 404 if it is "".
type page struct {
	text  string
	asked int
}

func (p *page) RoundTrip(r *http.Request) (*http.Response, error) {
	p.asked++
	w := &http.Response{StatusCode: http.StatusOK, Request: r, Body: http.NoBody, Header: http.Header{}}
	if p.text == "" {
		w.StatusCode = http.StatusNotFound
		return w, nil
	}
	w.Body = body{strings.NewReader(p.text)}
	return w, nil
}

type body struct{ *strings.Reader }

func (body) Close() error { return nil }

// world is a watcher of one feed, and its clock.
type world struct {
	*Watcher
	t *testing.T
	*page
}

func open(t *testing.T) *world {
	t.Helper()
	s, err := store.Open(filepath.Join(t.TempDir(), "extract.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	p := &page{}
	return &world{&Watcher{Store: s, Sources: &source.Set{Web: &source.Web{HTTP: &http.Client{Transport: p}}}, Now: time.Now()}, t, p}
}

// look returns the IDs of the episodes to read.
func (w *world) look() ([]string, error) {
	w.t.Helper()
	inputs, err := w.Look(w.t.Context(), address)
	var ids []string
	for _, in := range inputs {
		ids = append(ids, in.Item.ID)
	}
	return ids, err
}

// want checks which episodes are to be read.
func (w *world) want(ids ...string) {
	w.t.Helper()
	if got, err := w.look(); err != nil || !slices.Equal(got, ids) {
		w.t.Errorf("got %q, want %q; %v", got, ids, err)
	}
}

// read saves an episode as read.
func (w *world) read(id string) {
	w.t.Helper()
	_, err := w.Store.Save(w.t.Context(), store.Run{List: "list", Transcript: id, Path: id, Report: []byte("{}"), Feed: address, GUID: id}, nil)
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) fail(id string) {
	w.t.Helper()
	if err := w.Failed(w.t.Context(), episode.Input{Item: episode.Item{Feed: address, ID: id}}, errors.New("404")); err != nil {
		w.t.Fatal(err)
	}
}

// news returns the IDs of the episodes that were read and given up.
func (w *world) news() (read, ended string) {
	w.t.Helper()
	all, err := w.News(w.t.Context(), []string{address})
	if err != nil {
		w.t.Fatal(err)
	}
	for _, n := range all {
		for _, i := range n.Read {
			read += i.GUID
		}
		for _, i := range n.GivenUp {
			ended += i.GUID
		}
	}
	return read, ended
}

func TestNew(t *testing.T) {
	w := open(t)
	w.text = head + two + one + tail
	w.want("1", "2") // the oldest first
	w.read("1")
	w.want("2")
	w.read("2")
	w.want()
	w.text = head + three + two + one + tail
	w.want("3")
	if read, ended := w.news(); read != "12" || ended != "" {
		t.Errorf("read %s, given up %s", read, ended)
	}
	all, _ := w.News(t.Context(), []string{address})
	if err := w.Store.Tell(t.Context(), all[0].IDs()...); err != nil || all[0].Feed.Title != "Pod" {
		t.Error(all[0].Feed, err)
	}
	if read, _ := w.news(); read != "" {
		t.Errorf("reported twice: %s", read)
	}
}

// TestSince checks that older episodes are never read, even if later calls have no
// --since.
func TestSince(t *testing.T) {
	w := open(t)
	w.text, w.Since = head+two+one+tail, time.Date(2025, 1, 2, 0, 0, 0, 0, time.UTC)
	w.want("2")
	w.Since = time.Time{}
	w.want("2")
}

// TestFeedFails checks that the waits before a failed feed is retried increase.
func TestFeedFails(t *testing.T) {
	w := open(t)
	for i, hours := range []time.Duration{1, 2, 4, 8, 16, 24, 24, 24} {
		if _, err := w.look(); err == nil || errors.Is(err, ErrWaiting) || !strings.HasPrefix(err.Error(), address+": ") {
			t.Fatalf("failure %d: %v", i, err)
		}
		asked := w.asked
		w.Now = w.Now.Add(hours*time.Hour - time.Minute)
		if _, err := w.look(); !errors.Is(err, ErrWaiting) || w.asked != asked {
			t.Fatalf("after failure %d: %v", i, err)
		}
		w.Now = w.Now.Add(2 * time.Minute)
	}
	w.text = head + one + tail
	w.want("1")
	w.text = "<html></html>"
	if _, err := w.look(); err == nil || errors.Is(err, ErrWaiting) {
		t.Error(err)
	}
	w.Now, w.text = w.Now.Add(61*time.Minute), head+one+tail
	w.want("1")
}

// TestEpisodeFails checks that an unreadable episode is retried for a limited time.
func TestEpisodeFails(t *testing.T) {
	w := open(t)
	w.text = head + two + one + tail
	w.want("1", "2")
	w.fail("1")
	w.want("2")
	w.Now = w.Now.Add(61 * time.Minute)
	w.want("1", "2")
	w.read("2")
	w.fail("1")
	w.want()
	w.Now = w.Now.Add(patience)
	w.want("1")
	w.fail("1")
	w.Now = w.Now.Add(patience)
	w.want()
	if read, ended := w.news(); read != "2" || ended != "1" {
		t.Errorf("read %s, given up %s", read, ended)
	}
	all, _ := w.News(t.Context(), []string{address})
	if got, want := fmt.Sprint(all[0].Endings()), "["+address+": gave up on 1 episode after 30 days: 404]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestNoTranscript checks that an episode without a transcript is read once it has one,
// within a limited time.
func TestNoTranscript(t *testing.T) {
	w := open(t)
	w.text = head + bare + tail
	w.want()
	w.want()
	w.text = head + three + tail
	w.want("3")
	w.text = head + bare + tail
	w.Now = w.Now.Add(patience + time.Hour)
	w.want()
	w.text = head + three + tail
	w.want()
	if _, ended := w.news(); ended != "3" {
		t.Errorf("given up: %q", ended)
	}
}
