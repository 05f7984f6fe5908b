package cmd

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"namedrop/internal/config"
)

// patience is how long tests wait for the page.
const patience = 30 * time.Second

// startBrowser starts a Chromium that can only connect to this machine, and returns the
// context in which tabs are opened. Browser and profile are removed with the test. The
// test is skipped if there is no Chromium.
func startBrowser(t *testing.T) context.Context {
	t.Helper()
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("there is no chromium; Debian's package of that name brings it")
	}
	home, err := os.MkdirTemp("", "browser")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { // some of its processes write a little longer than it lives
		if !until(func() bool { return os.RemoveAll(home) == nil }) {
			t.Errorf("%s stays behind", home)
		}
	})
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.UserDataDir(filepath.Join(home, "profile")),
		chromedp.Env("HOME="+home, "TMPDIR="+home, "XDG_CONFIG_HOME="+home, "XDG_CACHE_HOME="+home),
		chromedp.NoSandbox,
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
	)
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, _ = chromedp.NewContext(ctx, chromedp.WithErrorf(t.Logf))
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil {
			t.Logf("the browser did not end well: %v", err)
		}
	})
	return ctx
}

// tab is a page in a browser.
type tab struct {
	*testing.T
	ctx context.Context

	mu       sync.Mutex
	troubles []string
	entered  bool // a page of "extract review", with the key
}

// openTab opens an empty page with its own profile. Any of these on it fails the test: exceptions, messages of the console, violations of the
// Content-Security-Policy, dialogues, and requests that leave the machine.
func openTab(t *testing.T, browser context.Context) *tab {
	t.Helper()
	p := &tab{T: t}
	ctx, stop := chromedp.NewContext(browser, chromedp.WithNewBrowserContext(), chromedp.WithListener(p.notice))
	t.Cleanup(stop)
	ctx, cancel := context.WithTimeout(ctx, 5*patience) // of one that hangs
	t.Cleanup(cancel)
	p.ctx = ctx
	call(p, audits.Enable, cdp.Empty{})
	t.Cleanup(func() {
		for _, trouble := range p.noticed() {
			t.Error(trouble)
		}
	})
	return p
}

// notice records events that must not happen.
func (p *tab) notice(event any) {
	var trouble string
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		trouble = "exception: " + e.ExceptionDetails.Text
	case *runtime.EventConsoleAPICalled:
		trouble = fmt.Sprintf("console: %s", e.Type)
	case *log.EventEntryAdded:
		if strings.Contains(e.Entry.Text, "status of 422") { // a page that tells why not
			return
		}
		trouble = fmt.Sprintf("log: %s (%s)", e.Entry.Text, e.Entry.URL)
	case *audits.EventIssueAdded:
		details, _ := json.Marshal(e.Issue.Details)
		trouble = fmt.Sprintf("issue: %s %s", e.Issue.Code, details)
	case *page.EventJavascriptDialogOpening:
		trouble = "dialogue: " + e.Message
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(e.Request.URL); err != nil || u.Scheme != "data" && u.Scheme != "file" && u.Hostname() != "127.0.0.1" {
			trouble = "request: " + e.Request.URL
		}
	}
	if trouble != "" {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.troubles = append(p.troubles, trouble)
	}
}

// noticed returns the recorded events and clears them.
func (p *tab) noticed() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	all := p.troubles
	p.troubles = nil
	return all
}

func (p *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	if err := chromedp.Do(p.ctx, actions...); err != nil {
		p.Fatal(err)
	}
}

// call sends a command of the DevTools protocol.
func call[P, R any](p *tab, c cdp.Command[P, R], params P) {
	p.Helper()
	p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	}))
}

// words are JavaScript functions that find elements by their visible text.
const words = `
const all = (s, ...of) => { const e = of.length ? of[0] : document; return e ? [...e.querySelectorAll(s)] : []; };
const one = (...of) => all(...of)[0];
const text = (e) => e?.textContent.trim() ?? "";
const named = (s, t, ...of) => all(s, ...of).find((e) => text(e) === t);
const card = (name) => all("[data-card]").find((c) => text(one("h3", c)) === name);
const state = (name) => text(one(".status", card(name)));
const row = (name) => all("#packages .list > li").find((r) => text(one(".name", r)) === name);
const inView = (e) => { const r = e.getBoundingClientRect(); return r.height > 0 && r.top >= 0 && r.bottom <= innerHeight; };
`

// ask evaluates an expression on the page, even if scripts are disabled.
func ask[T any](p *tab, expression string) T {
	p.Helper()
	answer, err := tryAsk[T](p, expression)
	if err != nil {
		p.Fatalf("%s: %v", expression, err)
	}
	return answer
}

func tryAsk[T any](p *tab, expression string) (T, error) {
	return chromedp.Run(p.ctx, chromedp.Evaluate[T]("(() => {"+words+"return ("+expression+"); })()", chromedp.EvalAwaitPromise))
}

// await waits until a condition holds on a page that has loaded.
func (p *tab) await(condition string) {
	p.Helper()
	if !until(func() bool {
		so, err := tryAsk[bool](p, `document.readyState === "complete" && !!(`+condition+")")
		return err == nil && so // there is none to ask between two pages
	}) {
		p.Fatalf("did not come: %s; the page is %s", condition, ask[string](p, "location.href"))
	}
}

