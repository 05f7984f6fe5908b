package cmd

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"
)

// server fakes PyPI, GitHub (below /github), OSV and a web proxy (below /web). It
// answers with the first file found in its directories. testdata/script/README.md
// documents the file extensions.
type server struct {
	*httptest.Server
	dirs []string
	hub  hub

	mu   sync.Mutex
	left int      // answers until it is gone, if that is above 0
	log  []string // what was asked since it was last looked at
}

// serverKey is the key of a script's server.
type serverKey struct{}

// serveCmd is "serve [-answers N] DIR…": it restarts the server of a script and sets
// the configuration to use it.
func serveCmd(ts *testscript.TestScript, neg bool, args []string) {
	answers := 0
	if len(args) > 1 && args[0] == "-answers" {
		n, err := strconv.Atoi(args[1])
		ts.Check(err)
		answers, args = n, args[2:]
	}
	if neg || len(args) == 0 {
		ts.Fatalf("usage: serve [-answers N] DIR…")
	}
	s := ts.Value(serverKey{}).(*server)
	if s.Server != nil {
		s.Close()
	}
	s.Server, s.dirs, s.left, s.log, s.hub = httptest.NewUnstartedServer(s), nil, answers, nil, hub{}
	for _, dir := range args {
		s.dirs = append(s.dirs, ts.MkAbs(dir))
	}
	s.Start()
	ts.Defer(s.Close)
	ts.Setenv("EXTRACT_PYPI_URL", s.URL)
	ts.Setenv("EXTRACT_PYPI_TOP_URL", s.URL+"/top")
	ts.Setenv("EXTRACT_GITHUB_URL", s.URL+"/github")
	ts.Setenv("EXTRACT_OSV_URL", s.URL+"/osv")
	ts.Setenv("HTTP_PROXY", s.URL)
}

// unserveCmd is "unserve": it stops the server.
func unserveCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: unserve")
	}
	ts.Value(serverKey{}).(*server).Close()
}

// askedCmd is "asked FILE": it writes the requests since the last call, sorted.
func askedCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: asked FILE")
	}
	s := ts.Value(serverKey{}).(*server)
	s.mu.Lock()
	defer s.mu.Unlock()
	slices.Sort(s.log)
	text := strings.Join(append(s.log, ""), "\n")
	s.log = nil
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}

func (s *server) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.URL.IsAbs() {
		r.URL.Path = "/web/" + r.URL.Host + r.URL.Path
	}
	line := r.Method + " " + r.URL.Path
	if status := s.hub.serve(out, r); status > 0 {
		s.log = append(s.log, fmt.Sprintf("%s %d", line, status))
		return
	}
	if r.Method == http.MethodPost { // to OSV: about whom stands in the body
		var q struct{ Package struct{ Name string } }
		json.NewDecoder(r.Body).Decode(&q)
		r.URL.Path += "/" + q.Package.Name
	}
	status := s.answer(out, r)
	line = fmt.Sprintf("%s %s %d", r.Method, r.URL.Path, status)
	if r.Header.Get("Authorization") != "" {
		line += " with a token"
	}
	s.log = append(s.log, line)
	if s.left--; s.left == 0 {
		s.Listener.Close()
		s.Config.SetKeepAlivesEnabled(false)
	}
}

// answer writes an answer and returns its status.
func (s *server) answer(out http.ResponseWriter, r *http.Request) int {
	for _, ending := range []string{"." + r.Method + ".http", ".http"} {
		if data, ok := s.file(r.URL.Path + ending); ok {
			return raw(out, r, data)
		}
	}
	data, ok := s.file(r.URL.Path + ".json")
	if text, isFile := s.file(r.URL.Path + ".md"); isFile {
		data, ok = content(r.URL.Path, text), true
	}
	if r.Method == http.MethodPost && !ok {
		data, ok = []byte("{}"), true
	}
	if !ok {
		out.WriteHeader(http.StatusNotFound)
		return http.StatusNotFound
	}
	tag := fmt.Sprintf("%q", fmt.Sprintf("%x", sha256.Sum256(data)))
	out.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		out.WriteHeader(http.StatusNotModified)
		return http.StatusNotModified
	}
	out.Header().Set("Content-Type", "application/json")
	out.Write(data)
	return http.StatusOK
}

// file returns a file of the first directory that has it.
func (s *server) file(path string) ([]byte, bool) {
	for _, dir := range s.dirs {
		if data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path))); err == nil {
			return data, true
		}
	}
	return nil, false
}

// raw writes a file as the response, with status and headers. The header Repeat says
// how often the body is repeated.
func raw(out http.ResponseWriter, r *http.Request, data []byte) int {
	answer, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(data)), r)
	if err != nil {
		panic(err)
	}
	body, _ := io.ReadAll(answer.Body)
	for name, values := range answer.Header {
		out.Header()[name] = values
	}
	out.WriteHeader(answer.StatusCode)
	times, _ := strconv.Atoi(answer.Header.Get("Repeat"))
	for range max(1, times) {
		if _, err := out.Write(body); err != nil {
			break
		}
	}
	return answer.StatusCode
}

// content returns a file as GitHub's API does.
func content(address string, text []byte) []byte {
	_, name, ok := strings.Cut(address, "/contents/")
	if !ok {
		name = "README.md"
	}
	data, _ := json.Marshal(map[string]any{"type": "file", "path": name, "encoding": "base64", "size": len(text), "content": base64.StdEncoding.EncodeToString(text)})
	return data
}
