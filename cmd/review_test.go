package cmd

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"namedrop/internal/config"
	"namedrop/internal/console"
	"namedrop/internal/exit"
	"namedrop/internal/recorder"
	"namedrop/internal/source"
	"namedrop/internal/store"
)

// pages is a running "extract review".
type pages struct {
	t       *testing.T
	address string
	client  *http.Client // which has the cookie
	stop    func() (code int, messages string)
}

// startReview starts one and waits until it answers.
func startReview(t *testing.T, args ...string) *pages {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	in, out := io.Pipe()
	var messages bytes.Buffer
	code := make(chan int, 1)
	go func() {
		code <- Main(ctx, append([]string{"review", "--no-browser", "--offline"}, args...), Env{Out: out, Err: &messages})
		out.Close()
	}()
	line, err := bufio.NewReader(in).ReadString('\n')
	jar, _ := cookiejar.New(nil)
	address, key, _ := strings.Cut(strings.TrimSpace(line), "?")
	p := &pages{t: t, address: address, client: &http.Client{Jar: jar}}
	entries.Store(address, address+"?"+key)
	p.stop = sync.OnceValues(func() (int, string) {
		cancel()
		return <-code, messages.String()
	})
	t.Cleanup(func() { p.stop() })
	if err != nil {
		_, said := p.stop()
		t.Fatalf("no address: %v: %s", err, said)
	}
	answer, err := p.client.Get(address + "?" + key)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	return p
}

// entries maps URLs without the key to those with it.
var entries sync.Map

// get returns a page.
func (p *pages) get(path string) string {
	p.t.Helper()
	answer, err := p.client.Get(p.address + path)
	if err != nil {
		p.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		p.t.Fatalf("%s: %s, %v", path, answer.Status, err)
	}
	return string(body)
}

var (
	tokenField    = regexp.MustCompile(`name="token" value="(\w+)"`)
	decisionField = regexp.MustCompile(`name="decision" value="(\d+)"`)
	acceptButton  = regexp.MustCompile(`formaction="/proposal/(\d+)/accept"`)
)

// reject rejects a proposal as the form of its card does.
func (p *pages) reject(id, reason string) error {
	page := p.get("episode/1")
	card := page[strings.Index(page, `id="p-`+id+`"`):]
	form := url.Values{
		"token": {tokenField.FindStringSubmatch(card)[1]}, "decision": {decisionField.FindStringSubmatch(card)[1]},
		"run": {"1"}, "reason": {reason},
	}
	answer, err := p.client.PostForm(p.address+"proposal/"+id+"/reject", form)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK { // after the way back to the page
		return fmt.Errorf("reject %s: %s", id, answer.Status)
	}
	return nil
}