// until polls a condition until patience runs out.
func until(so func() bool) bool {
	again := time.NewTicker(5 * time.Millisecond)
	defer again.Stop()
	for end := time.Now().Add(patience); time.Now().Before(end); <-again.C {
		if so() {
			return true
		}
	}
	return false
}

// goTo opens an address and waits for the page.
func (p *tab) goTo(address string) {
	p.Helper()
	if base, ok := strings.CutSuffix(address, strings.TrimPrefix(pathOf(address), "/")); ok && !p.entered {
		if entry, ok := entries.Load(base); ok { // once, for the cookie
			p.entered = true
			p.do(chromedp.Navigate(entry.(string)))
			p.await(`location.search === ""`)
		}
	}
	p.do(chromedp.Navigate(address))
	p.await("true")
}

// pathOf returns the part of a URL after the host.
func pathOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.RequestURI()
}

// reload loads the page again.
func (p *tab) reload() {
	p.Helper()
	p.do(chromedp.Reload())
}

// view is a window width in pixels and a colour scheme.
type view struct {
	width  int64
	scheme string
}

func (v view) String() string { return fmt.Sprintf("%d-%s", v.width, v.scheme) }

var views = []view{{1280, "light"}, {1280, "dark"}, {360, "light"}, {360, "dark"}}

// look applies a view to the window.
func (p *tab) look(v view) {
	p.Helper()
	p.do(chromedp.EmulateViewport(v.width, 900))
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: v.scheme}}})
}

// click clicks in the middle of an element, which must be visible there.
func (p *tab) click(element string) {
	p.Helper()
	at := ask[[]float64](p, `(() => {
		const e = `+element+`;
		e.scrollIntoView({ block: "center" });
		const r = e.getClientRects()[0];
		const at = [r.x + r.width / 2, r.y + r.height / 2];
		return e.contains(document.elementFromPoint(...at)) ? at : [];
	})()`)
	if len(at) != 2 {
		p.Fatalf("%s: it is out of sight, or something lies above it", element)
	}
	p.do(chromedp.MouseClickXY(at[0], at[1]))
}

// key presses keys.
func (p *tab) key(keys string, modifiers ...chromedp.Modifier) {
	p.Helper()
	p.do(chromedp.KeyEvent(keys, chromedp.KeyModifiers(modifiers...)))
}

// tabTo moves the focus to an element with Tab or Shift+Tab.
func (p *tab) tabTo(element string) {
	p.Helper()
	const most = 2000
	for range most {
		switch ask[int](p, `(() => {
			const e = `+element+`;
			if (document.activeElement === e) return 0;
			return document.activeElement.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING ? -1 : 1;
		})()`) {
		case 0:
			return
		case 1:
			p.key(kb.Tab)
		default:
			p.key(kb.Tab, chromedp.ModifierShift)
		}
	}
	p.Fatalf("%s: not reached with %d times Tab", element, most)
}

// rewrite replaces the text in the focused field.
func (p *tab) rewrite(text string) {
	p.Helper()
	p.do(chromedp.KeyEvent("a", chromedp.KeyModifiers(chromedp.ModifierCtrl), func(e *input.DispatchKeyEventParams) { e.Commands = []string{"selectAll"} }))
	p.key(kb.Backspace)
	p.key(text)
}

// reviewed is "extract review" in a process with a data directory of its own.
type reviewed struct {
	address string
	dir     string   // of its data
	env     []string // for commands that use the same data
}

// reviewWorld runs "extract review" in a process, so that tests need not wait for each
// other's environment. PyPI and GitHub are as the directory beyond has them, or else as
// testdata/world does. The names are heard from the threshold on, "" for the default.
func reviewWorld(t *testing.T, beyond, threshold string, args ...string) reviewed {
	t.Helper()
	world := &server{dirs: []string{filepath.Join("testdata", "world")}}
	if beyond != "" {
		world.dirs = []string{beyond, world.dirs[0]}
	}
	world.Server = httptest.NewServer(world)
	t.Cleanup(world.Close)
	dir := t.TempDir()
	r := reviewed{dir: dir, env: append(os.Environ(), "XDG_CONFIG_HOME="+dir)}
	for name, value := range map[string]string{
		"DATA_DIR": dir, "LIST_SOURCE": config.ExampleSource, "GITHUB_TOKEN": "one-that-may-write", "FIND_THRESHOLD": threshold,
		"PYPI_URL": world.URL, "GITHUB_URL": world.URL + "/github", "OSV_URL": world.URL + "/osv",
	} {
		r.env = append(r.env, "EXTRACT_"+name+"="+value)
	}
	r.address = r.serve(t, args...)
	return r
}

// serve runs "extract review" until the test ends, and returns its address.
func (r reviewed) serve(t *testing.T, args ...string) string {
	t.Helper()
	c := r.command(t, append([]string{"review", "--no-browser", "--offline=false"}, args...)...)
	var messages bytes.Buffer
	c.Stderr = &messages
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		c.Process.Kill() // the test has ended
		c.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		c.Wait()
		t.Fatalf("no address: %v: %s", err, messages.String())
	}
	entry := strings.TrimSpace(line)
	address, _, _ := strings.Cut(entry, "?")
	entries.Store(address, entry)
	return address
}

// command returns a command that uses the same data.
func (r reviewed) command(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(exe)
	c.Args, c.Env = append([]string{"extract"}, args...), r.env // see TestMain
	return c
}
