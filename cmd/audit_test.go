package cmd

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"namedrop/internal/exit"
	"namedrop/internal/linkcheck"
)

// site is a local server of many pages. It counts concurrent requests.
type site struct {
	*httptest.Server
	mu                         sync.Mutex
	running, highest, requests int
	took                       time.Duration
	hold                       func(n int, r *http.Request) // with the n-th request, if not nil
}

func newSite(t *testing.T) *site {
	p := &site{}
	p.Server = httptest.NewServer(p)
	t.Cleanup(p.Close)
	t.Setenv("EXTRACT_DATA_DIR", t.TempDir())
	t.Setenv("EXTRACT_AUDIT_PRIVATE", "true")
	for _, source := range []string{"PYPI", "GITHUB"} {
		t.Setenv("EXTRACT_"+source+"_URL", p.URL)
	}
	return p
}

func (p *site) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	p.running++
	p.requests++
	n := p.requests
	p.highest = max(p.highest, p.running)
	p.mu.Unlock()
	defer func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.running--
	}()
	if p.hold != nil {
		p.hold(n, r)
	}
	time.Sleep(p.took)
	if strings.Contains(r.URL.Path, "dead") || r.URL.Path == "/robots.txt" {
		out.WriteHeader(http.StatusNotFound)
	}
}

// list writes a list of n links to the server.
func (p *site) list(t *testing.T, n int, path string) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("# List\n")
	for i := range n {
		if i%50 == 0 {
			fmt.Fprintf(&b, "\n## Section %d\n\n", i/50)
		}
		fmt.Fprintf(&b, "* [name%d](%s/%s%d) - Serves.\n", i, p.URL, path, i)
	}
	file := filepath.Join(t.TempDir(), "README.md")
	if err := os.WriteFile(file, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

// extract runs a command in this process.
func extractCommand(ctx context.Context, args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	code = Main(ctx, args, Env{Out: &o, Err: &e})
	return code, o.String(), e.String()
}

// TestAuditPolite checks hundreds of links of one host. The limit of concurrent
// requests must hold, and a second audit must make no requests. Pauses are tested with
// a fake clock in package linkcheck.
func TestAuditPolite(t *testing.T) {
	p := newSite(t)
	t.Setenv("EXTRACT_AUDIT_PRIVATE", "")
	p.took = 5 * time.Millisecond
	file := p.list(t, 300, "page")
	code, out, errs := extractCommand(t.Context(), "audit", "--private", file)
	if code != exit.CodeDone || !strings.Contains(out, "0 findings in 300 entries and 300 links\n") {
		t.Errorf("exit code %d, %s%s", code, out, errs)
	}
	if p.highest > linkcheck.PerHost || p.requests != 301 {
		t.Errorf("%d requests, up to %d at the same time", p.requests, p.highest)
	}
	if code, again, _ := extractCommand(t.Context(), "audit", "--private", file); code != exit.CodeDone || again != out || p.requests != 301 {
		t.Errorf("a second run ends with %d, asks %d times, and says\n%s", code, p.requests-301, again)
	}
}

// TestAuditInterrupted cancels an audit: the findings so far must be printed and
// reported as incomplete.
func TestAuditInterrupted(t *testing.T) {
	p := newSite(t)
	ctx, cancel := context.WithCancel(t.Context())
	p.hold = func(n int, r *http.Request) {
		if n == 120 {
			cancel()
		}
		if n >= 120 {
			<-r.Context().Done()
		}
	}
	out := t.TempDir()
	code, said, errs := extractCommand(ctx, "audit", "--out", out, p.list(t, 500, "dead"))
	found := regexp.MustCompile(`(?m)^([0-9]+) findings in 500 entries and 500\s+links: ([0-9]+) dead;\s+interrupted,\s+incomplete$`).FindStringSubmatch(said)
	if code != exit.CodeInterrupted || found == nil || found[1] != found[2] || found[1] == "0" {
		t.Errorf("exit code %d, %s, says\n%s", code, errs, said[max(0, len(said)-200):])
	}
	if !strings.Contains(errs, "interrupted; the findings are incomplete") {
		t.Errorf("says %q", errs)
	}
	if patches, _ := filepath.Glob(filepath.Join(out, "*.patch")); len(patches) == 0 {
		t.Error("no patch of what was found")
	}
}

// TestAuditOfWorld audits the list of episode 389 with the answers that GitHub gave
// then, with and without faults.
func TestAuditOfWorld(t *testing.T) {
	const world = "../../shared/world"
	if _, err := os.Stat(world); err != nil {
		t.Skip("needs ../shared; the script of audit has a small twin of it")
	}
	for _, fail := range []string{"0", "0.3"} {
		t.Run(fail, func(t *testing.T) {
			t.Parallel()
			auditWorld(t, world, fail)
		})
	}
}

// finding holds the fields of a finding that the test uses.
type finding struct {
	Kind, Name, URL, What string
	Line                  int
}

func auditWorld(t *testing.T, world, fail string) {
	nobody := httptest.NewServer(nil)
	nobody.Close()
	c := exec.Command("python3", filepath.Join(world, "serve.py"), "--port", free(t), "--projects", "4000", "--fail", fail)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() {
		c.Process.Kill()
		c.Wait()
	})
	line := make([]byte, 200)
	n, _ := out.Read(line)
	address := regexp.MustCompile(`http://\S+`).FindString(string(line[:n]))
	file := filepath.Join(world, "lists", "awesome-asyncio.md")
	env := append(os.Environ(), "EXTRACT_GITHUB_URL="+address+"/github", "EXTRACT_PYPI_URL="+address, "EXTRACT_DATA_DIR="+t.TempDir(),
		"HTTP_PROXY="+nobody.URL, "HTTPS_PROXY="+nobody.URL)
	run := &exec.Cmd{Path: os.Args[0], Args: []string{"extract", "audit", "--format", "json", file}, Env: env} // see TestMain
	data, err := run.Output()
	if code := exitStatus(err); code != "1" {
		t.Fatalf("exit code %s: %s", code, data)
	}
	var got struct{ Findings []finding }
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	checkWorld(t, world, got.Findings)
}