// correct marks the mention at text in a transcript as not a package, and returns the
// status and page of the response.
func (p *pages) correct(transcript, text string) (status int, page string) {
	p.t.Helper()
	start := strings.Index(transcript, text)
	form := url.Values{
		"token": {tokenField.FindStringSubmatch(p.get("episode/1"))[1]}, "is": {"none"},
		"start": {fmt.Sprint(start)}, "end": {fmt.Sprint(start + len(text))},
	}
	answer, err := p.client.PostForm(p.address+"episode/1/correct", form)
	if err != nil {
		p.t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return answer.StatusCode, string(data)
}

// alone isolates a test: no configuration, and no source answers.
func alone(t *testing.T) (data string) {
	t.Helper()
	data = t.TempDir()
	t.Setenv("EXTRACT_DATA_DIR", data)
	t.Setenv("EXTRACT_LIST_SOURCE", config.ExampleSource)
	t.Setenv("EXTRACT_GITHUB_TOKEN", "")
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Chdir(t.TempDir())
	return data
}

func TestReview(t *testing.T) {
	episode, err := filepath.Abs("../transcripts/389.txt")
	if err != nil {
		t.Fatal(err)
	}
	alone(t)
	if err := os.WriteFile("talk.txt", []byte("00:00:01 We should add the Tenacity library to the list.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	p := startReview(t)
	if page := p.get(""); !strings.Contains(page, "No transcripts yet") {
		t.Errorf("the page of nothing: %s", page)
	}
	if code, _ := p.stop(); code != 0 {
		t.Errorf("exit code %d after an interrupt, want 0", code)
	}

	p = startReview(t, episode, "talk.txt", "missing.txt")
	page := p.get("")
	for _, want := range []string{"389.txt", "talk.txt", "tenacity", "starlite"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s on the page of all", want)
		}
	}
	if n := len(acceptButton.FindAllString(p.get("episode/1"), -1)); n != 4 {
		t.Errorf("%d proposals can be accepted, want 4", n)
	}
	if page := p.get("send"); !strings.Contains(page, "sending needs the network") {
		t.Errorf("sending: %s", page)
	}
	if err := p.reject("1", "not now"); err != nil {
		t.Error(err)
	}
	if _, said := p.stop(); !strings.Contains(said, "missing.txt: no such file") || !strings.Contains(said, "1 of 3 transcripts failed") {
		t.Errorf("messages: %s", said)
	}

	p = startReview(t, episode) // it was run before, so nothing is done again
	if page := p.get("episode/1"); !strings.Contains(page, "not now") {
		t.Error("what was decided is gone")
	}
}

// TestReviewCorrects: after a correction the transcript is run again with the current
// version of the list, unless the transcript has changed.
func TestReviewCorrects(t *testing.T) {
	const (
		list = "# Awesome\n\n## Frameworks\n\n* [FastAPI](https://github.com/fastapi/fastapi) - Serves.\n"
		talk = "00:00:01 We should add the Tenacity library to the list. The FastAPI framework and the aiohttp library are there.\n"
	)
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	alone(t)
	write("list.md", list)
	write("talk.txt", talk)
	p := startReview(t, "--list", "list.md", "talk.txt")
	for _, tt := range []struct{ more, wrong, tenacity string }{
		{"", "FastAPI", "candidate"},
		{"* [tenacity](https://github.com/jd/tenacity) - Retries.\n", "aiohttp", "listed"},
	} {
		write("list.md", list+tt.more)
		status, page := p.correct(talk, tt.wrong)
		if status != http.StatusOK || !strings.Contains(page, `title="tenacity, `+tt.tenacity) {
			t.Errorf("with %q in the list: status %d, and tenacity is not %s", tt.more, status, tt.tenacity)
		}
	}
	write("talk.txt", "00:00:01 Welcome.\n"+talk)
	if status, page := p.correct(talk, "Tenacity"); status != http.StatusConflict || !strings.Contains(page, "has changed since the last run") {
		t.Errorf("of another text: status %d, %s", status, page)
	}
}

// TestReviewTogether: two servers and several runs share a store without losing data.
func TestReviewTogether(t *testing.T) {
	episode, err := filepath.Abs("../transcripts/389.txt")
	if err != nil {
		t.Fatal(err)
	}
	data := alone(t)
	servers := []*pages{startReview(t, episode), startReview(t)}
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			for n := range 3 {
				if err := servers[i%2].reject(fmt.Sprint(i+1), fmt.Sprintf("reason %d", n)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Go(func() {
		for range 3 {
			if code := Main(t.Context(), []string{"run", "--offline", episode}, Env{Out: io.Discard, Err: io.Discard}); code != 0 {
				t.Errorf("run ended with %d", code)
			}
		}
	})
	all.Wait()
	kept, err := store.Open(filepath.Join(data, "extract.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	ps, err := kept.Proposals(t.Context(), store.Filter{})
	if err != nil || len(ps) != 4 {
		t.Fatalf("%d proposals, %v", len(ps), err)
	}
	for _, p := range ps {
		made, err := kept.Decisions(t.Context(), p.ID)
		if err != nil || len(made) != 3 || p.Decision.Reason != "reason 2" {
			t.Errorf("%s: %d decisions, the last %q, %v; want 3", p.Project, len(made), p.Decision.Reason, err)
		}
	}
}

// TestReviewRefuses: errors are reported before the server starts.
func TestReviewRefuses(t *testing.T) {
	alone(t)
	taken := startReview(t)
	port := taken.address[strings.LastIndex(taken.address, ":")+1 : len(taken.address)-1]
	var messages bytes.Buffer
	code := Main(t.Context(), []string{"review", "--no-browser", "--port", port, "missing.txt"}, Env{Out: io.Discard, Err: &messages})
	if code != exit.CodeUsage || !strings.Contains(messages.String(), "the port is in use; choose another port with --port") || strings.Contains(messages.String(), "missing.txt") {
		t.Errorf("a port that is taken: %d, %s", code, messages.String())
	}
	messages.Reset()
	code = Main(t.Context(), []string{"review", "--no-browser", "missing.txt"}, Env{Out: io.Discard, Err: &messages})
	if code != exit.CodeNothing || !strings.Contains(messages.String(), "missing.txt") {
		t.Errorf("no transcript: %d, %s", code, messages.String())
	}
	messages.Reset()
	ended, end := context.WithCancel(t.Context())
	end() // what is not refused would be served
	code = Main(ended, []string{"review", "--no-browser", "--offline", "--episode-url", "https://x.test/1", "a.txt", "b.txt"}, Env{Out: io.Discard, Err: &messages})
	if code != exit.CodeUsage || !strings.Contains(messages.String(), "add {name}") {
		t.Errorf("one address for two transcripts: %d, %s", code, messages.String())
	}
}

// TestReviewLeft: closing the page cancels fetching a list, but does not interrupt a
// repeated run, whose result is saved.
func TestReviewLeft(t *testing.T) {
	data := alone(t)
	ctx, leave := context.WithCancel(t.Context())
	var asked atomic.Int64
	world := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		leave()
		http.NotFound(out, r)
	}))
	defer world.Close()
	for _, source := range []string{"GITHUB", "PYPI", "OSV"} {
		t.Setenv("EXTRACT_"+source+"_URL", world.URL)
	}
	if err := os.WriteFile("talk.txt", []byte("00:00:01 We should add the Tenacity library to the list.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	r := newReviewer(t, data)
	if err := r.against(ctx, "github:maker/slow", func(*stages) error { return nil }); err == nil || err.Error() != "interrupted" {
		t.Errorf("a list that nobody waits for: %v", err)
	}
	before := asked.Load()
	if err := r.rerun(ctx, store.Run{List: config.ExampleSource, Path: "talk.txt"}); err != nil || asked.Load() == before {
		t.Errorf("run again with %d questions asked, %v", asked.Load()-before, err)
	}
}

// TestReviewCloses: files opened for a list are closed, and errors are reported.
func TestReviewCloses(t *testing.T) {
	r := newReviewer(t, alone(t))
	var messages bytes.Buffer
	r.console = console.New(&messages, false)
	var kept *store.Store
	err := r.against(t.Context(), config.ExampleSource, func(s *stages) (err error) {
		kept, err = s.records.Open(false)
		s.records.Fail(errors.New("no correction could be read"))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := kept.Runs(t.Context()); err == nil {
		t.Error("its store is open")
	}
	if !strings.Contains(messages.String(), "no correction could be read") {
		t.Errorf("says %q", messages.String())
	}
}

// TestReviewKnows: the projects of a run's list are known, whatever list is configured.
func TestReviewKnows(t *testing.T) {
	r := newReviewer(t, alone(t))
	if err := os.WriteFile("list.md", []byte("## A\n\n* [aionobodyknows](https://github.com/nobody/aionobodyknows) - Is new.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for list, want := range map[string]bool{"list.md": true, config.ExampleSource: false} {
		if name, ok := r.knows(t.Context(), list, "Aionobodyknows"); ok != want {
			t.Errorf("%s: %q, %v", list, name, ok)
		}
	}
}

// newReviewer returns a reviewer with an empty store.
func newReviewer(t *testing.T, data string) *reviewer {
	t.Helper()
	kept, err := store.Open(filepath.Join(data, "extract.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	c := newReview(Env{Out: io.Discard, Err: io.Discard})
	c.Flags().String("config", "", "")
	cfg, err := loadConfig(c)
	if err != nil {
		t.Fatal(err)
	}
	return &reviewer{cfg: cfg, set: &source.Set{}, proposals: recorder.Service(cfg, kept), console: console.New(io.Discard, false)}
}

// clientFor returns a client that has opened the URL with the key.
func clientFor(t *testing.T, address string) *http.Client {
	t.Helper()
	jar, _ := cookiejar.New(nil)
	c := &http.Client{Jar: jar}
	entry, _ := entries.Load(address)
	answer, err := c.Get(entry.(string))
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	return c
}

// TestReviewArchive: transcripts in an archive are reviewed like files.
func TestReviewArchive(t *testing.T) {
	alone(t)
	f, err := os.Create("talks.zip")
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(f)
	m, err := w.Create("2025/talk.txt")
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(m, "00:00:01 We should add the Tenacity library to the list.\n")
	if err := errors.Join(w.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	p := startReview(t, "talks.zip")
	if page := p.get("episode/1"); !strings.Contains(page, "Tenacity</") || strings.Contains(page, "could not be read") {
		t.Errorf("the page of the episode: %s", page)
	}
}
