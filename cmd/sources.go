package cmd

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"namedrop/internal/config"
	"namedrop/internal/console"
	"namedrop/internal/github"
	"namedrop/internal/osv"
	"namedrop/internal/pypi"
	"namedrop/internal/transport"
)

// sources holds the clients for data on projects. They share one transport, so that
// rate limits and failures of a host apply to the whole run.
type sources struct {
	github   *github.Client
	pypi     *pypi.Client
	osv      *osv.Client // nil if disabled
	failures *failureLog
}

// access is how a command uses the network.
type access struct {
	offline bool // use cached answers only
	verbose bool // log each request
	console *console.Console
}

// newSources builds the clients of a configuration. It reads the token and opens no
// connection.
func newSources(cfg config.Config, a access) (*sources, error) {
	token, err := cfg.ReadToken()
	if err != nil {
		return nil, err
	}
	malware := &osv.Client{URL: cfg.OSV.URL}
	client := transport.Client(watched{transport.Network(), a.console}, transport.Options{
		CacheDir: cacheDir(cfg),
		Soft:     cfg.Cache.Soft,
		Hard:     cfg.Cache.Hard,
		Offline:  a.offline,
		MaxWait:  cfg.GitHub.MaxWait,
		Announce: a.console.Announce,
		Queries:  []string{malware.QueryURL()},
		Log:      a.log(),
	})
	s := &sources{failures: newFailureLog(client.Transport)}
	if !a.offline { // without network no answers are expected
		client.Transport = s.failures
	}
	s.pypi = &pypi.Client{HTTP: client, URL: cfg.PyPI.URL}
	if malware.HTTP = client; cfg.OSV.URL != "" {
		s.osv = malware
	}
	if s.github, err = github.New(client, cfg.GitHub.URL, token); err != nil {
		return nil, fmt.Errorf("github.url: %w", err)
	}
	return s, nil
}

// cacheDir returns the directory of a cache, below the one for answers of GitHub, PyPI and
// OSV. It is "", for no cache, without a data directory: commands that only read do their
// work without one.
func cacheDir(cfg config.Config, below ...string) string {
	dir, err := config.DataDir(cfg.DataDir)
	if err != nil {
		return ""
	}
	return filepath.Join(append([]string{dir, "cache"}, below...)...)
}

// log returns the logger for requests, nil for none.
func (a access) log() *slog.Logger {
	if !a.verbose {
		return nil
	}
	return slog.New(slog.NewTextHandler(a.console, nil))
}

// watched shows on a terminal which host is being queried.
type watched struct {
	next    http.RoundTripper
	console *console.Console
}

func (t watched) RoundTrip(r *http.Request) (*http.Response, error) {
	t.console.ShowActivity("querying " + r.URL.Host)
	defer t.console.ShowActivity("")
	return t.next.RoundTrip(r)
}

// failureLog records the hosts that did not answer, so that a run reports each once at
// its end. It is safe for concurrent use.
type failureLog struct {
	next http.RoundTripper

	mu      sync.Mutex
	failed  map[string]bool // hosts that could not be reached or failed
	limited map[string]bool // hosts whose rate limit is used up
}

func newFailureLog(next http.RoundTripper) *failureLog {
	return &failureLog{next: next, failed: map[string]bool{}, limited: map[string]bool{}}
}

func (l *failureLog) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := l.next.RoundTrip(r)
	if r.Context().Err() == nil {
		l.note(r.URL.Host, answer, err)
	}
	return answer, err
}

func (l *failureLog) note(host string, answer *http.Response, err error) {
	_, stale := transport.Cached(answer)
	var wait *transport.WaitError
	var tooLarge *transport.TooLargeError
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case errors.As(err, &tooLarge):
	case errors.As(err, &wait):
		l.limited[host] = true
	case err != nil, stale, answer.StatusCode >= http.StatusInternalServerError:
		l.failed[host] = true
	}
}

// report writes a line for each kind of failure, naming the hosts.
func (l *failureLog) report(w *console.Console) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.failed) > 0 {
		w.Notice("no answer from %s: some evidence is missing or from the cache", services(l.failed))
	}
	if len(l.limited) > 0 {
		w.Notice("rate limit of %s reached: some evidence is missing; set a token in %s, or raise github.max_wait", services(l.limited), config.TokenVariable)
	}
}

// services returns the names of the services at hosts.
func services(hosts map[string]bool) string {
	var names []string
	for host := range hosts {
		names = append(names, transport.Service(host))
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), ", ")
}