// checkWorld compares the findings with the answers of the servers.
func checkWorld(t *testing.T, world string, found []finding) {
	t.Helper()
	var moved map[string]string
	data, err := os.ReadFile(filepath.Join(world, "moved.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &moved); err != nil {
		t.Fatal(err)
	}
	list, _ := os.ReadFile(filepath.Join(world, "lists", "awesome-asyncio.md"))
	for old, to := range moved {
		here := regexp.MustCompile(`\(https://github\.com/` + regexp.QuoteMeta(old) + `/?\)`).Match(list)
		says := slices.ContainsFunc(found, func(f finding) bool {
			return f.Kind == "moved" && strings.Trim(f.URL, "/") == "https://github.com/"+old && f.What == "moved permanently to https://github.com/"+to
		})
		if here != says {
			t.Errorf("%s moved to %s: in the list %v, found %v", old, to, here, says)
		}
	}
	for _, f := range found {
		if f.Kind == "dead" || f.Kind == "gone" {
			t.Errorf("%+v is alive", f)
		}
	}
	if !slices.ContainsFunc(found, func(f finding) bool {
		return f.Kind == "abandoned" && f.Name == "aiomock" && strings.HasPrefix(f.What, "no push since 2016-09-21,")
	}) {
		t.Error("aiomock is not found abandoned since 2016-09-21")
	}
}

// free returns an unused port.
func free(t *testing.T) string {
	s := httptest.NewServer(nil)
	defer s.Close()
	return s.URL[strings.LastIndexByte(s.URL, ':')+1:]
}

// TestExampleWorkflow checks that the example workflow has minimal permissions and pins
// its actions by commit.
func TestExampleWorkflow(t *testing.T) {
	data, err := os.ReadFile("../examples/audit.yml")
	if err != nil {
		t.Fatal(err)
	}
	var flow struct {
		Permissions map[string]string
		Jobs        map[string]struct {
			If          string
			Permissions map[string]string
			Steps       []struct{ Uses, Run string }
		}
	}
	if err := yaml.Unmarshal(data, &flow); err != nil {
		t.Fatal(err)
	}
	if want := map[string]string{"contents": "read", "security-events": "write"}; !maps.Equal(flow.Permissions, want) || flow.Jobs["audit"].Permissions != nil {
		t.Errorf("permissions %v, want %v", flow.Permissions, want)
	}
	for _, variable := range []string{"EXTRACT_REPOSITORY", "EXTRACT_REF"} {
		if want := "vars." + variable + " != ''"; !strings.Contains(flow.Jobs["audit"].If, want) {
			t.Errorf("the job runs if %s; want %s", flow.Jobs["audit"].If, want)
		}
	}
	pinned := regexp.MustCompile(`^(actions|github)/[a-z/-]+@[0-9a-f]{40}$`)
	steps := flow.Jobs["audit"].Steps
	for _, s := range steps {
		if s.Uses != "" && !pinned.MatchString(s.Uses) || strings.Contains(s.Run, "secrets.") {
			t.Errorf("step %+v", s)
		}
	}
	if len(steps) < 5 {
		t.Errorf("%d steps", len(steps))
	}
}
