package cmd

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"testing"

	"namedrop/internal/exit"
)

// machine is an isolated environment: a directory and a fake server of all sources.
// Commands run in it as processes.
type machine struct {
	t   *testing.T
	dir string

	*server
	instead atomic.Pointer[http.HandlerFunc] // answers in place of the server, if set
}

func newMachine(t *testing.T) *machine {
	world, err := filepath.Abs(filepath.Join("testdata", "world"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	w := &machine{t: t, dir: dir, server: &server{dirs: []string{world, dir}}}
	w.Server = httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if instead := w.instead.Load(); instead != nil {
			(*instead)(out, r)
		} else {
			w.server.ServeHTTP(out, r)
		}
	}))
	t.Cleanup(w.Close)
	if err := os.Mkdir(filepath.Join(w.dir, "simple"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(w.dir, "simple", ".json"), []byte(`{"meta": {"api-version": "1.0"}, "projects": [{"name": "tenacity"}]}`), 0o666); err != nil {
		t.Fatal(err)
	}
	talk := "00:00:09 We should add the Tenacity library to the list.\n"
	if err := os.WriteFile(filepath.Join(w.dir, "talk.txt"), []byte(talk), 0o666); err != nil {
		t.Fatal(err)
	}
	for name, text := range podcast {
		if err := os.WriteFile(filepath.Join(w.dir, name), []byte("HTTP/1.1 200 OK\n\n"+text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

// podcast are the files of a feed with two episodes, as the server answers them.
var podcast = map[string]string{
	"feed.xml.http": `<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>Pod</title>` +
		`<item><guid>2</guid><title>Second episode</title><podcast:transcript url="2.vtt" type="text/vtt"/></item>` +
		`<item><guid>1</guid><title>First episode</title><podcast:transcript url="1.txt" type="text/plain"/></item></channel></rss>`,
	"2.vtt.http": "WEBVTT\n\n00:01.000 --> 00:02.000\nToday we use the Tenacity library.\n",
	"1.txt.http": "00:00:09 We should add the Tenacity library to the list.\n",
}

func (w *machine) env() []string {
	return []string{"HOME=" + w.dir, "TMPDIR=" + w.dir, "EXTRACT_DATA_DIR=" + filepath.Join(w.dir, "data"), "EXTRACT_GITHUB_TOKEN=one-that-may-write", "EXTRACT_LIST_SOURCE=github:maker/awesome",
		"EXTRACT_PYPI_URL=" + w.URL, "EXTRACT_PYPI_TOP_URL=", "EXTRACT_GITHUB_URL=" + w.URL + "/github", "EXTRACT_OSV_URL=" + w.URL + "/osv"}
}

// extract runs a command, which must succeed.
func (w *machine) extract(args ...string) string {
	w.t.Helper()
	out, code := w.try(args...)
	if code != exit.CodeDone {
		w.t.Errorf("%v: exit code %d\n%s", args, code, out)
	}
	return out
}

// try runs a command and returns its output.
func (w *machine) try(args ...string) (out string, code int) {
	w.t.Helper()
	exe, err := os.Executable()
	if err != nil {
		w.t.Fatal(err)
	}
	c := exec.Command(exe)
	c.Args, c.Env, c.Dir = append([]string{"extract"}, args...), w.env(), w.dir // see TestMain
	data, err := c.CombinedOutput()
	if err != nil && c.ProcessState == nil {
		w.t.Fatal(err)
	}
	return string(data), c.ProcessState.ExitCode()
}
